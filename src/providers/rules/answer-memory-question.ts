import type { Line, Speaker } from './line.ts';
import { bannedThing, capitalize, knownFacts, moneyOf } from './read-brief.ts';

/** Memories that one answer may hold. @see dialogue.md 3.13 */
const MOST_MEMORIES = 3;

/** Answers a question about the user's own memory: as a question where it is known, and honestly where it is not. */
export function answerMemoryQuestion(speaker: Speaker, question: string): readonly Line[] {
  if (question === 'all') return [...tellAll(speaker)];
  const [type = '', key] = question.split('/');
  const { brief, phrases, choose } = speaker;
  const { memory } = phrases;
  const facts = knownFacts(brief, type, type === 'body_params' ? (key ?? 'size') : undefined);
  const [first] = facts;
  const refs = facts.map(({ ref }) => ref);
  if (!first) {
    const isDisputed = brief.facts.some(
      (fact) => fact.type === type && fact.is_disputed && (key === undefined || fact.key === key),
    );
    const unknown =
      type === 'body_params' && (key ?? 'size').endsWith('size')
        ? memory.unknown.size
        : type === 'budget'
          ? memory.unknown.budget
          : memory.unknown.other;
    return [{ text: isDisputed ? choose('unsure', memory.unsure) : choose('unknown', unknown) }];
  }
  const things = phrases.words.either(facts.map((fact) => bannedThing(speaker, fact)));
  if (type === 'hard_ban') return [{ text: capitalize(choose('ban', memory.ban)(things)), refs }];
  if (type === 'allergy') return [{ text: choose('allergy', memory.allergy)(things), refs }];
  if (type === 'budget') {
    const sum = moneyOf(speaker, first.value);
    return [{ text: sum ? choose('budget', memory.budget)(sum) : choose('other', memory.other)(first.value), refs }];
  }
  if (first.key === 'size') return [{ text: choose('size', memory.size)(first.value), refs }];
  if (first.key === 'shoe_size') return [{ text: choose('shoe', memory.shoeSize)(first.value), refs }];
  return [{ text: choose('other', memory.other)(first.value), refs: [first.ref] }];
}

/** Warmly and in general terms, never as a list of fields. */
function tellAll(speaker: Speaker): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  const { memory, words } = phrases;
  const pieces: { readonly text: string; readonly refs: readonly string[] }[] = [];
  const [size] = knownFacts(brief, 'body_params', 'size');
  if (size) pieces.push({ text: memory.allSize(size.value), refs: [size.ref] });
  const [budget] = knownFacts(brief, 'budget');
  const sum = budget && moneyOf(speaker, budget.value);
  if (budget && sum) pieces.push({ text: memory.allBudget(sum), refs: [budget.ref] });
  for (const [type, say] of [
    ['allergy', memory.allAllergy],
    ['hard_ban', memory.allBan],
  ] as const) {
    const facts = knownFacts(brief, type).slice(0, MOST_MEMORIES);
    if (facts.length > 0)
      pieces.push({
        text: say(words.list(facts.map((fact) => bannedThing(speaker, fact)))),
        refs: facts.map(({ ref }) => ref),
      });
  }
  const told = pieces.slice(0, MOST_MEMORIES);
  if (told.length === 0) return [{ text: choose('nothing', memory.nothing) }];
  return [
    {
      text: choose('all', memory.all)(words.list(told.map(({ text }) => text))),
      refs: told.flatMap(({ refs }) => refs),
    },
    { text: choose('all-ask', memory.allAsk) },
  ];
}

/** Apologises for a memory error, without arguing or quoting, and takes the new value or asks for it. */
export function answerCorrection(
  speaker: Speaker,
  correction: NonNullable<Speaker['brief']['correction']>,
): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  if (correction.type === 'confirmed') return [{ text: choose('confirmed', phrases.correction.confirmed) }];
  const sorry = { text: choose('sorry', phrases.correction.sorry) };
  const key = correction.key?.split('/').at(-1) ?? '';
  const fresh = brief.facts.find(
    (fact) => fact.key === key && !fact.is_disputed && fact.value === correction.new_value,
  );
  if (correction.new_value !== null) {
    const isSize = key.endsWith('size');
    const sum = isSize ? undefined : moneyOf(speaker, correction.new_value);
    const value = isSize
      ? phrases.words.size(correction.new_value)
      : sum
        ? phrases.words.upTo(sum)
        : correction.new_value;
    return [sorry, { text: capitalize(choose('now', phrases.correction.now)(value)), refs: fresh ? [fresh.ref] : [] }];
  }
  const isBan = correction.key !== null && phrases.words.banned(key) !== undefined;
  return [sorry, { text: choose('truth', isBan ? phrases.correction.forGoodOrToday : phrases.correction.askTruth) }];
}
