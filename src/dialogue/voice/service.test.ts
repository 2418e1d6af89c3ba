import { expect, test } from 'vitest';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import { detachedCall } from '#kernel/call';
import { systemClock } from '#kernel/clock';
import { silentLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import { parseOptions } from '#kernel/option';
import { createSocketPair } from '#kernel/socket';
import type { Cache } from '#ports/cache';
import { voice } from './service.ts';
import { createScriptedVoice } from './speech.fixture.ts';

/** The service with a scripted voice. */
async function create() {
  const { values, faults } = parseOptions(voice.options, {});
  expect(faults).toEqual([]);
  const speechModel = createScriptedVoice({ isHeld: true });
  const instance = await voice.create({
    needs: { speechModel, cache: {} as unknown as Cache },
    peers: {},
    sockets: {},
    options: values as Parameters<typeof voice.create>[0]['options'],
    log: silentLogger,
    metrics: createMetrics('voice'),
    clock: systemClock,
    jobs: {} as never,
  });
  return { instance, speechModel };
}

const call = detachedCall({ caller: 'test' });

test('the service answers a phrase with nothing but its defaults', async () => {
  const { instance, speechModel } = await create();
  speechModel.release();
  const phrase = { text: 'Hello.', voice_params: DEFAULT_VOICE_PARAMS, lang: 'en' } as const;
  expect(await instance.handlers.synthesize(phrase, call)).toMatchObject({
    content_type: 'audio/wav',
    source: 'emulated',
  });
});

test('the service waits for open streams when it drains, and hangs up when it stops', async () => {
  const { instance, speechModel } = await create();
  const [near, far] = createSocketPair();
  const serving = instance.sockets?.['stream']?.(far, call, {});
  near.send(JSON.stringify({ type: 'start', voice_params: DEFAULT_VOICE_PARAMS, lang: 'en' }));
  near.send(JSON.stringify({ type: 'text', index: 0, text: 'One.' }));
  await expect.poll(() => speechModel.requests.length).toBe(1);
  let hasDrained = false;
  const draining = instance.drain?.().then(() => (hasDrained = true));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(hasDrained).toBe(false);
  await instance.stop?.();
  await Promise.all([serving, draining]);
  expect([near.closed.aborted, speechModel.requests[0]?.outcome]).toEqual([true, 'aborted']);
});
