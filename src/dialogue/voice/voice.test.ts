import { describe, expect, test } from 'vitest';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import { detachedCall } from '#kernel/call';
import { DependencyError, DependencyTimeoutError } from '#kernel/error';
import { silentLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import { createSocketPair } from '#kernel/socket';
import type { Socket } from '#kernel/socket';
import type { Cache } from '#ports/cache';
import type { SpeechModel } from '#ports/speech-model';
import type { VoiceStreamCommand, VoiceStreamEvent } from './contract.ts';
import { createScriptedVoice } from './speech.fixture.ts';
import { createVoiceEvents } from './events.ts';
import { SpeechSession } from './speech-session.ts';
import { synthesizePhrase } from './synthesize-phrase.ts';

const settings = {
  ...{ vendorTimeoutMs: 5_000, chunkBytes: 4_096, phraseTtlMs: 60_000 },
  ...{ stabilityBase: 0.4, stabilityPerWarmth: 0.3, similarityBoost: 0.7, styleOffset: 0.3 },
};
const busy = new DependencyError('busy', { code: 'vendor_failed', isRetryable: true });
const refused = new DependencyError('no key', { code: 'key_refused', isRetryable: false });

function depsOf(speechModel: SpeechModel, clock = { nowMs: () => 0, now: () => new Date(0) }) {
  const metrics = createMetrics('voice');
  return { speechModel, settings, clock, metrics, events: createVoiceEvents({ log: silentLogger, metrics }) };
}

type Told = VoiceStreamEvent | { readonly type: 'audio'; readonly size: number; readonly of: number };

/** A stream and the end of it that a test holds. */
function open(deps: ReturnType<typeof depsOf>) {
  const [near, far] = createSocketPair();
  const done = new SpeechSession(deps, far, detachedCall({ caller: 'test' })).run();
  const send = (...commands: VoiceStreamCommand[]): void =>
    commands.forEach((command) => near.send(JSON.stringify(command)));
  return { near, done, send, told: collect(near) };
}

/** Everything that the stream said, until it was closed. */
async function collect(socket: Socket): Promise<readonly Told[]> {
  const told: Told[] = [];
  for await (const message of socket.messages) {
    if (typeof message === 'string') told.push(JSON.parse(message) as VoiceStreamEvent);
    else told.push({ type: 'audio', size: message.length, of: message[0] ?? 0 });
  }
  return told;
}

const start: VoiceStreamCommand = { type: 'start', voice_params: DEFAULT_VOICE_PARAMS, lang: 'en', format: 'mp3' };
const texts = (...sentences: string[]): VoiceStreamCommand[] =>
  sentences.map((text, index) => ({ type: 'text', index, text }));
const end: VoiceStreamCommand = { type: 'end' };
const typesOf = (told: readonly Told[]): readonly string[] =>
  told.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);

