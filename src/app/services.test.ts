import { describe, expect, test } from 'vitest';
import { loadRegistry, selectServices, serviceNames } from './services.ts';

describe('the system', () => {
  test('is six services, the door alone public', async () => {
    const registry = await loadRegistry();
    expect(registry.map(({ name }) => name)).toEqual([...serviceNames]);
    expect(registry.filter(({ listener }) => listener === 'public').map(({ name }) => name)).toEqual(['app']);
  });

  test('8.4: only the orchestrator and the persona have a way to a shard, never the door', async () => {
    const withShard = (await loadRegistry()).filter(({ needs }) =>
      Object.values(needs).some(({ name }) => ['user-data-routing', 'shards', 'persona-store'].includes(name)),
    );
    expect(withShard.map(({ name }) => name).toSorted()).toEqual(['llm-orchestrator', 'persona-agent']);
  });

  test('no callee calls its caller, and mood, context, persona and voice know nobody', async () => {
    const calls = new Map(
      (await loadRegistry()).map(({ name, peers }) => [name, Object.values(peers).map(({ service }) => service)]),
    );
    for (const [caller, callees] of calls)
      for (const callee of callees) expect(calls.get(callee)).not.toContain(caller);
    for (const leaf of ['mood-agent', 'context-agent', 'persona-agent', 'voice']) expect(calls.get(leaf)).toEqual([]);
  });

  test('8.1, 8.12: every job lives on a database of its rows, and no turn is a job', async () => {
    const jobs = (await loadRegistry()).flatMap((service) => service.jobs ?? []);
    for (const job of jobs) expect(['shard', 'staging', 'production']).toContain(job.database);
    expect(jobs.map(({ name }) => name)).toContain('embed-message');
    expect(jobs.some(({ name }) => /dialogue|reply|turn/u.test(name))).toBe(false);
  });

  test('options have one owner and one meaning', async () => {
    const registry = await loadRegistry();
    const owners = new Map<string, string[]>();
    for (const { name, options } of registry)
      for (const { env } of Object.values(options)) owners.set(env, [...(owners.get(env) ?? []), name]);
    // The master key is shared by the two that open facts and profiles.
    const shared = [...owners].filter(([, names]) => names.length > 1).map(([env]) => env);
    expect(shared.filter((env) => !env.startsWith('MASTER_ENCRYPTION_KEY'))).toEqual([]);
    for (const { options } of registry)
      for (const { doc } of Object.values(options)) expect(doc.length).toBeGreaterThan(5);
  });

  test('are chosen by name', async () => {
    const registry = await loadRegistry();
    expect(selectServices(registry, ['all'])).toHaveLength(registry.length);
    expect(selectServices(registry, ['voice', 'app']).map(({ name }) => name)).toEqual(['app', 'voice']);
    for (const names of [[], ['all', 'voice'], ['hairdresser']])
      expect(() => selectServices(registry, names)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
