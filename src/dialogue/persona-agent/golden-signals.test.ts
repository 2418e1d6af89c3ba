import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { createWorld, known, NOW, profile, request } from './__fixtures__/persona-world.ts';
import type { SignalType } from './contract.ts';
import { decidePersona } from './decide-persona.ts';
import { flushExchange } from './flush-exchange.ts';
import { takeFeedback } from './take-feedback.ts';

function signals(world: ReturnType<typeof createWorld>, exchangeId: string) {
  return (type: SignalType, data: Record<string, unknown> = {}, signalId = newId()) =>
    takeFeedback(world.deps, {
      user_id: world.userId,
      signal_id: signalId,
      exchange_id: exchangeId,
      signal_type: type,
      signal_data: data,
    });
}

describe('Golden tests of the signals', () => {
  test('GT-011: humor_positive and humor_ignored together leave humor_ignored', async () => {
    const world = createWorld();
    const exchangeId = newId();
    const send = signals(world, exchangeId);
    await send('humor_positive');
    await send('humor_ignored');
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(outcome.resolved).toEqual(['humor_ignored']);
    expect(outcome.discarded).toEqual([
      { type: 'humor_positive', reason: 'lost to humor_ignored (package resolution)' },
    ]);
    expect(outcome.applied).toEqual(['humor_receptivity -0.050']);
  });
  test('GT-012: a rejected cultural reference wins and blocks references for 7 days', async () => {
    const world = createWorld();
    const exchangeId = newId();
    const send = signals(world, exchangeId);
    await send('cultural_ref_positive');
    await send('cultural_ref_rejected');
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(outcome.resolved).toEqual(['cultural_ref_rejected']);
    const [block] = world.store.rowsOf(world.userId).blocks;
    expect(block).toMatchObject({
      key: 'cultural_ref',
      reason: 'cultural_ref_rejected',
      until: new Date(NOW.getTime() + 7 * 86_400_000),
    });
    const asked = request({ user_id: world.userId, persona_profile: profile({ origin_country: known('GB') }) });
    const blocked = await decidePersona(world.deps, asked);
    expect(blocked.debug.blocked_by).toContain('cultural_ref: temp block cultural_ref_rejected');
    expect(blocked.debug.resolved_signals.resolved).toEqual(['cultural_ref_rejected']);
    world.advance(8 * 86_400_000);
    const later = await decidePersona(world.deps, asked);
    expect(later.persona_directive.optional_spice).not.toBeNull();
  });
  test('GT-013: an explicit override is applied at once and drops buffered conflicts', async () => {
    const world = createWorld();
    const exchangeId = newId();
    const send = signals(world, exchangeId);
    await send('humor_positive');
    await send('brevity_signal');
    await send('explicit_override', { field: 'humor_receptivity', value: 'none' });
    expect(world.store.rowsOf(world.userId).profile?.fields['humor_receptivity']).toMatchObject({
      value: 'none',
      source: 'explicit',
    });
    const asked = request({
      user_id: world.userId,
      persona_profile: profile({ humor_receptivity: known('high', { last_evidence_at: '2026-11-01T00:00:00Z' }) }),
    });
    expect((await decidePersona(world.deps, asked)).persona_directive.params.humor_ok).toBe(false);
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(outcome.resolved).toEqual(['brevity_signal']);
    expect(outcome.discarded).toEqual([
      { type: 'humor_positive', reason: 'lost to explicit_override (package resolution)' },
    ]);
  });
  test('GT-014: a single signal on a safe field moves it by 0.1 at most', async () => {
    const world = createWorld();
    const exchangeId = newId();
    await signals(world, exchangeId)('humor_positive');
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(outcome.applied).toEqual(['humor_receptivity +0.100']);
    expect(world.store.rowsOf(world.userId).deltas).toEqual({ '2026-11-23 humor_receptivity': 0.1 });
  });
  test('GT-018: the legacy name directness is mapped inside an override', async () => {
    const world = createWorld();
    await signals(world, newId())('explicit_override', { field: 'directness', value: 'direct' });
    expect(world.store.rowsOf(world.userId).profile?.fields['honesty_preference']).toMatchObject({ value: 'direct' });
  });
  test('GT-026: a signal id that is known is not taken twice, neither before nor after the flush', async () => {
    const world = createWorld();
    const exchangeId = newId();
    const signalId = newId();
    const send = signals(world, exchangeId);
    expect(await send('humor_positive', {}, signalId)).toEqual({ buffered: true });
    expect(await send('humor_positive', {}, signalId)).toEqual({ buffered: false });
    await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(await send('humor_positive', {}, signalId)).toEqual({ buffered: false });
    expect(world.store.rowsOf(world.userId).deltas).toEqual({ '2026-11-23 humor_receptivity': 0.1 });
  });
  test('GT-027: signals that share a field are one group with one winner, taken whole', async () => {
    const world = createWorld();
    const exchangeId = newId();
    const send = signals(world, exchangeId);
    await send('opinion_accepted');
    await send('wants_stronger_opinion');
    await send('praise_welcomed');
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect([...outcome.resolved].sort()).toEqual(['praise_welcomed', 'wants_stronger_opinion']);
    expect(outcome.discarded).toEqual([
      { type: 'opinion_accepted', reason: 'lost to wants_stronger_opinion (package resolution)' },
    ]);
  });
  test('GT-028: two requests of one user at the same time run one after the other', async () => {
    const world = createWorld();
    const running: string[] = [];
    const step = (name: string) => async () => {
      running.push(`${name} begins`);
      await Promise.resolve();
      await Promise.resolve();
      running.push(`${name} ends`);
    };
    const lock = world.deps.lock;
    await Promise.all([lock.run('u', step('first')), lock.run('u', step('second')), lock.run('other', step('other'))]);
    expect(running.indexOf('second begins')).toBeGreaterThan(running.indexOf('first ends'));
    expect(running.indexOf('other begins')).toBeLessThan(running.indexOf('first ends'));
    await lock.idle();
    expect(lock.size).toBe(0);
  });
  test('GT-029: a stale exchange keeps its own buffer and is flushed before the next one', async () => {
    const world = createWorld();
    const [stale, current] = [newId(), newId()];
    await signals(world, stale)('humor_positive');
    await signals(world, current)('humor_ignored');
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId: current });
    expect(outcome.stale_flushed).toEqual([stale]);
    expect(outcome.resolved).toEqual(['humor_positive', 'humor_ignored']);
    expect(outcome.discarded).toEqual([]);
  });
});
