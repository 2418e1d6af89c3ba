import type { Clock } from '#kernel/clock';
import { contextFrame } from '#dialogue/model/context-frame';
import type { ContextFrame } from '#dialogue/model/context-frame';
import { frameKeys } from '#dialogue/model/frame-keys';
import { DEFAULT_MOOD_FRAME, moodFrame } from '#dialogue/model/mood-frame';
import type { MoodFrame } from '#dialogue/model/mood-frame';
import type { Cache } from '#ports/cache';
import type { z } from 'zod';
import type { Turn } from './turn.ts';

/** How the user feels and what is around; never missing, perhaps stale. */
export interface Sensed {
  readonly mood: MoodFrame;
  readonly world: ContextFrame | null;
}

/** What sensing needs. */
export interface SenseDeps {
  readonly cache: Cache;
  readonly clock: Clock;
  readonly options: { readonly moodWaitMs: number; readonly contextWaitMs: number; readonly contextStaleMs: number };
}

/**
 * Waits a little for the frames of this message, then takes the latest of the user, then the default.
 *
 * @see dialogue.md 3.3
 */
export async function sense(deps: SenseDeps, turn: Turn): Promise<Sensed> {
  const { userId, messageId } = turn;
  const [mood, world] = await Promise.all([
    readFrame(deps, {
      own: frameKeys.mood(userId, messageId),
      latest: frameKeys.latestMood(userId),
      waitMs: deps.options.moodWaitMs,
      schema: moodFrame,
      turn,
    }),
    readFrame(deps, {
      own: frameKeys.context(userId, messageId),
      latest: frameKeys.latestContext(userId),
      waitMs: deps.options.contextWaitMs,
      schema: contextFrame,
      turn,
    }),
  ]);
  return {
    mood: mood ?? DEFAULT_MOOD_FRAME,
    world: world ? guardStaleness(world, deps.clock.nowMs(), deps.options.contextStaleMs) : null,
  };
}

interface ReadFrame<T> {
  readonly own: string;
  readonly latest: string;
  readonly waitMs: number;
  readonly schema: z.ZodType<T>;
  readonly turn: Turn;
}

async function readFrame<T>(
  { cache }: SenseDeps,
  { own, latest, waitMs, schema, turn }: ReadFrame<T>,
): Promise<T | undefined> {
  try {
    const text = (await cache.waitFor(own, { timeoutMs: waitMs, signal: turn.signal })) ?? (await cache.get(latest));
    return text === undefined ? undefined : schema.parse(JSON.parse(text));
  } catch {
    // A cache that is away or holds rubbish costs the frame, never the answer.
    return undefined;
  }
}

/**
 * An old frame loses everything that goes stale with it: place, opportunities, weather and the closing time.
 *
 * @see dialogue.md D-17
 */
export function guardStaleness(frame: ContextFrame, nowMs: number, staleMs: number): ContextFrame {
  const ageMs = frame.timestamp === null ? Number.POSITIVE_INFINITY : nowMs - Date.parse(frame.timestamp);
  if (ageMs <= staleMs) return frame;
  const reason = Number.isFinite(ageMs) ? `age_${Math.round(ageMs / 1000)}_s` : 'unavailable';
  return {
    ...frame,
    location: null,
    opportunities: [],
    environment: { weather: null, time_context: { ...frame.environment.time_context, mall_closes_in_hours: null } },
    stale: true,
    stale_reason: reason,
  };
}
