import { describe, expect, test } from 'vitest';
import { ProviderBreaker } from './provider-breaker.ts';

describe('the breaker of the providers', () => {
  const providers = [{ provider: 'a' }, { provider: 'b' }, { provider: 'c' }];
  const open = () => {
    let nowMs = 1_000_000;
    const breaker = new ProviderBreaker({ now: () => new Date(nowMs), nowMs: () => nowMs });
    const order = (): string =>
      breaker
        .order(providers)
        .map(({ provider }) => provider)
        .join('');
    return { breaker, order, wait: (ms: number) => void (nowMs += ms) };
  };

  test('moves a provider behind the others after five failures in a row, for 30 seconds', () => {
    const { breaker, order, wait } = open();
    for (let count = 1; count <= 4; count++) breaker.failed('a');
    expect(order()).toBe('abc');
    breaker.failed('a');
    expect(order()).toBe('bca');
    wait(29_999);
    expect(order()).toBe('bca');
    wait(1);
    expect(order()).toBe('abc');
  });

  test('lets a provider rest again at the first failure after its rest', () => {
    const { breaker, order, wait } = open();
    for (let count = 1; count <= 5; count++) breaker.failed('a');
    wait(30_000);
    breaker.failed('a');
    expect(order()).toBe('bca');
  });

  test('forgets failures at the first success', () => {
    const { breaker, order } = open();
    for (let count = 1; count <= 4; count++) breaker.failed('a');
    breaker.succeeded('a');
    breaker.failed('a');
    expect(order()).toBe('abc');
  });

  test('keeps the order of those that rest', () => {
    const { breaker, order } = open();
    for (let count = 1; count <= 5; count++) for (const provider of ['a', 'b', 'c']) breaker.failed(provider);
    expect(order()).toBe('abc');
  });
});
