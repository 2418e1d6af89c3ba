import { normalizeText } from '#dialogue/model/language/normalize-text';
import { splitClauses, splitSentences, tokenize } from '#dialogue/model/language/tokenize';
import { FEELINGS } from './feelings.ts';
import type { FeelingName } from './feelings.ts';
import { arabiziLexicon, plainLexicon } from './lexicon/compiled-lexicon.ts';
import type { WeighedFeeling, WordRole } from './lexicon/compiled-lexicon.ts';
import { tokenKey } from './match-terms.ts';
import type { TermHit, TokenKey } from './match-terms.ts';

/** A feeling found in the words of a text, after negation, intensifiers, questions and wishes were weighed. */
export interface Phrase {
  readonly feeling: FeelingName;
  /** 0 and up; 1 is the standard strength of its feeling. */
  readonly weight: number;
  readonly start: number;
  readonly clause: number;
  readonly isNegated: boolean;
}

/** A text taken apart. Token indices are common to all fields. */
export interface ReadText {
  readonly tokens: readonly TokenKey[];
  readonly phrases: readonly Phrase[];
  /** Irony phrases: 1 speaks for itself, 0.5 needs a reason. */
  readonly irony: readonly TermHit<WeighedFeeling>[];
  readonly roles: ReadonlyMap<WordRole, ReadonlySet<number>>;
  readonly cues: ReadonlySet<number>;
  readonly hasRequest: boolean;
  readonly isQuestion: boolean;
}

/** How far back a negator, and how near an intensifier, is looked for. */
const NEGATION_REACH = 5;
const EMPHASIS_REACH = 2;
const WISH_REACH = 30;
const IN_WISH = 0.12;
const AFTER_WISH = 0.45;
const IN_QUESTION = 0.35;
const UNDER_CONDITION = 0.35;

/** Finds the feelings in a text's words. `hasArabizi`: some of its Latin words are Arabic. */
export function readPhrases(text: string, hasArabizi: boolean): ReadText {
  const normalized = normalizeText(text).text;
  const clauses = splitClauses(normalized);
  const sentences = splitSentences(normalized);
  const questions = sentences.filter(({ terminator }) => /[?؟]/u.test(terminator));
  const words = tokenize(normalized);
  const clauseAt = walkThrough(clauses);
  const sentenceAt = walkThrough(sentences);
  const questionAt = walkThrough(questions);
  const tokens = words.map(({ text: word, start }) =>
    tokenKey(word, { clause: clauseAt(start), sentence: sentenceAt(start) }, hasArabizi),
  );
  const lexicon = hasArabizi ? arabiziLexicon : plainLexicon;
  const hits = lexicon.feelings.find(tokens);
  const taken = new Set(hits.flatMap((hit) => hit.taken));
  const roles = new Map([...lexicon.roles].map(([role, matcher]) => [role, positions(matcher.find(tokens))]));
  const isAsked = words.map(({ start }) => start >= (questions[questionAt(start)]?.start ?? Infinity));
  const scene: Scene = { tokens, roles, taken, isAsked };
  return {
    tokens,
    phrases: hits.flatMap((hit, index) => weigh(scene, hit, hits[index + 1])),
    irony: lexicon.irony.find(tokens),
    roles,
    cues: positions(lexicon.cues.find(tokens)),
    hasRequest: (roles.get('request')?.size ?? 0) > 0,
    isQuestion: questions.length > 0,
  };
}

/** Gives the number of the part that a position lies in; positions must be asked in order, so that the whole walk is linear. */
function walkThrough(parts: readonly { readonly end: number }[]): (start: number) => number {
  let index = 0;
  return (start) => {
    while (index < parts.length && start >= (parts[index]?.end ?? 0)) index += 1;
    return index;
  };
}

interface Scene {
  readonly tokens: readonly TokenKey[];
  readonly roles: ReadonlyMap<WordRole, ReadonlySet<number>>;
  /** Tokens that belong to some feeling and so cannot modify another. */
  readonly taken: ReadonlySet<number>;
  readonly isAsked: readonly boolean[];
}

function positions(hits: readonly TermHit<unknown>[]): ReadonlySet<number> {
  return new Set(hits.flatMap((hit) => hit.taken));
}

