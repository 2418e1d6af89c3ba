/**
 * A copy of a text prepared for matching, with the way back to the original.
 *
 * `starts[i]` / `ends[i]` are the UTF-16 bounds in `original` of the cluster that produced the unit `text[i]`,
 * so that a quote is always cut from what the user really wrote.
 * @see knowledge.md O-23
 */
export type NormalizedText = {
  readonly original: string;
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
};

/** Half-open range of UTF-16 units. */
export type TextSpan = { readonly start: number; readonly end: number };

/** Harakat, Quranic marks and tatweel: they decorate Arabic letters and never change the word. */
const ARABIC_DECORATION = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/gu;
/** Zero-width and bidirectional controls that phones insert silently; they carry no text. */
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE00-\uFE0F\uFEFF]/gu;
const LATIN = /\p{Script=Latin}/u;
const MARKS = /\p{M}+/gu;
/** U+FEFF counts as white space in JavaScript, but it is invisible and joins nothing. */
const CLUSTER = /[^\S\uFEFF]+|\P{M}\p{M}*|\p{M}+/gu;

const FOLDED: ReadonlyMap<string, string> = new Map([
  ...[...'أإآٱ'].map((letter): [string, string] => [letter, 'ا']),
  ...[...'ىیئ'].map((letter): [string, string] => [letter, 'ي']),
  ['ؤ', 'و'],
  ['ة', 'ه'],
  ['ک', 'ك'],
  ['ё', 'е'],
  ...[...'’‘‛ʼ`´′＇'].map((mark): [string, string] => [mark, "'"]),
  ...[...'“”„«»″'].map((mark): [string, string] => [mark, '"']),
  ...[...'‐‑‒–—―−﹘﹣'].map((mark): [string, string] => [mark, '-']),
]);

function asciiDigit(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return undefined;
}

function foldOnce(cluster: string): string {
  let folded = cluster.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(ARABIC_DECORATION, '');
  if (LATIN.test(folded)) folded = folded.normalize('NFD').replace(MARKS, '');
  let result = '';
  for (const character of folded) result += FOLDED.get(character) ?? asciiDigit(character) ?? character;
  return result;
}

const FOLD_CACHE_LIMIT = 4096;
const folds = new Map<string, string>();

/** Texts repeat their letters: folding each once makes normalising about five times as fast. */
function foldCached(cluster: string): string {
  if (cluster.length > 2) return foldCluster(cluster);
  let folded = folds.get(cluster);
  if (folded === undefined) {
    folded = foldCluster(cluster);
    if (folds.size < FOLD_CACHE_LIMIT) folds.set(cluster, folded);
  }
  return folded;
}

/** NFKC and lower case undo each other for a few exotic letters: repeat until stable, so that normalising twice changes nothing. */
function foldCluster(cluster: string): string {
  if (/^[^\S\uFEFF]/u.test(cluster)) return cluster.includes('\n') ? '\n' : ' ';
  let current = cluster;
  for (let round = 0; round < 4; round++) {
    const next = foldOnce(current);
    if (next === current) break;
    current = next;
  }
  return current.replace(/\s+/gu, ' ');
}

/**
 * Normalises a text for matching: NFKC, lower case, ASCII digits, no tatweel, harakat or invisible controls, unified
 * alef / ya / ta-marbuta and ё, plain apostrophes, quotes and dashes, Latin letters without diacritics, single spaces.
 * A run of white space that holds a line break becomes one `\n` (a sentence border for the extractors).
 */
export function normalizeText(original: string): NormalizedText {
  const known = recent.get(original);
  if (known) return known;
  const normalized = normalize(original);
  if (original.length > REMEMBERED_LENGTH) return normalized;
  const [oldest] = recent.size >= REMEMBERED_TEXTS ? recent.keys() : [];
  if (oldest !== undefined) recent.delete(oldest);
  recent.set(original, normalized);
  return normalized;
}

// A turn's dozen rules each ask for the same text; the few texts of the turns that run are kept, the oldest goes first.
const REMEMBERED_TEXTS = 128;
const REMEMBERED_LENGTH = 2_000;
const recent = new Map<string, NormalizedText>();

/** Drops the texts that this process has kept: one of them was forgotten. @see knowledge.md 18.1 step 5 */
export function forgetNormalizedTexts(): void {
  recent.clear();
}

function normalize(original: string): NormalizedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (const match of original.matchAll(CLUSTER)) {
    const folded = foldCached(match[0]);
    const isSpace = folded === ' ' || folded === '\n';
    const previous = text.at(-1);
    if (isSpace && (previous === ' ' || previous === '\n')) {
      ends[ends.length - 1] = match.index + match[0].length;
      continue;
    }
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    text += folded;
  }
  return { original, text, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** Maps a range of the normalised text to the range of the original that produced it. An empty range stays empty. */
export function originalSpan(normalized: NormalizedText, start: number, end: number): TextSpan {
  const length = normalized.text.length;
  const from = Math.max(0, Math.min(start, length));
  const to = Math.max(from, Math.min(end, length));
  const originalStart = normalized.starts[from] ?? normalized.original.length;
  if (to === from) return { start: originalStart, end: originalStart };
  return { start: originalStart, end: normalized.ends[to - 1] ?? normalized.original.length };
}

/** The words of the user behind a range of the normalised text, verbatim. */
export function originalSlice(normalized: NormalizedText, start: number, end: number): string {
  const span = originalSpan(normalized, start, end);
  return normalized.original.slice(span.start, span.end);
}
