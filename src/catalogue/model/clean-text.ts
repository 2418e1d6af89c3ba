const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ouml: 'ö',
  uuml: 'ü',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  hellip: '…',
  trade: '™',
  reg: '®',
};

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/giu;
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;

function character(codePoint: number): string {
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
}

/** Entities as feeds write them; one pass only, so that `&amp;lt;` stays a text and never becomes a tag. */
function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
    return NAMED_ENTITIES[(name ?? '').toLowerCase()] ?? whole;
  });
}

/** Arabic-Indic and Persian digits as ASCII digits; the Arabic decimal and thousands signs as `.` and `,`. */
export function westernDigits(text: string): string {
  return text
    .replace(ARABIC_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',');
}

/** A feed's text as plain text: no tags, no entities, no invisible characters, single spaces. */
export function cleanText(text: string): string {
  const withoutTags = text.replace(/<\/?[a-z][^<>]{0,500}>/giu, ' ');
  return decodeEntities(withoutTags).normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
}

const NAME_MAX_LENGTH = 120;
const LETTER = /\p{L}/gu;

/** `BLACK LINEN DRESS` as `Black Linen Dress`; a text with small letters stays as it is. */
function calmCapitals(text: string): string {
  const letters = text.match(LETTER)?.join('') ?? '';
  if (letters.length < 4 || letters !== letters.toUpperCase() || letters === letters.toLowerCase()) return text;
  return text.toLowerCase().replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** A product's name for people: cleaned, not shouted, at most 120 characters, cut between words. */
export function cleanName(text: string): string {
  const name = calmCapitals(cleanText(text));
  if (name.length <= NAME_MAX_LENGTH) return name;
  const head = name.slice(0, NAME_MAX_LENGTH + 1);
  const lastSpace = head.lastIndexOf(' ');
  return head.slice(0, lastSpace > NAME_MAX_LENGTH / 2 ? lastSpace : NAME_MAX_LENGTH).replace(/[\s,;:–—-]+$/u, '');
}
