import { describe, expect, test } from 'vitest';
import { RateLimitedError } from '#kernel/error';
import { newId } from '#kernel/id';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { limitMessages } from './limit-messages.ts';
import { gatewayOptions } from './options.ts';

function open() {
  let nowMs = 1_800_000_000_000;
  const limited: string[] = [];
  const cache = createMemoryCache({ clock: { now: () => new Date(nowMs), nowMs: () => nowMs } });
  const options = {
    messagesPerUserSecond: gatewayOptions.messagesPerUserSecond.default!,
    messagesPerUserMinute: gatewayOptions.messagesPerUserMinute.default!,
    messagesPerIpSecond: gatewayOptions.messagesPerIpSecond.default!,
  };
  const send = (userId: string, text = 'hi', address = '10.0.0.1') =>
    limitMessages({ cache, options, onLimited: (name) => void limited.push(name) }, { userId, address, text }).then(
      () => undefined,
      (error: unknown) => error as RateLimitedError,
    );
  return { send, limited, wait: (ms: number) => void (nowMs += ms) };
}

describe('the limits of messages', () => {
  test('let a user send two in a second and thirty in a minute', async () => {
    const { send, wait, limited } = open();
    const userId = newId();
    for (let second = 0; second < 15; second++) {
      expect([await send(userId), await send(userId)]).toEqual([undefined, undefined]);
      wait(1_001);
    }
    const refused = await send(userId);
    expect(refused).toMatchObject({ status: 429, retryAfterSeconds: expect.any(Number) });
    expect(limited).toEqual(['user_minute']);
    wait(60_000);
    expect(await send(userId)).toBeUndefined();
  });

  test('refuse the third of a second with a line in the language of the message', async () => {
    const { send, limited } = open();
    const userId = newId();
    await send(userId);
    await send(userId);
    for (const [text, said] of [
      ['hello', /thinking/u],
      ['привет', /думаю/u],
      ['مرحبا', /أفكر/u],
    ] as const) {
      const refused = await send(userId, text);
      expect(refused).toBeInstanceOf(RateLimitedError);
      expect(refused?.extensions['speakable']).toMatch(said);
      expect(refused?.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    }
    expect(limited).toEqual(['user_second', 'user_second', 'user_second']);
  });

  test('hold ten in a second for one address, whoever sends', async () => {
    const { send, limited } = open();
    for (let count = 0; count < 10; count++) expect(await send(newId())).toBeUndefined();
    expect(await send(newId())).toMatchObject({ status: 429 });
    expect(await send(newId(), 'hi', '10.0.0.2')).toBeUndefined();
    expect(limited).toEqual(['ip_second']);
  });
});
