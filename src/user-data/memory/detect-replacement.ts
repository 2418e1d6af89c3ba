import { findConcepts } from '#dialogue/model/language/concepts';
import type { ConceptMatch } from '#dialogue/model/language/concepts';
import { normalizeText, originalSpan } from '#dialogue/model/language/normalize-text';
import type { NormalizedText, TextSpan } from '#dialogue/model/language/normalize-text';
import { findAmounts } from '#dialogue/model/language/parse-amount';
import { splitSentences } from '#dialogue/model/language/tokenize';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { takeWords } from '#dialogue/model/language/code-points';
import { instantConfidence, QUOTE_LIMIT } from '#user-data/knowledge/model/fact';
import type { FactDraft, FactPayload, FactType, KnownFact } from '#user-data/knowledge/model/fact';
import { readAlphaSize, readNumericSize, readShoeSize } from '#user-data/knowledge/model/size';
import type { Size } from '#user-data/knowledge/model/size';
import { plainStatements } from './clause-assertion.ts';
import { usedFactsOf } from './correction.ts';
import type { CorrectionInput } from './correction.ts';

/** "not OLD but NEW": what is replaced, by what, and where it stands in the message. */
export type Replacement = {
  readonly replaced: KnownFact | undefined;
  readonly draft: FactDraft;
  readonly consumed: TextSpan;
};

const NOT =
  "not|isn't|is not|isnt|wasn't|no longer|never|не|уже не|больше не|مو|موب|مب|مهب|مش|ليس|ليست|mu|mo|moo|mub|mob|msh|mish|mesh|mush";
const SIZE = String.raw`([2-6]?(?:[xх]{1,4}[smlм]|[smlм])|\d{2}(?:[.,]5)?)`;
const LEAD =
  "but|it's|its|it is|it|i'm|im|i am|now|is|rather|actually|instead|a|an|size|i wear|my|my size|а|но|теперь|сейчас|уже|у меня|мой|мой размер|размер|ношу|я|это|стал|بل|انا|صار|صرت|الحين|هو|هي|مقاسي|مقاس|البس|ana|bal|al7een|sar|ma2asi|albis|bas|بس";
const SEPARATOR = String.raw`[\s,،.;:!-]{1,4}`;
const OLD_WORDS = '(?:(?:a|an|size|the|my|размер|мой|у меня|مقاس|مقاسي)\\s)?';
const OLD_TAIL = '(?:\\s(?:any ?more|any longer|now|больше|уже|size|размер))?';
const OLD_THEN_NEW = wordPattern(
  `(?:${NOT})\\s${OLD_WORDS}${SIZE}${OLD_TAIL}(?:${SEPARATOR}(?:${LEAD})(?![\\p{L}\\p{M}\\p{N}])){0,4}${SEPARATOR}${SIZE}`,
);
const NEW_THEN_OLD = wordPattern(`${SIZE}${SEPARATOR}(?:(?:and|а|и|و|but|w)\\s)?(?:${NOT})\\s${OLD_WORDS}${SIZE}`);
const WAS_THEN_NOW = wordPattern(
  `(?:was|used to be|used to wear|были?|была|был|كان|كنت|kan|kint)\\s${OLD_WORDS}${SIZE}(?:${SEPARATOR}(?:${LEAD})(?![\\p{L}\\p{M}\\p{N}])){1,4}${SEPARATOR}${SIZE}`,
);
const SIZE_WORD = wordPattern(
  "size|sizes|i wear|i'm|i am|im|размер[а-я]*|ношу|у меня|مقاسي|مقاس|سايز|حجمي|البس|انا|ma2asi|ma2as|ana|albis|sizei",
  'u',
);
const SHOE_WORD = wordPattern(
  'shoes?|foot|feet|sneakers?|обув[а-я]*|туфл[а-я]*|кроссов[а-я]*|حذاء|جزمه|شوز|احذيه',
  'u',
);
const BUDGET_WORD = wordPattern(
  'budget|бюджет[а-я]*|ميزانيتي|ميزانيه|بجت|بجتي|bajt|mizaniti|mizaniyti|spend|потратить|اصرف',
  'u',
);
const ALLERGY_WORD = wordPattern('allerg[a-z]*|аллерги[а-я]*|حساسيه|حساسيتي|تحسس|7asasiya|hasasiya|7asasiyya', 'u');
const NEGATION_END = new RegExp(
  `(?:^|[^\\p{L}\\p{M}\\p{N}])(?:${NOT})(?:\\s(?:allergic|allergy|аллергия))?(?:\\s(?:to|на|من|min))?\\s*$`,
  'u',
);
const JOINING = new RegExp(`^${SEPARATOR}(?:(?:${LEAD}|to|на|من|min|budget|бюджет|ميزانيتي)\\s){0,4}$`, 'u');
const OTHER_PERSON = wordPattern('her|his|their|she|he|ее|его|она|он|مقاسها|مقاسه|عندها|هي', 'u');

