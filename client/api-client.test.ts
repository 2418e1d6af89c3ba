import { expect, test } from 'vitest';
import { gatewayContract } from '#gateway/contract';
import { createApiClient } from './api-client.ts';

/** A client before a network that breaks so many times and then answers; `calls` are the methods that were tried. */
function makeClient(breaks: number) {
  const calls: string[] = [];
  const api = createApiClient({
    baseUrl: 'http://gateway.test',
    routes: gatewayContract,
    token: async () => 'token',
    fetch: async (request) => {
      calls.push((request as Request).method);
      if (calls.length <= breaks) throw new TypeError('Failed to fetch');
      return Response.json({ conversation_id: null, facts: [], cancelled: false });
    },
  });
  return { api, calls };
}

test('a read whose connection broke is asked once more', async () => {
  const { api, calls } = makeClient(1);
  expect(await api.memory.facts(undefined)).toMatchObject({ facts: [] });
  expect(calls).toEqual(['GET', 'GET']);
  const broken = makeClient(2);
  await expect(broken.api.memory.facts(undefined)).rejects.toMatchObject({ kind: 'network', status: 0 });
  expect(broken.calls).toHaveLength(2);
});

test('what changes something is asked once: only its caller knows whether it may be repeated', async () => {
  const { api, calls } = makeClient(1);
  const cancel = api.chat.cancel({ request_id: crypto.randomUUID() });
  await expect(cancel).rejects.toMatchObject({ kind: 'network' });
  expect(calls).toEqual(['POST']);
});