describe('the stream', () => {
  test('speaks sentences strictly in order, in chunks of at most 4,096 bytes, and ends', async () => {
    const { send, told, done } = open(depsOf(createScriptedVoice()));
    send(start, ...texts('We found it, my friend.', 'It hangs on level two.', 'Shall we go?'), end);
    await done;
    const all = await told;
    expect(all[0]).toEqual({ type: 'started', content_type: 'audio/pcm', sample_rate: 8_000, source: 'emulated' });
    const audio = all.flatMap((event) => (event.type === 'audio' ? [event] : []));
    expect(audio.map(({ of }) => of)).toEqual([...audio.map(({ of }) => of)].sort());
    expect(Math.max(...audio.map(({ size }) => size))).toBeLessThanOrEqual(4_096);
    const bytes = 'We found it, my friend.'.length * 20 * 16;
    expect(audio.filter(({ of }) => of === 1).reduce((sum, { size }) => sum + size, 0)).toBe(bytes);
    expect(
      all
        .filter(({ type }) => type === 'sentence' || type === 'sentence_end')
        .map((event) => 'index' in event && event.index),
    ).toEqual([0, 0, 1, 1, 2, 2]);
    expect(all.find(({ type }) => type === 'sentence_end')).toEqual({
      type: 'sentence_end',
      index: 0,
      duration_ms: 460,
    });
    expect(all.at(-1)).toEqual({ type: 'end' });
  });

  test('tells the mouth of each sentence and closes it at the end', async () => {
    const { send, told } = open(depsOf(createScriptedVoice()));
    send(start, ...texts('Mama.'), end);
    const visemes = (await told).flatMap((event) => (event.type === 'visemes' ? event.visemes : []));
    expect(visemes).toEqual([4, 1, 4, 1, 0].map((viseme, at) => ({ at_ms: at * 20, viseme })));
  });

  test('asks for one sentence ahead and no more, with the text before and after', async () => {
    const voice = createScriptedVoice({ isHeld: true });
    const { send, told } = open(depsOf(voice));
    send(start, ...texts('One.', 'Two.', 'Three.', 'Four.'), end);
    await expect.poll(() => voice.requests.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(voice.requests).toHaveLength(2);
    voice.release();
    await told;
    // The text after is told where it is known by then.
    const asked = voice.requests.map(({ request }) => request);
    expect(asked.map(({ previousText, text }) => [previousText, text])).toEqual([
      [undefined, 'One.'],
      ['One.', 'Two.'],
      ['Two.', 'Three.'],
      ['Three.', 'Four.'],
    ]);
    expect(asked.slice(1).map(({ nextText }) => nextText)).toEqual(['Three.', 'Four.', undefined]);
  });

  test('aborts the vendor at once on stop, drops what waits and says how far it came', async () => {
    const voice = createScriptedVoice({ isHeld: true });
    const { send, told, done } = open(depsOf(voice));
    send(start, ...texts('One.', 'Two.', 'Three.'));
    await expect.poll(() => voice.requests.length).toBe(2);
    send({ type: 'stop', spoken_chars: 3 });
    await done;
    expect(voice.requests.map(({ outcome }) => outcome)).toEqual(['aborted', 'aborted']);
    expect((await told).at(-1)).toEqual({ type: 'stopped', spoken_chars: 3 });
    expect(typesOf(await told)).not.toContain('audio');
  });

  test('aborts the vendor when the listener hangs up', async () => {
    const voice = createScriptedVoice({ isHeld: true });
    const { near, send, done } = open(depsOf(voice));
    send(start, ...texts('One.'));
    await expect.poll(() => voice.requests.length).toBe(1);
    near.close();
    await done;
    expect(voice.requests[0]?.outcome).toBe('aborted');
  });

  test('estimates how far it came when the listener does not say', async () => {
    let nowMs = 1_000;
    const { send, told } = open(depsOf(createScriptedVoice(), { nowMs: () => nowMs, now: () => new Date(nowMs) }));
    send(start, ...texts('0123456789', '0123456789'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    nowMs += 300;
    send({ type: 'stop' });
    // Ten characters of 20 ms, the joining space, five of the second sentence.
    expect((await told).at(-1)).toEqual({ type: 'stopped', spoken_chars: 16 });
  });

  test('repeats a call that failed before any audio once, and the listener hears nothing of it', async () => {
    const voice = createScriptedVoice({ failures: { 0: { afterWords: 0, error: busy } } });
    const { send, told } = open(depsOf(voice));
    send(start, ...texts('Here it is.'), end);
    expect(typesOf(await told).at(-1)).toBe('end');
    expect(voice.requests).toHaveLength(2);
  });

  test.each([
    [
      'after two failures',
      { 0: { afterWords: 0, error: busy }, 1: { afterWords: 0, error: busy } },
      'vendor_failed',
      2,
    ],
    ['at once when the key is refused', { 0: { afterWords: 0, error: refused } }, 'key_refused', 1],
    [
      'after two silences',
      {
        0: { afterWords: 0, error: new DependencyTimeoutError('late') },
        1: { afterWords: 0, error: new DependencyTimeoutError('late') },
      },
      'dependency_timeout',
      2,
    ],
    ['without a repeat when the audio breaks off', { 0: { afterWords: 1, error: busy } }, 'vendor_failed', 1],
  ])('says that there is no audio %s', async (_when, failures, reason, calls) => {
    const voice = createScriptedVoice({ failures });
    const { send, told } = open(depsOf(voice));
    send(start, ...texts('Here it is.'));
    expect((await told).at(-1)).toEqual({ type: 'audio_unavailable', reason });
    expect(voice.requests).toHaveLength(calls);
  });

  test('passes over a text without letters', async () => {
    const voice = createScriptedVoice();
    const { send, told } = open(depsOf(voice));
    send(start, ...texts('🔥', 'Yes.'), end);
    expect((await told).filter(({ type }) => type === 'sentence_end')).toHaveLength(2);
    expect(voice.requests).toHaveLength(1);
  });

  test.each([
    ['no JSON', ['{']],
    ['an unknown command', ['{"type":"sing"}']],
    ['audio', [new Uint8Array(3)]],
    ['a text before the start', [JSON.stringify(texts('Hi.')[0])]],
    ['a second start', [JSON.stringify(start), JSON.stringify(start)]],
  ])('hangs up on %s', async (_what, messages) => {
    const { near, done, told } = open(depsOf(createScriptedVoice()));
    for (const message of messages) near.send(message);
    await done;
    expect(near.closed.aborted).toBe(true);
    expect(typesOf(await told)).not.toContain('audio');
  });

  test('counts the first audio, the failures and the open sockets', async () => {
    const deps = depsOf(createScriptedVoice({ failures: { 0: { afterWords: 0, error: busy } } }));
    const { send, told } = open(deps);
    send(start, ...texts('Here it is.'), end);
    await told;
    const text = await deps.metrics.expose();
    expect(text).toMatch(/voice_tts_latency_ms_count\{[^}]*\} 1/);
    expect(text).toMatch(/voice_elevenlabs_errors\{[^}]*vendor_failed[^}]*\} 1/);
    expect(text).toMatch(/voice_ws_connections\{[^}]*\} 0/);
  });
});

