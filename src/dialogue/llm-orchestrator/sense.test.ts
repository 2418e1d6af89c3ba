import { describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { frameKeys } from '#dialogue/model/frame-keys';
import type { ContextFrame } from '#dialogue/model/context-frame';
import { DEFAULT_MOOD_FRAME } from '#dialogue/model/mood-frame';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { guardStaleness, sense } from './sense.ts';
import { NOW, turnOf } from './turn.fixture.ts';

const world = (timestamp: string | null): ContextFrame => ({
  context_frame_id: 'c1',
  timestamp,
  location: { type: 'mall', mall_id: 'marsa-gallery', mall_name: 'Marsa Gallery', near_store: null, floor: 2 },
  environment: {
    weather: { temp_c: 30, feels_like_c: 33, humidity: 60, condition: 'clear', sunset: '17:30' },
    time_context: {
      day_of_week: 'monday',
      part_of_day: 'evening',
      mall_closes_in_hours: 2,
      is_rush_hour: false,
      is_weekend: false,
    },
  },
  cultural: {
    sensitivity_level: 'medium',
    active_period: null,
    next_meal_break: null,
    is_pre_meal_break: false,
    nearby_holidays: [],
  },
  companions: null,
  opportunities: [{ store: 'Halcyra', type: 'sale', relevance_reason: 'you like it' }],
  stale: false,
  stale_reason: null,
});
const ago = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString();

describe('sensing', () => {
  const open = () => {
    const clock = fixedClock(NOW.toISOString());
    const cache = createMemoryCache();
    return {
      cache,
      run: (turn = turnOf('hello')) =>
        sense({ cache, clock, options: { moodWaitMs: 30, contextWaitMs: 10, contextStaleMs: 600_000 } }, turn),
    };
  };

  test('takes the frames of this message', async () => {
    const { cache, run } = open();
    const turn = turnOf('hello');
    await cache.set(
      frameKeys.mood(turn.userId, turn.messageId),
      JSON.stringify({ ...DEFAULT_MOOD_FRAME, mood_frame_id: 'own' }),
      { ttlMs: 60_000 },
    );
    await cache.set(frameKeys.context(turn.userId, turn.messageId), JSON.stringify(world(ago(1))), { ttlMs: 60_000 });
    expect(await run(turn)).toMatchObject({
      mood: { mood_frame_id: 'own' },
      world: { stale: false, location: { mall_name: 'Marsa Gallery' } },
    });
  });

  test('waits a little for them', async () => {
    const { cache, run } = open();
    const turn = turnOf('hello');
    const sensing = run(turn);
    await cache.set(
      frameKeys.mood(turn.userId, turn.messageId),
      JSON.stringify({ ...DEFAULT_MOOD_FRAME, mood_frame_id: 'late' }),
      { ttlMs: 60_000 },
    );
    expect((await sensing).mood.mood_frame_id).toBe('late');
  });

  test('takes the latest frames of the user, then the default', async () => {
    const { cache, run } = open();
    const turn = turnOf('hello');
    expect(await run(turn)).toEqual({ mood: DEFAULT_MOOD_FRAME, world: null });
    await cache.set(
      frameKeys.latestMood(turn.userId),
      JSON.stringify({ ...DEFAULT_MOOD_FRAME, mood_frame_id: 'before' }),
      { ttlMs: 60_000 },
    );
    expect((await run(turn)).mood.mood_frame_id).toBe('before');
  });

  test('does not trust a frame that is none', async () => {
    const { cache, run } = open();
    const turn = turnOf('hello');
    await cache.set(frameKeys.mood(turn.userId, turn.messageId), '{"emotion": 7}', { ttlMs: 60_000 });
    expect((await run(turn)).mood).toEqual(DEFAULT_MOOD_FRAME);
  });
});

describe('a frame of the world grows old', () => {
  test('after ten minutes it loses place, weather, opportunities and the closing time, and says so', () => {
    const fresh = world(ago(10));
    expect(guardStaleness(fresh, NOW.getTime(), 600_000)).toBe(fresh);
    const old = guardStaleness(world(ago(11)), NOW.getTime(), 600_000);
    expect(old).toMatchObject({
      stale: true,
      stale_reason: 'age_660_s',
      location: null,
      opportunities: [],
      environment: { weather: null, time_context: { mall_closes_in_hours: null, part_of_day: 'evening' } },
    });
  });

  test('without a time it is unavailable', () => {
    expect(guardStaleness(world(null), NOW.getTime(), 600_000)).toMatchObject({
      stale: true,
      stale_reason: 'unavailable',
    });
  });
});