type Found = { readonly oldValue: string; readonly newValue: Size; readonly start: number; readonly end: number };

function readSize(word: string, isShoe: boolean): Size | undefined {
  return readAlphaSize(word) ?? (isShoe ? readShoeSize(word) : readNumericSize(word));
}

function findSizes(text: string, isShoe: boolean): Found | undefined {
  for (const [pattern, oldGroup, newGroup] of [
    [OLD_THEN_NEW, 1, 2],
    [NEW_THEN_OLD, 2, 1],
    [WAS_THEN_NOW, 1, 2],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const oldSize = readSize(match[oldGroup] ?? '', isShoe);
      const newSize = readSize(match[newGroup] ?? '', isShoe);
      if (oldSize === undefined || newSize === undefined || oldSize.value === newSize.value) continue;
      return { oldValue: oldSize.value, newValue: newSize, start: match.index, end: match.index + match[0].length };
    }
  }
  return undefined;
}

type Sentence = { readonly normalized: NormalizedText; readonly offset: number; readonly text: string };

function draftOf(
  sentence: Sentence,
  type: FactType,
  key: string,
  payload: object,
  span: { start: number; end: number },
): FactDraft {
  const { normalized, offset, text } = sentence;
  const whole = originalSpan(normalized, offset, offset + text.length);
  const quote = takeWords(normalized.original.slice(whole.start, whole.end).trim(), QUOTE_LIMIT);
  const place = originalSpan(normalized, offset + span.start, offset + span.end);
  return {
    type,
    key,
    payload: { ...payload, quote } as FactPayload,
    quote,
    confidence: instantConfidence(type),
    ...place,
  };
}

function toReplacement(sentence: Sentence, replaced: KnownFact | undefined, draft: FactDraft): Replacement {
  return {
    replaced,
    draft,
    consumed: originalSpan(sentence.normalized, sentence.offset, sentence.offset + sentence.text.length),
  };
}

/** Without a size word "not L, M" counts only when L is what we believe, or what the last answer used. */
function replaceSize(
  sentence: Sentence,
  input: CorrectionInput,
  claimed: readonly KnownFact[],
): Replacement | undefined {
  const isShoe = SHOE_WORD.test(sentence.text);
  const key = isShoe ? 'shoe_size' : 'size';
  const found = findSizes(sentence.text, isShoe);
  if (found === undefined || OTHER_PERSON.test(sentence.text)) return undefined;
  const active = input.facts.find((fact) => fact.type === 'body_params' && fact.key === key);
  const isMeant =
    SIZE_WORD.test(sentence.text) ||
    active?.payload.display_value === found.oldValue ||
    claimed.some((fact) => fact.key === key);
  if (!isMeant) return undefined;
  const payload = {
    display_key: key,
    display_value: found.newValue.value,
    value: found.newValue.value,
    system: found.newValue.system,
  };
  return toReplacement(sentence, active, draftOf(sentence, 'body_params', key, payload, found));
}