describe('a phrase', () => {
  const phrase = { text: 'Hello, dear.', voice_params: DEFAULT_VOICE_PARAMS, lang: 'en' } as const;
  const call = detachedCall({ caller: 'test' });
  /** Only what a phrase uses of a cache. */
  const cacheOf = (entries: Map<string, string>): Cache =>
    ({
      get: async (key: string) => entries.get(key),
      set: async (key: string, value: string) => void entries.set(key, value),
    }) as unknown as Cache;

  test('is playable by itself and tells length and mouth', async () => {
    const spoken = await synthesizePhrase(
      { ...depsOf(createScriptedVoice()), cache: cacheOf(new Map()) },
      phrase,
      call,
    );
    const audio = Buffer.from(spoken.audio_base64, 'base64');
    expect([audio.toString('latin1', 0, 4), audio.toString('latin1', 8, 12), audio.readUInt32LE(24)]).toEqual([
      'RIFF',
      'WAVE',
      8_000,
    ]);
    expect(audio.length).toBe(44 + phrase.text.length * 320);
    expect(spoken).toMatchObject({ content_type: 'audio/wav', duration_ms: 240, source: 'emulated' });
    expect(spoken.visemes.at(-1)?.viseme).toBe(0);
  });

  test('keeps its own format where that is a file already', async () => {
    const voice = createScriptedVoice({ contentType: 'audio/mpeg' });
    const spoken = await synthesizePhrase({ ...depsOf(voice), cache: cacheOf(new Map()) }, phrase, call);
    expect(spoken).toMatchObject({ content_type: 'audio/mpeg', duration_ms: 240 });
  });

  test('is kept only when it is marked, and found by its content alone', async () => {
    const entries = new Map<string, string>();
    const voice = createScriptedVoice();
    const deps = { ...depsOf(voice), cache: cacheOf(entries) };
    await synthesizePhrase(deps, phrase, call);
    expect(entries.size).toBe(0);
    const marked = { ...phrase, cache_key: 'greeting' };
    const first = await synthesizePhrase(deps, marked, call);
    expect(await synthesizePhrase(deps, { ...marked, text: ' Hello,  dear. ', cache_key: 'other' }, call)).toEqual({
      ...first,
      source: 'cache',
    });
    await synthesizePhrase(deps, { ...marked, text: 'Goodbye, dear.' }, call);
    await synthesizePhrase(deps, { ...marked, voice_params: { ...DEFAULT_VOICE_PARAMS, tempo: 0.8 } }, call);
    expect([voice.requests.length, entries.size]).toEqual([4, 3]);
    expect([...entries.keys()].join()).not.toContain('Hello');
  });

  test('is spoken also when the cache fails or holds rubbish', async () => {
    const broken = { get: async () => Promise.reject(busy), set: async () => Promise.reject(busy) } as unknown as Cache;
    const marked = { ...phrase, cache_key: 'greeting' };
    expect(await synthesizePhrase({ ...depsOf(createScriptedVoice()), cache: broken }, marked, call)).toMatchObject({
      source: 'emulated',
    });
    const rubbish = { ...cacheOf(new Map()), get: async () => '{"audio_base64":1}' } as unknown as Cache;
    expect(await synthesizePhrase({ ...depsOf(createScriptedVoice()), cache: rubbish }, marked, call)).toMatchObject({
      source: 'emulated',
    });
  });

  test('fails with the failure of the vendor', async () => {
    const voice = createScriptedVoice({ failures: { 0: { afterWords: 0, error: refused } } });
    await expect(synthesizePhrase({ ...depsOf(voice), cache: cacheOf(new Map()) }, phrase, call)).rejects.toBe(refused);
  });
});
