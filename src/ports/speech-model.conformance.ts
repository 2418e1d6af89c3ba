import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SpeechChunk, SpeechModel, SpeechRequest } from './speech-model.ts';

/** An adapter and what to close after the suite. */
export interface SpeechModelUnderTest {
  readonly model: SpeechModel;
  readonly close?: () => Promise<void>;
}

const settings = { stability: 0.6, similarityBoost: 0.7, style: 0.4, useSpeakerBoost: true, speed: 1 };

/** A request as the voice service makes it. */
export function speechRequest(text: string, more: Partial<SpeechRequest> = {}): SpeechRequest {
  return { text, lang: 'en', settings, timeoutMs: 10_000, signal: new AbortController().signal, ...more };
}

/** All chunks of one text. */
export async function collectSpeech(chunks: AsyncIterable<SpeechChunk>): Promise<readonly SpeechChunk[]> {
  const all: SpeechChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

const TEXTS = [
  ['en', 'We found it: size M, 349.50 AED, on level two.'],
  ['ru', 'Смотри, что висит на втором этаже!'],
  ['ar', 'شوفي هذا الفستان، مقاسك موجود.'],
] as const;

/** What every adapter of the speech port has to do. */
export function describeSpeechModel(name: string, make: () => Promise<SpeechModelUnderTest>): void {
  describe(name, () => {
    let subject: SpeechModelUnderTest;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => subject.close?.());

    test('says who speaks and in which format', () => {
      expect(subject.model.name).toMatch(/^[\w.-]+\/[\w.:-]+$/);
      expect(subject.model.contentType).toMatch(/^audio\//);
      expect(subject.model.sampleRate).toBeGreaterThanOrEqual(8_000);
    });

    test.each(TEXTS)('speaks %s, with a moment for each character', async (lang, text) => {
      const chunks = await collectSpeech(subject.model.speak(speechRequest(text, { lang })));
      expect(chunks.reduce((sum, { audio }) => sum + audio.length, 0)).toBeGreaterThan(1_000);
      const alignments = chunks.flatMap(({ alignment }) => alignment ?? []);
      expect(alignments.flatMap(({ characters }) => characters).join('')).toBe(text);
      const moments = alignments.flatMap(({ startMs, endMs }) =>
        startMs.map((start, at) => [start, endMs[at] ?? -1] as const),
      );
      moments.forEach(([start, end], at) => {
        expect(end).toBeGreaterThanOrEqual(start);
        expect(start).toBeGreaterThanOrEqual(moments[at - 1]?.[0] ?? 0);
      });
    });

    test('speaks faster when asked to', async () => {
      const lengthAt = async (speed: number): Promise<number> => {
        const request = speechRequest('A sentence of some length, spoken twice.', { settings: { ...settings, speed } });
        const chunks = await collectSpeech(subject.model.speak(request));
        return chunks.reduce((sum, { audio }) => sum + audio.length, 0);
      };
      expect(await lengthAt(1.15)).toBeLessThan(await lengthAt(0.75));
    });

    test('falls silent when the caller goes away', async () => {
      const caller = new AbortController();
      const speaking = collectSpeech(
        subject.model.speak(speechRequest('word '.repeat(100), { signal: caller.signal })),
      );
      caller.abort();
      await expect(speaking).rejects.toThrow();
    });
  });
}
