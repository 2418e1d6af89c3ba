import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FactPayload, FactType, KnownFact } from '#user-data/knowledge/model/fact';
import { detectCorrection } from './detect-correction.ts';
import { extractInstantFacts } from './extract-instant-facts.ts';
import { mayTeach } from './may-teach.ts';

const now = new Date('2026-10-07T15:00:00+04:00');
const timeZone = 'Asia/Dubai';
const CASES = new URL('../../../eval/cases/knowledge.jsonl', import.meta.url);

interface Case {
  readonly message: string;
  readonly history?: readonly { readonly role: string; readonly text: string }[];
}

const texts = readFileSync(CASES, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => {
    const { message, history = [] } = JSON.parse(line) as Case;
    return [message, ...history.map(({ text }) => text)];
  });

const fact = (type: FactType, key: string, value: string, extra: object = {}, isDisputed = false): KnownFact => ({
  id: `${type}/${key}/${value}`,
  type,
  key,
  isDisputed,
  payload: { display_key: key, display_value: value, quote: '', ...extra } as FactPayload,
});

/** Users of whom everything is known that a message could be about, and users of whom one thing is. */
const minds: readonly (readonly KnownFact[])[] = [
  [
    ...['XS', 'S', 'M', 'L', 'XL', '38', '40', '42'].map((size) => fact('body_params', 'size', size, { value: size })),
    fact('body_params', 'shoe_size', '39', { value: '39' }),
    ...['wool', 'nickel', 'latex', 'nuts', 'silk'].map((thing) => fact('allergy', thing, thing)),
    ...['leather', 'wool', 'fur', 'polyester', 'black', 'pink', 'mini'].map((thing) => fact('hard_ban', thing, thing)),
    fact('budget', 'general', '500 AED', { max_amount: 500, currency: 'AED' }),
    fact('life_event', 'wedding_sister', 'wedding', { event_type: 'wedding', relation: 'sister' }),
    fact('life_event', 'trip', 'trip', { event_type: 'trip' }),
  ],
  [fact('body_params', 'size', 'M', { value: 'M' })],
  [fact('body_params', 'size', 'M', { value: 'M' }, true)],
  [fact('budget', 'general', '500 AED', { max_amount: 500, currency: 'AED' })],
  [fact('allergy', 'wool', 'wool')],
];

/** What the real steps would do with a message, for anybody. */
function teaches(text: string): boolean {
  if (extractInstantFacts({ text, now, timeZone }).length > 0) return true;
  return minds.some((facts) =>
    [[], facts].some((used) => {
      const answer = {
        id: 'a1',
        role: 'assistant' as const,
        content: 'I will look for that.',
        createdAt: new Date(now.getTime() - 60_000).toISOString(),
        usedFacts: used.map(({ type, key }) => ({ type, key })),
      };
      return detectCorrection({ text, now, facts, recent: [answer] }) !== undefined;
    }),
  );
}

test('says yes to every message that teaches or corrects anything, for whatever is known of the user', () => {
  const teaching = texts.filter(teaches);
  expect(teaching.length).toBeGreaterThan(500);
  expect(teaching.filter((text) => !mayTeach({ text, now, timeZone }))).toEqual([]);
});

test('says no to most of what people ask for', () => {
  const asked = [
    'Show me something for the office',
    'What do you think of green?',
    'Покажи платье на вечер',
    'اعرضي لي فستان للسهرة',
    'wareeni shay 7ilu',
    'I need a casual look for the weekend up to 700 AED',
  ];
  expect(asked.filter((text) => mayTeach({ text, now, timeZone }))).toEqual([]);
});
