import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { verifyVoiceSignals, voiceSignalsMac } from './verify-voice-signals.ts';

const NOW = '2026-11-23T12:00:00.000Z';
const key = randomBytes(32);
const userId = newId();

function open() {
  const clock = fixedClock(NOW);
  const dropped: string[] = [];
  const deps = {
    key,
    cache: createMemoryCache({ clock }),
    clock,
    onDropped: (reason: string) => void dropped.push(reason),
  };
  return { dropped, verify: (signals: unknown, user = userId) => verifyVoiceSignals(deps, { userId: user, signals }) };
}

function signed(changes: Readonly<Record<string, unknown>> = {}, user = userId, by = key): Record<string, unknown> {
  const fields = {
    speech_rate: 'fast',
    utterance_duration_ms: 2_100,
    word_count: 7,
    utterance_id: newId(),
    issued_at: NOW,
    ...changes,
  };
  return { ...fields, hmac: voiceSignalsMac(by, user, fields) };
}

describe('voice signals', () => {
  test('are taken when our recogniser made them for this user, now', async () => {
    const { verify, dropped } = open();
    expect(await verify(signed())).toMatchObject({ speech_rate: 'fast', word_count: 7, laughter_detected: false });
    expect(dropped).toEqual([]);
  });

  test('are not missed when there are none', async () => {
    const { verify, dropped } = open();
    expect([await verify(undefined), await verify(null), dropped]).toEqual([null, null, []]);
  });

  test.each<[string, unknown]>([
    ['malformed', 'nonsense'],
    ['malformed', signed({ speech_rate: 'warp' })],
    ['malformed', signed({ utterance_duration_ms: -1 })],
    ['bad_hmac', { ...signed(), word_count: 8 }],
    ['bad_hmac', signed({}, newId())],
    ['bad_hmac', signed({}, userId, randomBytes(32))],
    ['too_old', signed({ issued_at: '2026-11-23T11:54:59.000Z' })],
    ['too_old', signed({ issued_at: '2026-11-23T12:05:01.000Z' })],
  ])('are dropped as %s', async (reason, signals) => {
    const { verify, dropped } = open();
    expect([await verify(signals), dropped]).toEqual([null, [reason]]);
  });

  test('count once', async () => {
    const { verify, dropped } = open();
    const signals = signed();
    expect(await verify(signals)).not.toBeNull();
    expect([await verify(signals), dropped]).toEqual([null, ['used_twice']]);
  });
});
