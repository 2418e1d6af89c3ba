import { frameKeys } from '#dialogue/model/frame-keys';
import type { MoodFrame } from '#dialogue/model/mood-frame';
import type { Cache } from '#ports/cache';

/** Lifetimes of the specification. @see dialogue.md 4.9 */
const MESSAGE_TTL_MS = 3600 * 1000;
const LATEST_TTL_MS = 86_400 * 1000;

/** Keeps a frame under its message and as the user's newest. */
export async function storeMood(
  deps: { readonly cache: Pick<Cache, 'get' | 'set'> },
  input: { readonly userId: string; readonly messageId: string; readonly frame: MoodFrame },
): Promise<void> {
  const value = JSON.stringify(input.frame);
  await Promise.all([
    deps.cache.set(frameKeys.mood(input.userId, input.messageId), value, { ttlMs: MESSAGE_TTL_MS }),
    deps.cache.set(frameKeys.latestMood(input.userId), value, { ttlMs: LATEST_TTL_MS }),
  ]);
}

/** Replaces the newest frame by a better reading of the same message; a newer message's frame stays. */
export async function refineLatestMood(
  deps: { readonly cache: Pick<Cache, 'get' | 'set'> },
  input: { readonly userId: string; readonly frame: MoodFrame },
): Promise<boolean> {
  const key = frameKeys.latestMood(input.userId);
  const current = await deps.cache.get(key);
  const id = current === undefined ? undefined : (JSON.parse(current) as Partial<MoodFrame>).mood_frame_id;
  if (id !== input.frame.mood_frame_id) return false;
  await deps.cache.set(key, JSON.stringify(input.frame), { ttlMs: LATEST_TTL_MS });
  return true;
}
