import { describe, expect, test } from 'vitest';
import type { MallEvent } from '#ports/event-source';
import { matchOpportunities } from './match-opportunities.ts';

const event = (id: string, changes: Partial<MallEvent>): MallEvent => ({
  id,
  store: `Store ${id}`,
  type: 'sale',
  title: null,
  discount: null,
  brands: [],
  tags: [],
  startsOn: '2026-10-01',
  endsOn: '2026-10-31',
  ...changes,
});
const preferences = {
  favorite_brands: ['Massimo Dutti'],
  allergies: ['gluten'],
  interests: ['Korean thrillers'],
  cultural_sensitivity_level: 'medium' as const,
};
const match = (events: readonly MallEvent[], today = '2026-10-09') =>
  matchOpportunities({ events, preferences, today });

describe('matchOpportunities', () => {
  test('each kind of preference gives its reason, brands first', () => {
    const offers = match([
      event('food', { type: 'festival', tags: ['food'] }),
      event('film', { type: 'premiere', title: 'Night Train', tags: ['korean_thrillers'] }),
      event('shop', { brands: ['massimodutti'], discount: '40%' }),
    ]);
    expect(offers.map(({ relevance_reason: reason }) => reason)).toEqual([
      'user_favorite_brand',
      'user_loves_korean_thrillers',
      'check_gluten_free_options',
    ]);
  });

  test('an event without a reason is not offered', () => {
    expect(match([event('other', { brands: ['Unknown'] })])).toEqual([]);
  });

  test('at most three, each store once, nothing that is over or to come', () => {
    const brands = ['MASSIMO-DUTTI'];
    const events = ['a', 'b', 'c', 'd'].map((id) => event(id, { brands }));
    expect(match([...events, event('e', { brands, store: 'Store a' })])).toHaveLength(3);
    expect(match(events, '2026-11-01')).toEqual([]);
    expect(match(events, '2026-09-30')).toEqual([]);
  });
});
