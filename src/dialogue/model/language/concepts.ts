import type { Concept, ConceptKind } from './concepts/concept.ts';
import { BRANDS } from './concepts/brands.ts';
import { COLOURS } from './concepts/colours.ts';
import { CUTS, PATTERNS } from './concepts/cuts.ts';
import { EVENTS, RELATIONS } from './concepts/events.ts';
import { GARMENTS } from './concepts/garments.ts';
import { MATERIALS } from './concepts/materials.ts';
import { FOODS, OCCASIONS, STYLES } from './concepts/occasions.ts';
import { parseSurfaceForms } from './concepts/surface-forms.ts';
import { normalizeText } from './normalize-text.ts';
import { tokenize } from './tokenize.ts';
import type { Token } from './tokenize.ts';

export type { Concept, ConceptKind } from './concepts/concept.ts';

/** The bundled dictionary; a brand of the catalogue is added with {@link buildConceptIndex}. @see knowledge.md O-17 */
export const CONCEPTS: readonly Concept[] = [
  ...GARMENTS,
  ...MATERIALS,
  ...CUTS,
  ...PATTERNS,
  ...COLOURS,
  ...BRANDS,
  ...EVENTS,
  ...RELATIONS,
  ...OCCASIONS,
  ...STYLES,
  ...FOODS,
];

/** A concept found in a text. Positions are UTF-16 offsets in the normalised text; `tokenEnd` is exclusive. */
export type ConceptMatch = {
  readonly conceptId: string;
  readonly kind: ConceptKind;
  readonly parent?: string;
  readonly surface: string;
  readonly start: number;
  readonly end: number;
  readonly tokenStart: number;
  readonly tokenEnd: number;
};

type IndexedForm = { readonly words: readonly ReadonlySet<string>[]; readonly concept: Concept };

/** Compiled dictionary: forms by their first word, longest first. */
export type ConceptIndex = {
  readonly byFirstWord: ReadonlyMap<string, readonly IndexedForm[]>;
  readonly byId: ReadonlyMap<string, Concept>;
};

/** Compiles a dictionary. About 400 concepts take some milliseconds: do it once at start. */
export function buildConceptIndex(concepts: readonly Concept[]): ConceptIndex {
  const byFirstWord = new Map<string, IndexedForm[]>();
  for (const concept of concepts) {
    for (const words of parseSurfaceForms(concept.forms)) {
      for (const first of words[0] ?? []) {
        const forms = byFirstWord.get(first) ?? [];
        forms.push({ words, concept });
        byFirstWord.set(first, forms);
      }
    }
  }
  for (const forms of byFirstWord.values()) forms.sort((left, right) => right.words.length - left.words.length);
  return { byFirstWord, byId: new Map(concepts.map((concept) => [concept.id, concept])) };
}

/** The index of {@link CONCEPTS}. */
export const CONCEPT_INDEX: ConceptIndex = buildConceptIndex(CONCEPTS);

const ARABIC_PREFIX = /^(?:و|ف)?(?:هال|بال|كال|لل|ال|ب|ل|ك)?/u;
const ARABIC_LETTER = /^\p{Script=Arabic}/u;

/** The word itself, then without Arabic conjunction, preposition and article, or English possessive ending. */
export function wordVariants(word: string): readonly string[] {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (!ARABIC_LETTER.test(word)) return bare === word ? [word] : [word, bare];
  const variants = [word];
  const conjunction = /^[وف]/u.test(word) ? word.slice(1) : word;
  for (const candidate of [
    conjunction,
    word.replace(/^(?:هال|بال|كال|لل|ال|ب|ل|ك)/u, ''),
    word.replace(ARABIC_PREFIX, ''),
  ]) {
    if (candidate.length >= 2 && !variants.includes(candidate)) variants.push(candidate);
  }
  return variants;
}

const JOINING_GAP = /^[\s\-&'/]{0,3}$/u;

function matchForm(text: string, tokens: readonly Token[], at: number, form: IndexedForm): boolean {
  for (let offset = 1; offset < form.words.length; offset++) {
    const token = tokens[at + offset];
    const previous = tokens[at + offset - 1];
    if (token === undefined || previous === undefined) return false;
    if (!JOINING_GAP.test(text.slice(previous.end, token.start))) return false;
    if (!wordVariants(token.text).some((variant) => form.words[offset]?.has(variant))) return false;
  }
  return true;
}

function longestForm(index: ConceptIndex, text: string, tokens: readonly Token[], at: number): IndexedForm | undefined {
  let best: IndexedForm | undefined;
  for (const variant of wordVariants(tokens[at]?.text ?? '')) {
    for (const form of index.byFirstWord.get(variant) ?? []) {
      if (form.words.length <= (best?.words.length ?? 0)) break;
      if (matchForm(text, tokens, at, form)) best = form;
    }
  }
  return best;
}

/** Finds concepts in words already split, longest match first, without overlaps. */
export function findConceptsInTokens(
  text: string,
  tokens: readonly Token[],
  index: ConceptIndex = CONCEPT_INDEX,
): readonly ConceptMatch[] {
  const matches: ConceptMatch[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const form = longestForm(index, text, tokens, at);
    const first = tokens[at];
    const last = form === undefined ? undefined : tokens[at + form.words.length - 1];
    if (form === undefined || first === undefined || last === undefined) continue;
    const { id, kind, parent } = form.concept;
    matches.push({
      conceptId: id,
      kind,
      ...(parent === undefined ? {} : { parent }),
      surface: text.slice(first.start, last.end),
      start: first.start,
      end: last.end,
      tokenStart: at,
      tokenEnd: at + form.words.length,
    });
    at += form.words.length - 1;
  }
  return matches;
}

/** Finds concepts in any text: normalises it first; the positions are those of the normalised text. */
export function findConcepts(text: string, index: ConceptIndex = CONCEPT_INDEX): readonly ConceptMatch[] {
  const normalized = normalizeText(text).text;
  return findConceptsInTokens(normalized, tokenize(normalized), index);
}
