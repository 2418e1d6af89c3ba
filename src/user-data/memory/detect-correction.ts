import { findConcepts } from '#dialogue/model/language/concepts';
import { normalizeText, originalSpan } from '#dialogue/model/language/normalize-text';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { FactType, KnownFact } from '#user-data/knowledge/model/fact';
import { actOn, usedFactsOf } from './correction.ts';
import type { Correction, CorrectionAction, CorrectionInput, RecentMessage } from './correction.ts';
import { isAmbiguousDenial, isBareConfirmation, isBareNegation, wrongSubjectEnd } from './correction-phrases.ts';
import { detectDenials } from './detect-denial.ts';
import { detectReplacements } from './detect-replacement.ts';
import { extractInstantFacts } from './extract-instant-facts.ts';

export type { Correction, CorrectionInput, RecentMessage } from './correction.ts';

/** A bare "no" answers only what was said within so many milliseconds. @see knowledge.md O-49 */
const BARE_NEGATION_WINDOW_MS = 10 * 60_000;

const TYPE_WORDS: readonly (readonly [FactType, RegExp])[] = [
  ['body_params', wordPattern('sizes?|размер[а-я]*|مقاس|مقاسي|سايز|ma2as[i]?', 'u')],
  ['budget', wordPattern('budget|бюджет[а-я]*|ميزانيتي|ميزانيه|بجت|bajt', 'u')],
  ['allergy', wordPattern('allerg[a-z]*|аллерги[а-я]*|حساسيه|7asasiy[a-z]*', 'u')],
];

type Seen = {
  readonly input: CorrectionInput;
  readonly text: string;
  readonly answer: RecentMessage | undefined;
  readonly claimed: readonly KnownFact[];
};

function correction(seen: Seen, actions: readonly CorrectionAction[], rest: Partial<Correction> = {}): Correction {
  const id = seen.answer?.id;
  return {
    actions,
    replacements: [],
    consumed: [],
    askWhich: false,
    ...(id === undefined ? {} : { correctedMessageId: id }),
    ...rest,
  };
}

function replaced(seen: Seen): Correction | undefined {
  const replacements = detectReplacements(seen.input);
  if (replacements.length === 0) return undefined;
  const actions = replacements.flatMap(({ replaced: fact, draft }) => {
    if (fact === undefined) return [];
    return [actOn(fact, fact.key === draft.key ? 'supersede' : 'deactivate', 'outdated')];
  });
  return correction(seen, actions, {
    replacements: replacements.map(({ draft }) => draft),
    consumed: replacements.map(({ consumed }) => consumed),
  });
}

function denied(seen: Seen): Correction | undefined {
  const denials = detectDenials(seen.input.text, seen.input.facts, seen.claimed);
  return denials.length === 0
    ? undefined
    : correction(
        seen,
        denials.map(({ fact, reason }) => actOn(fact, 'deactivate', reason)),
      );
}

/** Facts that the message itself names: by concept, or by the word of their type. */
function namedFacts(seen: Seen): readonly KnownFact[] {
  const concepts = new Set(findConcepts(seen.input.text).map(({ conceptId }) => conceptId));
  const types = TYPE_WORDS.filter(([, pattern]) => pattern.test(seen.text)).map(([type]) => type);
  const byConcept = seen.input.facts.filter(({ key }) => concepts.has(key));
  return byConcept.length > 0
    ? byConcept
    : seen.input.facts.filter(({ type, key }) => types.includes(type) && (type !== 'body_params' || key === 'size'));
}

/** Where the part of the sentence around a place ends, in the original: behind its comma the truth may follow. */
function endOfPart(original: string, place: number): number {
  const normalized = normalizeText(original);
  const length = normalized.text.slice(place).search(/[,،.!?؟\n]/u);
  return length < 0 ? original.length : originalSpan(normalized, 0, place + length).end;
}

function wrongSubject(seen: Seen): Correction | undefined {
  const end = wrongSubjectEnd(seen.text);
  if (end === undefined) return undefined;
  const person =
    findConcepts(seen.text.slice(Math.max(0, end - 24), end + 24)).some(({ kind }) => kind === 'relation') ||
    /(?:her|his) (?:size|budget|allergy)/u.test(seen.text);
  const named = namedFacts(seen);
  const targets = named.length > 0 ? named : seen.claimed;
  if (!person || targets.length === 0) return undefined;
  return correction(
    seen,
    targets.map((fact) => actOn(fact, 'deactivate', 'wrong_subject')),
    { consumed: [{ start: 0, end: endOfPart(seen.input.text, end) }] },
  );
}

/** Several candidates are all disputed; none means that the user is asked. A value stated at once replaces instead. @see knowledge.md O-50 */
function ambiguous(seen: Seen): Correction | undefined {
  if (!isAmbiguousDenial(seen.text)) return undefined;
  const named = namedFacts(seen);
  const targets = named.length > 0 ? named : seen.claimed;
  if (targets.length === 0) return seen.answer === undefined ? undefined : correction(seen, [], { askWhich: true });
  const restated = new Set(
    extractInstantFacts({ text: seen.input.text, now: seen.input.now }).map(({ type, key }) => `${type}/${key}`),
  );
  return correction(
    seen,
    targets.map((fact) =>
      restated.has(`${fact.type}/${fact.key}`)
        ? actOn(fact, 'supersede', 'outdated')
        : actOn(fact, 'dispute', 'ambiguous'),
    ),
  );
}

function answered(seen: Seen): Correction | undefined {
  const { answer, claimed, input } = seen;
  if (answer === undefined || input.recent.at(-1)?.id !== answer.id) return undefined;
  const [only] = claimed;
  if (only === undefined || claimed.length !== 1) return undefined;
  if (only.isDisputed && isBareConfirmation(input.text)) return correction(seen, [actOn(only, 'restore')]);
  const ageMs = input.now.getTime() - Date.parse(answer.createdAt);
  if (!isBareNegation(input.text) || ageMs > BARE_NEGATION_WINDOW_MS || (answer.usedFacts?.length ?? 0) !== 1)
    return undefined;
  return correction(seen, [actOn(only, 'deactivate', 'user_denied')]);
}

/**
 * Whether a user message corrects what UNDE believes, from rules alone: a replacement ("my size is not M but S"), a denial
 * by name, another subject ("that was about my friend"), doubt ("с чего ты взял?", disputes), a bare "no" to one claim of
 * the last ten minutes, or the end of a dispute. Runs before the instant extraction; undefined when nothing is corrected.
 * @see knowledge.md 9.2, 9.3, O-27, O-49, O-50, O-51, O-116
 */
export function detectCorrection(input: CorrectionInput): Correction | undefined {
  const recent = input.recent.slice(-5);
  const answer = recent.findLast(({ role }) => role === 'assistant');
  const seen: Seen = {
    input: { ...input, recent },
    text: normalizeText(input.text).text,
    answer,
    claimed: usedFactsOf(answer, input.facts),
  };
  return replaced(seen) ?? wrongSubject(seen) ?? denied(seen) ?? ambiguous(seen) ?? answered(seen);
}
