import { describe, expect, test } from 'vitest';
import { DependencyError } from '#kernel/error';
import { DEFAULT_MOOD_FRAME } from '#dialogue/model/mood-frame';
import type { ConsultItem, Stylist } from '#ports/stylist';
import { consult, readConditions } from './consult.ts';
import { consultItem } from './consult-item.fixture.ts';
import { acceptedMessage, countingEvents, fact, storedMessage } from './turn.fixture.ts';
import type { EvidencedFact } from './turn.ts';

const sensed = { mood: DEFAULT_MOOD_FRAME, world: null };
const payload = (type: EvidencedFact, more: Record<string, unknown>): EvidencedFact => ({
  ...type,
  payload: { ...type.payload, ...more } as never,
});
const ban = (conceptId: string, isDisputed = false) =>
  payload(fact('hard_ban', conceptId, conceptId, { isDisputed }), { concept_id: conceptId, kind: 'material' });
const budget = (amount: number, isDisputed = false) =>
  payload(fact('budget', 'general', `${amount} AED`, { isDisputed }), { max_amount: amount, currency: 'AED' });

function open(items: readonly ConsultItem[] | Error) {
  const { events, told } = countingEvents();
  const stylist: Stylist = {
    name: 'test',
    consult: async () => {
      if (items instanceof Error) throw items;
      return { consultantType: 'stylist', items, occasion: null, style: null, rationale: 'because' };
    },
  };
  return { told, deps: { stylist, events, options: { consultTimeoutMs: 500, city: 'Dubai', currency: 'AED' } } };
}
const conditions = (text: string, facts: readonly EvidencedFact[] = []) =>
  readConditions(open([]).deps, acceptedMessage({ text, facts }), sensed);

describe('what the stylist is asked', () => {
  test('comes from the memory where the message says nothing', () => {
    expect(
      conditions('a dress', [fact('body_params', 'size', 'M'), fact('body_params', 'shoe_size', '39'), budget(700)]),
    ).toMatchObject({
      categories: ['dress'],
      size: 'M',
      shoeSize: '39',
      maxPrice: 700,
      currency: 'AED',
      city: 'Dubai',
    });
  });

  test('comes from the message where it says something', () => {
    expect(
      conditions('a dress in size L up to 300 AED', [fact('body_params', 'size', 'M'), budget(700)]),
    ).toMatchObject({ size: 'L', maxPrice: 300 });
  });

  test('leaves a disputed size or budget out, and holds a disputed ban all the same', () => {
    const asked = conditions('a dress', [
      fact('body_params', 'size', 'M', { isDisputed: true }),
      budget(700, true),
      ban('leather', true),
    ]);
    expect([asked.size, asked.maxPrice, asked.excluded]).toEqual([
      null,
      null,
      [{ conceptId: 'leather', kind: 'material' }],
    ]);
  });

  test('joins bans, allergies and what this message excludes', () => {
    const allergy = payload(fact('allergy', 'wool', 'wool'), { concept_id: 'wool' });
    expect(
      conditions('a dress, no black', [ban('leather'), allergy]).excluded.map(({ conceptId }) => conceptId),
    ).toEqual(['leather', 'wool', 'black']);
  });

  test('does not show the same things again', () => {
    const cards = [{ product_id: 'p1' }, { product_id: 'p2' }];
    const accepted = acceptedMessage({ text: 'a dress', recent: [storedMessage({ role: 'assistant', cards })] });
    expect(readConditions(open([]).deps, accepted, sensed).recentProductIds).toEqual(['p1', 'p2']);
  });
});

describe('consulting', () => {
  test('asks nobody when nothing is to be found', async () => {
    const { deps } = open(new DependencyError('must not be asked'));
    expect(
      await consult(deps, acceptedMessage({ text: 'hi', changes: { requiresConsultant: false } }), sensed),
    ).toEqual({ result: null, items: [], cards: [], ruleIds: [] });
  });

  test('D-28: filters whatever the backend gives, and shows six at most', async () => {
    const { deps } = open([
      consultItem({ concepts: ['leather'] }),
      consultItem({ price: 900 }),
      ...Array.from({ length: 9 }, () => consultItem()),
    ]);
    const found = await consult(
      deps,
      acceptedMessage({ text: 'a dress up to 500 AED', facts: [ban('leather')] }),
      sensed,
    );
    expect(found.cards).toHaveLength(6);
    expect(found.cards[0]).toMatchObject({
      product_id: expect.any(String),
      size_offered: 'M',
      store: { mall_name: 'Marsa Gallery', floor: 'Level 2' },
    });
  });

  test('says honestly when nothing is left', async () => {
    expect(
      await consult(
        open([consultItem({ price: 900 })]).deps,
        acceptedMessage({ text: 'a dress up to 500 AED' }),
        sensed,
      ),
    ).toMatchObject({ items: [], ruleIds: ['no_items'] });
  });

  test('a stylist that fails costs the things, not the answer', async () => {
    const { deps, told } = open(new DependencyError('down'));
    expect(await consult(deps, acceptedMessage({ text: 'a dress' }), sensed)).toMatchObject({
      items: [],
      ruleIds: ['offer_no_concrete_items'],
    });
    expect(told.map(([name]) => name)).toEqual(['stepDegraded']);
  });
});
