import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { createWorld, known, mood, NOW, profile, request } from './__fixtures__/persona-world.ts';
import { decidePersona } from './decide-persona.ts';
import { flushExchange } from './flush-exchange.ts';
import { readProfile } from './read-profile.ts';
import { SignalBuffers } from './signal-buffers.ts';
import { storeOnboarding } from './store-onboarding.ts';
import { sweepBuffers } from './sweep-buffers.ts';
import { takeFeedback } from './take-feedback.ts';

type World = ReturnType<typeof createWorld>;
const send = (
  world: World,
  signal_type: 'humor_positive' | 'humor_ignored' | 'explicit_override',
  exchange_id: string,
  signal_data = {},
) => takeFeedback(world.deps, { user_id: world.userId, signal_id: newId(), exchange_id, signal_type, signal_data });

describe('A flush', () => {
  test('counts its exchange once, however often it is asked', async () => {
    const world = createWorld();
    const exchangeId = newId();
    await flushExchange(world.deps, { userId: world.userId, exchangeId });
    await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(world.store.rowsOf(world.userId).stage?.totalExchanges).toBe(1);
  });
  test('loses nothing when the commit fails: the next one applies the same signals once', async () => {
    const world = createWorld();
    const exchangeId = newId();
    await send(world, 'humor_positive', exchangeId);
    world.store.failCommit = new TypeError('connection lost');
    await expect(flushExchange(world.deps, { userId: world.userId, exchangeId })).rejects.toThrow('connection lost');
    expect(world.store.rowsOf(world.userId).profile).toBeUndefined();
    const outcome = await flushExchange(world.deps, { userId: world.userId, exchangeId });
    expect(outcome.applied).toEqual(['humor_receptivity +0.100']);
  });
  test('stops at the cap of the day', async () => {
    const world = createWorld();
    const applied: string[] = [];
    for (let round = 0; round < 5; round++) {
      const exchangeId = newId();
      await send(world, 'humor_ignored', exchangeId);
      await send(world, 'humor_ignored', exchangeId);
      applied.push(...(await flushExchange(world.deps, { userId: world.userId, exchangeId })).applied);
    }
    expect(applied).toEqual(Array.from({ length: 5 }, () => 'humor_receptivity -0.050'));
    for (let round = 0; round < 2; round++) {
      const exchangeId = newId();
      await send(world, 'humor_ignored', exchangeId);
      applied.push(...(await flushExchange(world.deps, { userId: world.userId, exchangeId })).applied);
    }
    expect(applied.slice(5)).toEqual(['humor_receptivity -0.050', 'humor_receptivity has reached its cap']);
  });
  test('is made by the sweeper for a buffer older than nine minutes, also after a restart', async () => {
    const world = createWorld();
    await send(world, 'humor_positive', newId());
    const restarted = { ...world.deps, buffers: new SignalBuffers(world.deps) };
    await restarted.buffers.restore();
    await sweepBuffers(restarted);
    expect(world.store.rowsOf(world.userId).profile).toBeUndefined();
    world.advance(9 * 60_000);
    await sweepBuffers(restarted);
    expect(world.store.rowsOf(world.userId).profile?.fields['humor_receptivity']?.position).toBeCloseTo(2 / 3 + 0.1);
    expect(restarted.buffers.openExchanges(world.userId)).toEqual([]);
  });
});

