import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { Emulator } from '#kernel/emulator';
import type { SpeechChunk, SpeechModel } from '#ports/speech-model';
import { collectSpeech, describeSpeechModel, speechRequest } from '#ports/speech-model.conformance';
import { createElevenLabsSpeechModel } from './client.ts';
import type { ElevenLabsDeps } from './client.ts';
import { createElevenLabsEmulator } from './emulator.ts';
import { capabilitiesOf, toVoiceSettings } from './model-capabilities.ts';
import { collectAll, noise } from './noise.fixture.ts';
import { readLines, TimedAudioReader } from './read-timed-audio.ts';

const voiceId = 'EXAVITQu4vr4xnSDxMaL';
const modelName = 'eleven_flash_v2_5';
const realKey = process.env['ELEVENLABS_API_KEY'];
const realVoice = process.env['ELEVENLABS_VOICE_ID'] ?? voiceId;

const start = (): Promise<Emulator> => createElevenLabsEmulator({ speechModel: noise, concurrency: 2 });
const connect = (baseUrl: string, more: Partial<ElevenLabsDeps> = {}): SpeechModel =>
  createElevenLabsSpeechModel({
    apiKey: 'test-key',
    baseUrl,
    voiceId,
    modelName,
    outputFormat: 'pcm_22050',
    source: 'emulated',
    ...more,
  });

describeSpeechModel('the ElevenLabs client against the emulator', async () => {
  const emulator = await start();
  return { model: connect(emulator.url), close: emulator.close };
});
if (realKey) {
  const more = { apiKey: realKey, voiceId: realVoice, outputFormat: 'mp3_44100_128', source: 'vendor' } as const;
  describeSpeechModel('the ElevenLabs client against ElevenLabs', async () => ({
    model: connect('https://api.elevenlabs.io', more),
  }));
}

