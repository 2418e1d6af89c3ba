import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#kernel/clock';
import { voiceSignals } from '#dialogue/model/mood-frame';
import type { VoiceSignals } from '#dialogue/model/mood-frame';
import type { Cache } from '#ports/cache';
import { canonicalJson } from '#user-data/memory/sign-answer';
import { signedVoiceSignals } from './contract.ts';

const MOST_AGE_MS = 5 * 60_000;

/** The text that the speech recogniser signs: all fields but the proof, with the user, as canonical JSON. */
export function voiceSignalsMac(key: Buffer, userId: string, fields: Readonly<Record<string, unknown>>): string {
  return createHmac('sha256', key)
    .update(canonicalJson({ ...fields, user_id: userId }))
    .digest('hex');
}

/**
 * Voice signals that are whole, plausible, fresh, used once and made by our speech recogniser; everything else is dropped
 * and the turn goes on as text. @see dialogue.md 2.2 (D-06)
 */
export async function verifyVoiceSignals(
  deps: {
    readonly key: Buffer;
    readonly cache: Cache;
    readonly clock: Clock;
    readonly onDropped: (reason: string) => void;
  },
  input: { readonly userId: string; readonly signals: unknown },
): Promise<VoiceSignals | null> {
  if (input.signals === undefined || input.signals === null) return null;
  const drop = (reason: string): null => {
    deps.onDropped(reason);
    return null;
  };
  const parsed = signedVoiceSignals.safeParse(input.signals);
  if (!parsed.success) return drop('malformed');
  const { hmac: _hmac, ...fields } = input.signals as Record<string, unknown>;
  const expected = Buffer.from(voiceSignalsMac(deps.key, input.userId, fields));
  const given = Buffer.from(parsed.data.hmac.toLowerCase());
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return drop('bad_hmac');
  if (Math.abs(deps.clock.nowMs() - Date.parse(parsed.data.issued_at)) > MOST_AGE_MS) return drop('too_old');
  const isFirst = await deps.cache.setIfAbsent(`utterance:${input.userId}:${parsed.data.utterance_id}`, '1', {
    ttlMs: 2 * MOST_AGE_MS,
  });
  return isFirst ? voiceSignals.parse(parsed.data) : drop('used_twice');
}