function replaceBudget(
  sentence: Sentence,
  input: CorrectionInput,
  claimed: readonly KnownFact[],
): Replacement | undefined {
  const { text } = sentence;
  const active = input.facts.find(({ type }) => type === 'budget');
  if (!BUDGET_WORD.test(text) && !claimed.some(({ type }) => type === 'budget')) return undefined;
  const amounts = findAmounts(text);
  for (const [at, oldAmount] of amounts.entries()) {
    const newAmount = amounts[at + 1];
    if (newAmount === undefined || oldAmount.value === newAmount.value) continue;
    if (
      !NEGATION_END.test(text.slice(0, oldAmount.start)) ||
      !JOINING.test(`${text.slice(oldAmount.end, newAmount.start)}`.padEnd(1))
    )
      continue;
    const currency =
      newAmount.currency ??
      oldAmount.currency ??
      (active !== undefined && 'currency' in active.payload ? active.payload.currency : 'AED');
    const payload = {
      display_key: 'general',
      display_value: `${newAmount.value} ${currency}`,
      max_amount: newAmount.value,
      currency,
    };
    return toReplacement(
      sentence,
      active,
      draftOf(sentence, 'budget', 'general', payload, { start: oldAmount.start, end: newAmount.end }),
    );
  }
  return undefined;
}

function conceptPayload(type: 'allergy' | 'hard_ban', concept: ConceptMatch): object {
  const shown = {
    display_key: concept.conceptId,
    display_value: concept.conceptId,
    concept_id: concept.conceptId,
    label_raw: concept.surface,
  };
  return type === 'allergy' ? shown : { ...shown, concept_ids: [concept.conceptId], kind: concept.kind };
}

/** "not allergic to wool but to nickel", "не шерсть, а никель": old and new are concepts. */
function replaceConcept(sentence: Sentence, input: CorrectionInput): Replacement | undefined {
  const { text } = sentence;
  const concepts = findConcepts(text).filter(
    ({ kind }) => kind === 'material' || kind === 'food' || kind === 'cut' || kind === 'colour',
  );
  for (const [at, oldConcept] of concepts.entries()) {
    const newConcept = concepts[at + 1];
    if (newConcept === undefined || newConcept.conceptId === oldConcept.conceptId) continue;
    if (
      !NEGATION_END.test(text.slice(0, oldConcept.start)) ||
      !JOINING.test(text.slice(oldConcept.end, newConcept.start))
    )
      continue;
    const replaced = input.facts.find(
      (fact) =>
        fact.key === oldConcept.conceptId &&
        (fact.type === 'allergy' || (fact.type === 'hard_ban' && !ALLERGY_WORD.test(text))),
    );
    const type = replaced?.type ?? (ALLERGY_WORD.test(text) ? 'allergy' : undefined);
    if (type !== 'allergy' && type !== 'hard_ban') continue;
    const span = { start: oldConcept.start, end: newConcept.end };
    return toReplacement(
      sentence,
      replaced,
      draftOf(sentence, type, newConcept.conceptId, conceptPayload(type, newConcept), span),
    );
  }
  return undefined;
}

/**
 * Finds "not OLD but NEW" for sizes, budgets, allergies and bans, in any language and order ("S, а не M", "لا غلط، مو M،
 * أنا S", "was M, now S"). @see knowledge.md O-51, dialogue.md D-20
 */
export function detectReplacements(input: CorrectionInput): readonly Replacement[] {
  const normalized = normalizeText(input.text);
  const claimed = usedFactsOf(
    input.recent.findLast(({ role }) => role === 'assistant'),
    input.facts,
  );
  const sentences = splitSentences(normalized.text)
    .filter(({ text, terminator }) => plainStatements(text + terminator) !== '')
    .map(({ start, text }) => ({ normalized, offset: start, text }));
  const whole = sentences.length > 1 && sentences.length <= 3 ? [{ normalized, offset: 0, text: normalized.text }] : [];
  const found = sentences
    .flatMap((sentence) => [
      replaceSize(sentence, input, claimed),
      replaceBudget(sentence, input, claimed),
      replaceConcept(sentence, input),
    ])
    .filter((one) => one !== undefined);
  if (found.length > 0) return found;
  return whole.flatMap((sentence) => replaceSize(sentence, input, claimed) ?? []);
}

const NOT_WORD = wordPattern(NOT, 'u');

/** Whether a normalised text could replace any fact at all, whatever is known of the user. */
export function mayReplace(text: string): boolean {
  return NOT_WORD.test(text) || text.search(WAS_THEN_NOW) >= 0;
}
