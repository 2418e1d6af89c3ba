import { cleanText, westernDigits } from './clean-text.ts';

/** A price as a feed meant it; `currency` is an ISO 4217 code, absent when the text names none. */
export interface FeedPrice {
  readonly amount: number;
  readonly currency?: string;
}

const CURRENCIES: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/\baed\b|\bdhs?\b|\bdirhams?\b|د\s?\.\s?إ|درهم|дирхам/iu, 'AED'],
  [/\bkzt\b|₸|тенге|(?<!\p{L})тг(?!\p{L})/iu, 'KZT'],
  [/\bsar\b|ر\s?\.\s?س/iu, 'SAR'],
  [/\beur\b|€/iu, 'EUR'],
  [/\busd\b|\$/iu, 'USD'],
  [/\bgbp\b|£/iu, 'GBP'],
];

/** The ISO code that a text names, in words, letters or signs. */
export function parseCurrency(text: string): string | undefined {
  const plain = cleanText(text);
  return CURRENCIES.find(([pattern]) => pattern.test(plain))?.[1];
}

/** `1,190.00`, `1.190,00`, `249,00`, `1 190`: the last mark followed by one or two digits is the decimal mark. */
function parseAmount(digits: string): number | undefined {
  const compact = digits.replace(/[\s'\u00a0\u202f]/gu, '');
  const decimal = /^(.*)[.,](\d{1,2})$/u.exec(compact);
  const whole = (decimal?.[1] ?? compact).replace(/[.,]/gu, '');
  if (!/^\d{1,9}$/u.test(whole)) return undefined;
  return Number(`${whole}.${decimal?.[2] ?? '0'}`);
}

/** Reads a price written as a number or as text; undefined when there is none, or more than one (a range). */
export function parsePrice(value: unknown): FeedPrice | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { amount: value } : undefined;
  if (typeof value !== 'string') return undefined;
  const text = westernDigits(cleanText(value));
  const numbers = text.match(/\d[\d.,'\u00a0\u202f]*(?: \d{3})*(?:[.,]\d{1,2})?(?!\d)/gu) ?? [];
  if (numbers.length !== 1) return undefined;
  const amount = parseAmount((numbers[0] ?? '').replace(/[.,\s]+$/u, ''));
  if (amount === undefined) return undefined;
  const currency = parseCurrency(text);
  return currency === undefined ? { amount } : { amount, currency };
}