describe('A direct wish', () => {
  test('with an unknown field or value changes nothing', async () => {
    const world = createWorld();
    expect(await send(world, 'explicit_override', newId(), { field: 'favourite_planet', value: 'mars' })).toEqual({
      buffered: false,
    });
    expect(await send(world, 'explicit_override', newId(), { field: 'humor_receptivity', value: 'extreme' })).toEqual({
      buffered: false,
    });
    expect(world.store.rowsOf(world.userId).profile).toBeUndefined();
  });
  test('is not overwritten by later onboarding, while everything else is stored with confidence 0.8', async () => {
    const world = createWorld();
    await send(world, 'explicit_override', newId(), { field: 'humor_receptivity', value: 'none' });
    const fields = { humor_level: 'high', budget_sensitivity: 'high', zodiac: 'leo' };
    const told = await storeOnboarding(world.deps, { user_id: world.userId, fields });
    expect(told.stored).toEqual(['budget_sensitivity']);
    expect(told.warnings).toEqual([
      'legacy field humor_level renamed to humor_receptivity',
      'unknown field zodiac ignored',
      'humor_receptivity is held by a direct wish',
    ]);
    const read = await readProfile(world.deps, world.userId);
    expect(read.persona_profile['budget_sensitivity']).toMatchObject({
      value: 'high',
      confidence: 0.8,
      source: 'onboarding',
    });
    expect(read.persona_profile['humor_receptivity']).toMatchObject({ value: 'none' });
    expect(read.relationship_stage.stage).toBe(0);
  });
});

describe('A decision', () => {
  test('refuses another version of the contract with 409', async () => {
    const world = createWorld();
    const refused = decidePersona(world.deps, request({ contract_version: '0.8.0' }));
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'persona_contract_mismatch' });
    await expect(decidePersona(world.deps, request({ contract_version: '0.7.9' }))).resolves.toBeDefined();
  });
  test('does not wait for ever behind a writer of the same user', async () => {
    const world = createWorld();
    const writer = Promise.withResolvers<void>();
    const held = world.deps.lock.run(world.userId, () => writer.promise);
    await expect(decidePersona(world.deps, request({ user_id: world.userId }))).resolves.toBeDefined();
    writer.resolve();
    await held;
  });
  test('comes without the blocks when the store is down, and then tries nothing delicate', async () => {
    const world = createWorld();
    world.store.read = () => Promise.reject(new TypeError('no connection'));
    const asked = request({ persona_profile: profile({ origin_country: known('GB') }) });
    const response = await decidePersona(world.deps, asked);
    expect(response.debug.blocked_by).toContain('cultural_ref: temp block blocks could not be read');
  });
  test('offers a cultural reference once in 30 days', async () => {
    const world = createWorld();
    const asked = request({ user_id: world.userId, persona_profile: profile({ origin_country: known('GB') }) });
    expect((await decidePersona(world.deps, asked)).persona_directive.optional_spice).toContain('four seasons');
    expect((await decidePersona(world.deps, asked)).persona_directive.optional_spice).toBeNull();
    world.advance(31 * 86_400_000);
    expect((await decidePersona(world.deps, asked)).persona_directive.optional_spice).not.toBeNull();
  });
  test('notes the return of a user: session and stage follow the absence', async () => {
    const world = createWorld();
    const lastActiveAt = new Date(NOW.getTime() - 91 * 86_400_000);
    const stage = {
      stage: 3,
      stageUpdatedAt: lastActiveAt,
      sessionsCount: 30,
      totalExchanges: 200,
      positiveSignalsCount: 40,
      lastActiveAt,
    };
    world.store.users.set(world.userId, { ...world.store.rowsOf(world.userId), stage });
    const response = await decidePersona(
      world.deps,
      request({
        user_id: world.userId,
        relationship_stage: 3,
        is_session_start: true,
        mood_frame: mood({ thread_break: true }),
        user_knowledge_compact: { saving_goal: null, future_events: [], last_active_at: lastActiveAt.toISOString() },
      }),
    );
    expect(response.persona_directive.params.relationship_stage).toBe(2);
    expect(response.debug.stage_limits_applied).toContain('stage 3->2 (absence)');
    expect(response.render_hints.gesture_event).toBe('session_start');
    await world.deps.lock.idle();
    expect(world.store.rowsOf(world.userId).stage).toMatchObject({ stage: 2, sessionsCount: 18, lastActiveAt: NOW });
  });
});