describe('with a running emulator', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await start();
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());
  const speak = (
    text: string,
    more: Parameters<typeof speechRequest>[1] = {},
    deps: Partial<ElevenLabsDeps> = {},
  ): Promise<readonly SpeechChunk[]> => collectSpeech(connect(emulator.url, deps).speak(speechRequest(text, more)));

  test.each([
    ['a refused key', {}, { apiKey: 'invalid' }, { vendorStatus: 401, code: 'key_refused', isRetryable: false }],
    ['an unknown voice', {}, { voiceId: 'nobody' }, { vendorStatus: 404, code: 'not_found', isRetryable: false }],
    ['an unknown model', {}, { modelName: 'eleven_v9' }, { vendorStatus: 400, isRetryable: false }],
  ])('turns %s into a failure that is not repeated', async (_title, more, deps, expected) => {
    await expect(speak('Hello', more, deps)).rejects.toMatchObject({ vendor: 'elevenlabs', ...expected });
  });

  test.each([
    ['[[fault:429]] Hello', { vendorStatus: 429, code: 'rate_limited', isRetryable: true }],
    ['[[fault:500]] Hello', { vendorStatus: 500, code: 'vendor_failed', isRetryable: true }],
    ['[[fault:garbage]] Hello', { code: 'malformed_response' }],
    ['[[fault:cut]] Hello there', { vendor: 'elevenlabs', status: 502 }],
  ])('turns %s into one failure with the vendor in it', async (text, expected) => {
    await expect(speak(text)).rejects.toMatchObject(expected);
  });

  test('tells a spent quota from a busy moment', async () => {
    emulator.control({ quota: { calls: 0, window_ms: 60_000 } });
    await expect(speak('Hello')).rejects.toMatchObject({ code: 'quota_exhausted', isRetryable: false });
  });

  test('gives up on a silent vendor', async () => {
    await expect(speak('[[fault:timeout]]', { timeoutMs: 80 })).rejects.toMatchObject({
      status: 504,
      vendor: 'elevenlabs',
    });
    emulator.control({ faults: [{ kind: 'stall', after_bytes: 3_000 }] });
    await expect(speak('Hello, are you still there?', { timeoutMs: 80 })).rejects.toMatchObject({ status: 504 });
  });

  test('ends the call of the vendor when the listener leaves in the middle', async () => {
    emulator.control({ latency: { first_byte_ms: 0, per_chunk_ms: 30, jitter_ms: 0 } });
    for await (const chunk of connect(emulator.url).speak(speechRequest('word '.repeat(200)))) {
      expect(chunk.audio.length).toBeGreaterThan(0);
      break;
    }
    await expect.poll(() => emulator.journal()[0]?.ended).toBe('closed_by_client');
  });

  test('leaves out what a model does not understand', async () => {
    const context = {
      previousText: 'Before.',
      nextText: 'After.',
      settings: { stability: 0.6, similarityBoost: 0.7, style: 0.4, useSpeakerBoost: true, speed: 1.5 },
    };
    expect((await speak('Hello', context)).length).toBeGreaterThan(0);
    expect((await speak('Hello', context, { modelName: 'eleven_v3' })).length).toBeGreaterThan(0);
    expect((await speak('Hello', context, { modelName: 'eleven_multilingual_v2' })).length).toBeGreaterThan(0);
  });

  test('lets only as many calls run at once as the plan allows', async () => {
    emulator.control({ latency: { first_byte_ms: 200, per_chunk_ms: 20, jitter_ms: 0 } });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => speak('Hello there, my friend.')));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  test('speaks over the input socket, message by message', async () => {
    const socket = new WebSocket(
      `${emulator.url.replace('http', 'ws')}/v1/text-to-speech/${voiceId}/stream-input?output_format=pcm_22050`,
      {
        headers: { 'xi-api-key': 'test-key' },
      },
    );
    const messages: {
      audio: string | null;
      isFinal: boolean | null;
      alignment?: { chars: string[]; charStartTimesMs: number[] };
    }[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    for (const message of [{ text: ' ' }, { text: 'Hello ', flush: true }, { text: 'my friend ' }, { text: '' }])
      socket.send(JSON.stringify(message));
    expect(await closed).toBe(1000);
    expect(messages.at(-1)).toEqual({ audio: null, isFinal: true });
    expect(messages.flatMap(({ alignment }) => alignment?.chars ?? []).join('')).toBe('Hellomy friend');
    expect(messages.slice(0, -1).every(({ alignment }) => alignment?.charStartTimesMs[0] === 0)).toBe(true);
  });

  test('closes the input socket with 1008 for a wrong key', async () => {
    const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/v1/text-to-speech/${voiceId}/stream-input`);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(JSON.stringify({ text: ' ', xi_api_key: 'invalid' }));
    expect(await closed).toBe(1008);
  });
});

describe('the parts of the client', () => {
  test('clamp settings to the model, and expect little of an unknown one', () => {
    const settings = { stability: 1.2, similarityBoost: 0.7, style: 0.4, useSpeakerBoost: true, speed: 1.5 };
    expect(toVoiceSettings(settings, capabilitiesOf(modelName))).toEqual({
      stability: 1,
      similarity_boost: 0.7,
      style: 0.4,
      use_speaker_boost: true,
      speed: 1.2,
    });
    expect(toVoiceSettings(settings, capabilitiesOf('eleven_v3'))).toEqual({ stability: 1 });
    expect(capabilitiesOf('eleven_v9')).toMatchObject({ supportsContext: false, supportsWebsocket: false });
  });

  test('read lines from pieces that cut through letters', async () => {
    const bytes = Buffer.from('{"a":"ж"}\n\n{"b":1}\n{"c":2}');
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    expect(await collectAll(readLines(pieces()))).toEqual(['{"a":"ж"}', '{"b":1}', '{"c":2}']);
  });

  test('count times from the start of the text, whichever way the vendor counts', () => {
    const line = (text: string, from: number): string =>
      JSON.stringify({
        audio_base64: '',
        alignment: {
          characters: [...text],
          character_start_times_seconds: [...text].map((_, at) => from + at / 10),
          character_end_times_seconds: [...text].map((_, at) => from + (at + 1) / 10),
        },
      });
    const read = (...lines: string[]): unknown => {
      const reader = new TimedAudioReader();
      return lines.flatMap((text) => reader.read(text).alignment?.startMs);
    };
    expect(read(line('ab', 0), line('cd', 0.2))).toEqual([0, 100, 200, 300]);
    expect(read(line('ab', 0), line('cd', 0), line('e', 0))).toEqual([0, 100, 200, 300, 400]);
    expect(new TimedAudioReader().read('{"audio_base64":"AAA=","alignment":null}').alignment).toBeNull();
  });
});
