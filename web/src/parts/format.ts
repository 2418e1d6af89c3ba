/** A price as people of this locale write it; whole amounts without cents. */
export function formatPrice(locale: string, price: number, currency: string): string {
  const digits = Number.isInteger(price) ? 0 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(price);
}

/** "3 March", with the year when it is another one. */
export function formatDay(locale: string, iso: string, now = new Date()): string {
  const date = new Date(iso);
  const isThisYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** "5 minutes ago", in the unit that fits. */
export function formatAgo(locale: string, iso: string, nowMs = Date.now()): string {
  const minutes = Math.round((Date.parse(iso) - nowMs) / 60_000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}

/** Names in guillemets stand apart from the direction of the words around them. */
export function isolateNames(text: string): string {
  return text.replace(/«([^«»]+)»/g, '«\u2068$1\u2069»');
}

/** A list in words: "a, b and c". */
export function formatList(locale: string, parts: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}
