import { normalizeText } from '#dialogue/model/language/normalize-text';
import { tokenize } from '#dialogue/model/language/tokenize';
import { arabiziSkeleton, tokenForms } from './token-forms.ts';
import type { TokenForm } from './token-forms.ts';

/** A place where a term of a list stands: token indices, `end` exclusive. */
export interface TermHit<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
  /** Tokens that the term itself takes; fewer than `end - start` when it has gaps. */
  readonly taken: readonly number[];
  readonly isNegated: boolean;
}

/** A token with everything needed to look it up. */
export interface TokenKey {
  readonly forms: readonly TokenForm[];
  readonly skeleton: string | undefined;
  /** Number of the clause; other words between a term's words lie in its clause. */
  readonly clause: number;
  /** Number of the sentence; a term never crosses its border, but may cross a comma ("ага, конечно"). */
  readonly sentence: number;
}

/** Finds terms in tokens. */
export interface TermMatcher<T> {
  /** Hits that do not overlap, longest first at each place, in text order. */
  readonly find: (tokens: readonly TokenKey[]) => readonly TermHit<T>[];
}

interface Word {
  readonly text: string;
  readonly isStem: boolean;
  readonly skeleton: string | undefined;
}
interface Term<T> {
  readonly value: T;
  /** Alternatives of each word; `gap` allows other words before it. */
  readonly words: readonly { readonly gap: boolean; readonly any: readonly Word[] }[];
}

const MAX_GAP = 3;
/** Stands for a number in digits. */
const ANY_NUMBER = '#';
/** Longer stems do not occur; longer tokens do, and must not cost more. */
const MAX_STEM = 24;

/** Prepares a token for {@link TermMatcher}. */
export function tokenKey(
  word: string,
  place: { readonly clause: number; readonly sentence: number },
  isArabizi: boolean,
): TokenKey {
  return { forms: tokenForms(word, isArabizi), skeleton: isArabizi ? arabiziSkeleton(word) : undefined, ...place };
}

/** Compiles comma-separated terms. `bySkeleton` lets Arabizi spellings match by their consonants. */
export function compileTerms<T>(
  lists: readonly (readonly [value: T, terms: string])[],
  settings: { readonly bySkeleton?: boolean } = {},
): TermMatcher<T> {
  const index: TermIndex<T> = { literal: new Map(), stem: new Map(), skeleton: new Map() };
  for (const [value, terms] of lists) {
    for (const text of terms.split(',')) addTerm(index, parseTerm(text, value, settings.bySkeleton ?? false));
  }
  return { find: (tokens) => findTerms(index, tokens) };
}

interface TermIndex<T> {
  readonly literal: Map<string, Term<T>[]>;
  readonly stem: Map<string, Term<T>[]>;
  readonly skeleton: Map<string, Term<T>[]>;
}

function parseTerm<T>(text: string, value: T, bySkeleton: boolean): Term<T> {
  const words: { gap: boolean; any: Word[] }[] = [];
  let gap = false;
  for (const part of text.trim().split(/\s+/u)) {
    if (part === '~') {
      gap = true;
      continue;
    }
    const alternatives = part.split('|').map((word) => parseWord(word, bySkeleton));
    // A word such as "ну-ка" is several tokens: all but the last stand alone.
    const longest = Math.max(...alternatives.map((tokens) => tokens.length));
    for (let position = 0; position < longest; position++) {
      const any = alternatives.flatMap((tokens) => tokens[position] ?? []);
      words.push({ gap: gap && position === 0, any });
    }
    gap = false;
  }
  return { value, words };
}

function parseWord(word: string, bySkeleton: boolean): Word[] {
  if (word === ANY_NUMBER) return [{ text: ANY_NUMBER, isStem: false, skeleton: undefined }];
  const isStem = word.endsWith('*');
  const tokens = tokenize(normalizeText(isStem ? word.slice(0, -1) : word).text);
  return tokens.map((token, position) => ({
    text: token.text,
    isStem: isStem && position === tokens.length - 1,
    skeleton: bySkeleton ? arabiziSkeleton(token.text) : undefined,
  }));
}

function addTerm<T>(index: TermIndex<T>, term: Term<T>): void {
  for (const word of term.words[0]?.any ?? []) {
    push(word.isStem ? index.stem : index.literal, word.text, term);
    if (word.skeleton !== undefined) push(index.skeleton, word.skeleton, term);
  }
}

function push<T>(map: Map<string, Term<T>[]>, key: string, term: Term<T>): void {
  const list = map.get(key);
  if (list) list.push(term);
  else map.set(key, [term]);
}

function findTerms<T>(index: TermIndex<T>, tokens: readonly TokenKey[]): readonly TermHit<T>[] {
  const hits: TermHit<T>[] = [];
  for (let start = 0; start < tokens.length; start++) {
    for (const { term, isNegated } of candidates(index, tokens[start] as TokenKey)) {
      const taken = matchFrom(term, tokens, start);
      if (taken) hits.push({ value: term.value, start, end: (taken.at(-1) ?? start) + 1, taken, isNegated });
    }
  }
  // Plain spellings come before cut ones, so a stable sort keeps the better reading of equally long hits.
  hits.sort((left, right) => right.taken.length - left.taken.length || left.start - right.start);
  const used = new Set<number>();
  const chosen = hits.filter((hit) => {
    if (hit.taken.some((position) => used.has(position))) return false;
    hit.taken.forEach((position) => used.add(position));
    return true;
  });
  return chosen.sort((left, right) => left.start - right.start);
}

function candidates<T>(index: TermIndex<T>, token: TokenKey): readonly { term: Term<T>; isNegated: boolean }[] {
  const found: { term: Term<T>; isNegated: boolean }[] = [];
  const seen = new Set<Term<T>>();
  const add = (terms: readonly Term<T>[] | undefined, isNegated: boolean): void => {
    for (const term of terms ?? []) {
      if (seen.has(term)) continue;
      seen.add(term);
      found.push({ term, isNegated });
    }
  };
  if (isNumber(token)) add(index.literal.get(ANY_NUMBER), false);
  for (const { text, isNegated } of token.forms) {
    add(index.literal.get(text), isNegated);
    for (let length = Math.min(MAX_STEM, text.length); length >= 2; length--)
      add(index.stem.get(text.slice(0, length)), isNegated);
  }
  if (token.skeleton !== undefined) add(index.skeleton.get(token.skeleton), false);
  return found;
}

function matchFrom<T>(term: Term<T>, tokens: readonly TokenKey[], start: number): readonly number[] | undefined {
  const { clause, sentence } = tokens[start] as TokenKey;
  const taken = [start];
  let position = start + 1;
  for (const { gap, any } of term.words.slice(1)) {
    const last = gap ? position + MAX_GAP : position;
    let found = -1;
    for (let next = position; next <= last; next++) {
      const token = tokens[next];
      if (!token || token.sentence !== sentence || (gap && token.clause !== clause)) break;
      if (any.some((word) => matchesWord(word, token))) {
        found = next;
        break;
      }
    }
    if (found < 0) return undefined;
    taken.push(found);
    position = found + 1;
  }
  return taken;
}

function isNumber(token: TokenKey): boolean {
  return /^\d{1,3}$/.test(token.forms[0]?.text ?? '');
}

function matchesWord(word: Word, token: TokenKey): boolean {
  if (word.text === ANY_NUMBER) return isNumber(token);
  if (word.skeleton !== undefined && word.skeleton === token.skeleton) return true;
  return token.forms.some(
    ({ text, isNegated }) => !isNegated && (word.isStem ? text.startsWith(word.text) : text === word.text),
  );
}