function weigh(scene: Scene, hit: TermHit<WeighedFeeling>, next: TermHit<WeighedFeeling> | undefined): Phrase[] {
  const { feeling, strength } = hit.value;
  if (feeling === 'none' || isMereIntensifier(scene, hit, next)) return [];
  const isNegated = hit.isNegated || hasNegator(scene, hit);
  const effect = FEELINGS[feeling];
  const target = isNegated ? effect.negated : ([feeling, 1] as const);
  if (!target || target[0] === 'none') return [];
  const weight = strength * target[1] * emphasis(scene, hit) * realis(scene, hit, isNegated);
  return [{ feeling: target[0], weight, start: hit.start, clause: scene.tokens[hit.start]?.clause ?? 0, isNegated }];
}

/** "Terribly tired", "жутко красиво", "damn gorgeous": the first word only turns the second one up. */
function isMereIntensifier(
  scene: Scene,
  hit: TermHit<WeighedFeeling>,
  next: TermHit<WeighedFeeling> | undefined,
): boolean {
  if (!next || next.start !== hit.end || hit.taken.length > 1 || next.value.feeling === 'none') return false;
  return has(scene, 'intensifier', hit.start) && scene.tokens[hit.start]?.clause === scene.tokens[next.start]?.clause;
}

function has(scene: Scene, role: WordRole, position: number): boolean {
  return scene.roles.get(role)?.has(position) ?? false;
}

function hasNegator(scene: Scene, hit: TermHit<WeighedFeeling>): boolean {
  const clause = scene.tokens[hit.start]?.clause;
  for (let position = hit.start - 1; position >= Math.max(0, hit.start - NEGATION_REACH); position--) {
    if (scene.tokens[position]?.clause !== clause) return false;
    if (has(scene, 'negator', position) && !scene.taken.has(position)) return true;
    const isTransparent =
      has(scene, 'transparent', position) || has(scene, 'intensifier', position) || has(scene, 'softener', position);
    if (!isTransparent) return false;
  }
  return false;
}

function emphasis(scene: Scene, hit: TermHit<WeighedFeeling>): number {
  const clause = scene.tokens[hit.start]?.clause;
  let factor = 1;
  const isIntensifiedByHit = scene.taken.has(hit.start - 1) && has(scene, 'intensifier', hit.start - 1);
  if (isIntensifiedByHit && scene.tokens[hit.start - 1]?.clause === clause) factor *= 1.25;
  for (let distance = 1; distance <= EMPHASIS_REACH; distance++) {
    for (const position of [hit.start - distance, hit.end - 1 + distance]) {
      if (scene.tokens[position]?.clause !== clause || scene.taken.has(position)) continue;
      if (has(scene, 'softener', position)) factor *= 0.65;
      else if (has(scene, 'intensifier', position)) factor *= 1.22;
    }
  }
  return Math.max(0.4, Math.min(1.5, factor));
}

/** How much of a judgement is about what is, not about what is wished, asked or imagined. */
function realis(scene: Scene, hit: TermHit<WeighedFeeling>, isNegated: boolean): number {
  const effect = FEELINGS[hit.value.feeling];
  const clause = scene.tokens[hit.start]?.clause ?? 0;
  let factor = 1;
  for (let position = Math.max(0, hit.start - WISH_REACH); position < hit.start; position++) {
    const distance = clause - (scene.tokens[position]?.clause ?? 0);
    if (effect.isJudgement && !isNegated && has(scene, 'request', position) && !isNegatedRequest(scene, position)) {
      if (distance === 0) factor = Math.min(factor, IN_WISH);
      else if (distance === 1) factor = Math.min(factor, AFTER_WISH);
    }
    if (effect.valence > 0 && distance === 0 && has(scene, 'condition', position))
      factor = Math.min(factor, UNDER_CONDITION);
  }
  if (effect.isJudgement && scene.isAsked[hit.start]) factor = Math.min(factor, IN_QUESTION);
  return factor;
}

function isNegatedRequest(scene: Scene, position: number): boolean {
  return has(scene, 'negator', position - 1);
}
