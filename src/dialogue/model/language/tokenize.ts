/** A word of a normalised text. `start` / `end` are UTF-16 positions in that text; `index` counts words from 0. */
export type Token = { readonly text: string; readonly start: number; readonly end: number; readonly index: number };

const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;

/**
 * Splits a normalised text into words: runs of letters, marks and digits, an apostrophe inside included ("don't").
 * Hyphens and signs separate ("t-shirt" is two words); the concept dictionary joins them again.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    tokens.push({ text: match[0], start: match.index, end: match.index + match[0].length, index: tokens.length });
  }
  return tokens;
}

/** A stretch of a text between sentence or clause borders. `terminator` is the sign that closed it, '' at the end. */
export type Clause = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly terminator: string;
};

const SENTENCE_BORDER = /[.!?؟…。;؛\n]+/gu;
/** A comma inside a number ("2,000", "1,5") is no border; a dash or colon is none either: "my size: M", "мой размер — M". */
const CLAUSE_BORDER = /[.!?؟…。;؛\n]+|,(?!\d)|(?<!\d),|[،()"]/gu;
/** The end of a decimal ("1.5") or of an abbreviation ("د.إ", "e.g."): a full stop after it closes nothing. */
const BEFORE_INNER_STOP = /\d$|(?<![\p{L}\p{M}\p{N}])\p{L}$/u;

function splitAt(text: string, border: RegExp): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const push = (end: number, terminator: string): void => {
    const slice = text.slice(start, end);
    if (slice.trim() !== '') clauses.push({ start, end, text: slice, terminator });
  };
  for (const match of text.matchAll(border)) {
    const next = text.charAt(match.index + match[0].length);
    const before = text.slice(Math.max(start, match.index - 2), match.index);
    if (match[0] === '.' && /[\d\p{L}]/u.test(next) && BEFORE_INNER_STOP.test(before)) continue;
    push(match.index, match[0]);
    start = match.index + match[0].length;
  }
  push(text.length, '');
  return clauses;
}

/** Sentences of a normalised text: split at full stop, exclamation and question marks (Arabic ones too), semicolon, line break. */
export function splitSentences(text: string): readonly Clause[] {
  return splitAt(text, SENTENCE_BORDER);
}

/** Clauses of a normalised text: sentences split further at commas, brackets and quotes. */
export function splitClauses(text: string): readonly Clause[] {
  return splitAt(text, CLAUSE_BORDER);
}
