import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VoiceParams } from '#dialogue/model/persona';
import type { SpeechAlignment } from '#ports/speech-model';
import { AudioCutter, SpeechLength } from './audio.ts';
import { mapVoiceParams } from './map-voice-params.ts';
import { readAhead } from './read-ahead.ts';
import { SentenceQueue } from './sentence-queue.ts';
import { VisemeTrack } from './visemes.ts';

const coefficients = { stabilityBase: 0.4, stabilityPerWarmth: 0.3, similarityBoost: 0.7, styleOffset: 0.3 };

describe('the mapping of voice parameters', () => {
  test.each([
    ['friendly_upbeat', 0.8, 1.1, 0.1, 'high', 0.64, 0.4],
    ['friendly_warm', 0.7, 1.0, 0.2, 'warm', 0.61, 0.5],
    ['soft_calm', 0.7, 0.9, 0.1, 'subdued', 0.61, 0.4],
    ['soft_empathetic', 0.9, 0.8, 0.1, 'subdued', 0.67, 0.4],
    ['neutral_confident', 0.5, 1.0, 0.3, 'moderate', 0.55, 0.6],
    ['energetic_happy', 0.8, 1.2, 0.1, 'high', 0.64, 0.4],
  ] as const)(
    'gives %s the values of the table',
    (preset, warmth, tempo, tension, expressiveness, stability, style) => {
      const params: VoiceParams = { preset, warmth, tempo, tension, expressiveness };
      expect(mapVoiceParams(params, coefficients)).toEqual({
        stability,
        similarityBoost: 0.7,
        style,
        useSpeakerBoost: true,
        speed: tempo,
      });
    },
  );

  test('never leaves the range, whatever the coefficients', () => {
    const params: VoiceParams = { preset: 'soft_calm', warmth: 1, tempo: 1, tension: 1, expressiveness: 'high' };
    expect(mapVoiceParams(params, { ...coefficients, stabilityPerWarmth: 9 })).toMatchObject({
      stability: 1,
      style: 1,
    });
  });
});

describe('the mouth', () => {
  const align = (text: string, eachMs = 100): SpeechAlignment => {
    const characters = [...text];
    const startMs = characters.map((_, at) => at * eachMs);
    return { characters, startMs, endMs: startMs.map((ms) => ms + eachMs) };
  };
  const mouthOf = (text: string, eachMs?: number): string =>
    new VisemeTrack()
      .add(align(text, eachMs))
      .map(({ viseme }) => viseme)
      .join('');

  test.each([
    ['Mood', '43'],
    ['level', '52625'],
    ['family', '614151'],
    ['Мама', '4141'],
    ['куплю', '3453'],
    ['фон', '63'],
    ['ёлка', '351'],
    ['بابا', '4141'],
    ['فول', '635'],
    ['12', '2'],
  ])('of "%s" moves through %s', (text, codes) => expect(mouthOf(text)).toBe(codes));

  test('closes at signs and at long pauses, not between quick words', () => {
    expect(mouthOf('ma, ma')).toBe('41041');
    expect(mouthOf('ma ma', 100)).toBe('4141');
    expect(mouthOf('ma ma', 200)).toBe('41041');
  });

  test('goes on over chunks without repeating itself, and rests at the end', () => {
    const track = new VisemeTrack();
    expect(track.add(align('ma'))).toHaveLength(2);
    expect(track.add(align('a'))).toHaveLength(0);
    expect(track.end(500)).toEqual([{ at_ms: 500, viseme: 0 }]);
    expect(track.end(600)).toEqual([]);
  });
});

describe('audio', () => {
  test('is cut into pieces of the limit without loss and never through a sample', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (chunks, size) => {
          const cutter = new AudioCutter(size);
          const pieces = chunks.flatMap((chunk) => [...cutter.cut(chunk)]);
          expect(
            pieces.every((piece) => piece.length % 2 === 0 && piece.length > 0 && piece.length <= Math.max(2, size)),
          ).toBe(true);
          expect(Buffer.concat([...pieces, ...cutter.end()])).toEqual(Buffer.concat(chunks));
        },
      ),
    );
  });

  test('has the length of its samples, of its alignment, or of its text', () => {
    const audio = new Uint8Array(16_000);
    const alignment = { characters: ['a'], startMs: [0], endMs: [700] };
    const lengthOf = (contentType: string, aligned: boolean): number => {
      const length = new SpeechLength({ contentType, sampleRate: 8_000 }, 'fifteen letters');
      length.add({ audio, alignment: aligned ? alignment : null });
      return length.durationMs;
    };
    expect([lengthOf('audio/pcm', true), lengthOf('audio/mpeg', true), lengthOf('audio/mpeg', false)]).toEqual([
      1_000, 700, 1_000,
    ]);
  });
});

describe('reading ahead', () => {
  test('starts before anybody takes, keeps the order and hands the failure on where it happened', async () => {
    let read = 0;
    async function* numbers(): AsyncGenerator<number> {
      for (; read < 3; read++) yield read;
      throw new RangeError('over');
    }
    const ahead = readAhead(numbers());
    await expect.poll(() => read).toBe(3);
    const taken: number[] = [];
    await expect(async () => {
      for await (const number of ahead) taken.push(number);
    }).rejects.toThrow('over');
    expect(taken).toEqual([0, 1, 2]);
  });
});

describe('the queue of sentences', () => {
  test('hands out what waits and then ends, or drops it', async () => {
    const sentence = (index: number) => ({ index, text: String(index), previousText: undefined });
    const queue = new SentenceQueue();
    const early = queue.take();
    queue.push(sentence(0));
    queue.push(sentence(1));
    queue.push(sentence(2));
    expect([(await early)?.index, queue.peekText(), queue.size]).toEqual([0, '1', 2]);
    queue.end();
    queue.push(sentence(3));
    expect((await queue.take())?.index).toBe(1);
    queue.drop();
    expect(await queue.take()).toBeUndefined();
    const waiting = new SentenceQueue();
    const taker = waiting.take();
    waiting.drop();
    expect(await taker).toBeUndefined();
  });
});
