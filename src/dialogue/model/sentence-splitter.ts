import { judgeTerminator } from './sentence-end.ts';

/** Lengths in UTF-16 units. @see dialogue.md D-52 */
export interface SentenceSplitterOptions {
  /** The first sentence is cut at a clause when it is longer than this: speech shall start early. */
  readonly firstSentenceMax?: number;
  /** Shortest clause that may come first. */
  readonly clauseMin?: number;
  /** Longest piece; a longer sentence is cut at its last clause or word. */
  readonly pieceMax?: number;
}

type Scan =
  | { readonly kind: 'end'; readonly at: number; readonly contentLength: number }
  /** No end yet; `contentLength` is what surely belongs to the sentence. */
  | { readonly kind: 'open'; readonly contentLength: number };

const TERMINATOR = /[.!?؟…]/u;
const CLOSER = /["'»”’)\]*_]/u;
const CLAUSE_SIGN = /[,;:،؛](?=\s)|\s[—–-](?=\s)/gu;
const OPENERS = '([{';
const CLOSERS = ')]}';

/**
 * Cuts a stream of text into sentences as soon as each is complete. The pieces are trimmed, never empty, and do not
 * depend on how the text was cut into tokens.
 */
export class SentenceSplitter {
  readonly #firstSentenceMax: number;
  readonly #clauseMin: number;
  readonly #pieceMax: number;
  #buffer = '';
  #isFirst = true;

  constructor(options: SentenceSplitterOptions = {}) {
    this.#firstSentenceMax = options.firstSentenceMax ?? 60;
    this.#clauseMin = options.clauseMin ?? 20;
    this.#pieceMax = options.pieceMax ?? 250;
  }

  /** Takes the next piece of text and returns the sentences that it completed. */
  push(text: string): string[] {
    this.#buffer += text;
    return this.#take(false);
  }

  /** Says that nothing more comes and returns the rest. */
  end(): string[] {
    return this.#take(true);
  }

  #take(isWhole: boolean): string[] {
    const pieces: string[] = [];
    for (;;) {
      this.#buffer = this.#buffer.trimStart();
      const at = this.#buffer === '' ? undefined : this.#findCut(isWhole);
      if (at === undefined) return pieces;
      pieces.push(this.#buffer.slice(0, at).trim());
      this.#buffer = this.#buffer.slice(at);
      this.#isFirst = false;
    }
  }

  #findCut(isWhole: boolean): number | undefined {
    const scan = scanSentence(this.#buffer, isWhole);
    const { contentLength } = scan;
    if (this.#isFirst && contentLength > this.#firstSentenceMax) {
      const clause = clauseEnds(this.#buffer, Math.min(contentLength, this.#pieceMax)).find(
        (end) => end >= this.#clauseMin,
      );
      if (clause !== undefined) return clause;
    }
    if (contentLength > this.#pieceMax) return cutLongSentence(this.#buffer, this.#pieceMax, this.#clauseMin);
    if (scan.kind === 'end') return scan.at;
    return isWhole ? this.#buffer.length : undefined;
  }
}

/** Cuts a whole text into sentences. */
export function splitIntoSentences(text: string, options?: SentenceSplitterOptions): string[] {
  const splitter = new SentenceSplitter(options);
  return [...splitter.push(text), ...splitter.end()];
}

function scanSentence(text: string, isWhole: boolean): Scan {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    if (sign === '\n') return { kind: 'end', at: index + 1, contentLength: index };
    depth = changeDepth(depth, text, index);
    if (depth > 0 || !TERMINATOR.test(sign)) continue;
    const end = skip(text, index, TERMINATOR);
    const closedAt = skip(text, end, CLOSER);
    const verdict = judgeTerminator(text, { start: index, end, closedAt }, isWhole);
    if (verdict === 'yes') return { kind: 'end', at: closedAt, contentLength: index };
    if (verdict === 'unknown') return { kind: 'open', contentLength: index };
    index = closedAt - 1;
  }
  return { kind: 'open', contentLength: text.trimEnd().length };
}

/** A bracket after a colon is a face, not a bracket. */
function changeDepth(depth: number, text: string, index: number): number {
  const sign = text.charAt(index);
  if (OPENERS.includes(sign)) return /[:;=-]/u.test(text.charAt(index - 1)) ? depth : depth + 1;
  return CLOSERS.includes(sign) ? Math.max(0, depth - 1) : depth;
}

function skip(text: string, from: number, signs: RegExp): number {
  let at = from;
  while (at < text.length && signs.test(text.charAt(at))) at++;
  return at;
}

/** Where the clauses end that are complete before `limit`, brackets left whole. */
function clauseEnds(text: string, limit: number): readonly number[] {
  const ends: number[] = [];
  let depth = 0;
  let seen = 0;
  for (const match of text.slice(0, limit).matchAll(CLAUSE_SIGN)) {
    for (; seen <= match.index; seen++) depth = changeDepth(depth, text, seen);
    if (depth === 0) ends.push(match.index + match[0].length);
  }
  return ends;
}

function cutLongSentence(text: string, pieceMax: number, clauseMin: number): number {
  const clause = clauseEnds(text, pieceMax).at(-1);
  if (clause !== undefined && clause >= clauseMin) return clause;
  const space = text.slice(0, pieceMax + 1).search(/\s\S*$/u);
  if (space > 0) return space;
  const isInsidePair =
    /[\uD800-\uDBFF]/u.test(text.charAt(pieceMax - 1)) && /[\uDC00-\uDFFF]/u.test(text.charAt(pieceMax));
  return isInsidePair ? pieceMax - 1 : pieceMax;
}
