import { describe, expect, test } from 'vitest';
import { detachedCall } from '#kernel/call';
import { silentLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import { newId } from '#kernel/id';
import { createWorld, request } from './__fixtures__/persona-world.ts';
import { personaRequest, personaResponse } from './contract.ts';
import { personaAgent } from './service.ts';

describe('The persona agent as a service', () => {
  test('decides, takes feedback, flushes, shows the profile and stops', async () => {
    const { store, cache, clock, userId } = createWorld();
    const metrics = createMetrics('persona-agent');
    const instance = await personaAgent.create({
      needs: { store, cache },
      options: { directiveLanguage: 'en', timeZone: 'Asia/Dubai' },
      ...{ peers: {}, sockets: {}, log: silentLogger, metrics, clock, jobs: { send: async () => undefined } as never },
    });
    await instance.start?.();
    const call = detachedCall({ caller: 'llm-orchestrator' });
    const { persona, feedback, flush, profile } = instance.handlers;
    const decided = await persona(personaRequest.parse(request({ user_id: userId })), call);
    expect(personaResponse.parse(decided).debug.processing_ms).toBeGreaterThanOrEqual(0);
    const exchange_id = newId();
    const signal = {
      user_id: userId,
      signal_id: newId(),
      exchange_id,
      signal_type: 'praise_dismissed' as const,
      signal_data: {},
    };
    expect(await feedback(signal, call)).toEqual({ buffered: true });
    expect(await flush({ user_id: userId, exchange_id }, call)).toMatchObject({ applied: ['praise_style -0.100'] });
    expect((await profile({ user_id: userId }, call)).relationship_stage.total_exchanges).toBe(1);
    await expect(persona({ ...request(), contract_version: '9.0.0' }, call)).rejects.toMatchObject({ status: 409 });
    await instance.schedules?.['persona_cleanup']?.(call);
    await instance.drain?.();
    await instance.stop?.();
    const exposed = await metrics.expose();
    expect(exposed).toContain('persona_agent_errors{operation="persona",code="persona_contract_mismatch"');
    expect(exposed).toContain('persona_feedback_signals_total{type="praise_dismissed",outcome="buffered"');
    expect(exposed).toContain('persona_agent_latency_ms_bucket');
  });
});
