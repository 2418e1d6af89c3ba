import { ElevenLabsClient, ElevenLabsError } from '@elevenlabs/elevenlabs-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Emulator } from '#kernel/emulator';
import { createElevenLabsEmulator } from './emulator.ts';
import { collectAll, noise } from './noise.fixture.ts';

const voiceId = 'EXAVITQu4vr4xnSDxMaL';
const modelName = 'eleven_flash_v2_5';

describe('the official SDK against the emulator', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createElevenLabsEmulator({ speechModel: noise });
  });
  afterAll(() => emulator.close());
  const sdk = (apiKey = 'test-key'): ElevenLabsClient =>
    new ElevenLabsClient({ apiKey, baseUrl: emulator.url, maxRetries: 0 });
  const request = { text: 'We found it, size M.', modelId: modelName, outputFormat: 'pcm_24000' as const };

  test('reads the same bytes whole, streamed and with timestamps', async () => {
    const speech = sdk().textToSpeech;
    const sizeOf = async (stream: AsyncIterable<Uint8Array>): Promise<number> =>
      Buffer.concat(await collectAll(stream)).length;
    const whole = await sizeOf(await speech.convert(voiceId, request));
    expect(whole).toBeGreaterThan(24_000);
    expect(await sizeOf(await speech.stream(voiceId, request))).toBe(whole);
    const timed = await speech.convertWithTimestamps(voiceId, request);
    expect(Buffer.from(timed.audioBase64, 'base64')).toHaveLength(whole);
    expect(timed.alignment?.characters.join('')).toBe(request.text);
    const lines = await collectAll(await speech.streamWithTimestamps(voiceId, request));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.reduce((sum, line) => sum + Buffer.from(line.audioBase64, 'base64').length, 0)).toBe(whole);
    expect(lines.flatMap((line) => line.alignment?.characters ?? []).join('')).toBe(request.text);
  });

  test('sees the headers of a call', async () => {
    const { rawResponse } = await sdk().textToSpeech.convertWithTimestamps(voiceId, request).withRawResponse();
    expect(rawResponse.headers.get('character-cost')).toBe(String(request.text.length));
    expect(rawResponse.headers.get('request-id')).toMatch(/^\w{20}$/);
  });

  test('hears the statuses of the refusals', async () => {
    const speech = sdk().textToSpeech;
    const tooLong = { ...request, modelId: 'eleven_v3', text: 'x'.repeat(3_001) };
    const wrongSpeed = { ...request, voiceSettings: { speed: 3 } };
    const failures: [Promise<unknown>, number, unknown][] = [
      [sdk('invalid').textToSpeech.convert(voiceId, request), 401, { detail: { status: 'invalid_api_key' } }],
      [speech.convert('nobody', request), 404, { detail: { status: 'voice_not_found' } }],
      [speech.convert(voiceId, tooLong), 400, { detail: { status: 'max_character_limit_exceeded' } }],
      [
        speech.convert(voiceId, { ...request, modelId: 'eleven_v3', previousText: 'x' }),
        400,
        { detail: { status: 'unsupported_model' } },
      ],
      [
        speech.convert(voiceId, { ...request, outputFormat: 'mp3_44100_128' }),
        400,
        { detail: { status: 'output_format_not_emulated' } },
      ],
      [speech.convert(voiceId, wrongSpeed), 422, { detail: [{ loc: ['body', 'voice_settings', 'speed'] }] }],
      [speech.convert(voiceId, { ...request, text: '[[fault:429]]' }), 429, { detail: { status: 'system_busy' } }],
    ];
    for (const [failure, statusCode, body] of failures) {
      const error = await failure.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ElevenLabsError);
      expect(error).toMatchObject({ statusCode, body });
    }
  });
});
