import { describe, expect, test } from 'vitest';
import { collectSpeech, describeSpeechModel, speechRequest } from '#ports/speech-model.conformance';
import { timeCharacters } from './character-timing.ts';
import { createLocalSpeechModel } from './local-speech.ts';
import { hum } from './tone-track.ts';

describeSpeechModel('the tone track', async () => ({ model: await createLocalSpeechModel({ engine: 'tones' }) }));
// On a machine without espeak-ng this is the tone track again.
describeSpeechModel('the best local engine', async () => ({ model: await createLocalSpeechModel() }));

describe('local speech', () => {
  test('falls back to tones where espeak-ng is not installed', async () => {
    const model = await createLocalSpeechModel({ espeakCommand: 'no-such-program-here' });
    expect(model.name).toBe('local/tones-1');
  });

  test('says nothing for a text without letters', async () => {
    const model = await createLocalSpeechModel({ engine: 'tones' });
    expect(await collectSpeech(model.speak(speechRequest('🔥 ...')))).toEqual([]);
  });

  test('lasts as long as its alignment', async () => {
    for (const engine of ['tones', 'auto'] as const) {
      const model = await createLocalSpeechModel({ engine });
      const chunks = await collectSpeech(model.speak(speechRequest('Hello there, my friend.')));
      const bytes = chunks.reduce((sum, { audio }) => sum + audio.length, 0);
      expect((bytes / 2 / model.sampleRate) * 1_000).toBeCloseTo(chunks.at(-1)?.alignment?.endMs.at(-1) ?? 0, -1);
      expect(chunks.every(({ audio }) => audio.length % 2 === 0)).toBe(true);
    }
  });

  test('speaks at the speed of the language and pauses at signs', () => {
    const lengthOf = (text: string, lang: 'en' | 'ar' = 'en', speed = 1): number =>
      timeCharacters({ text, lang, speed }).endMs.at(-1) ?? 0;
    expect(lengthOf('fifteen letters')).toBeGreaterThan(700);
    expect(lengthOf('fifteen letters')).toBeLessThan(1_300);
    expect(lengthOf('fifteen letters', 'ar')).toBeGreaterThan(lengthOf('fifteen letters'));
    expect(lengthOf('one, two')).toBeGreaterThan(lengthOf('one two'));
    expect(lengthOf('at 12')).toBeGreaterThan(lengthOf('at ab'));
  });

  test('hums in the words and is silent between the sentences', () => {
    const alignment = timeCharacters({ text: 'La la. La', lang: 'en', speed: 1 });
    const pcm = Buffer.from(hum(alignment, 22_050));
    const loudness = (fromMs: number, toMs: number): number => {
      let most = 0;
      for (
        let at = 2 * Math.round(fromMs * 22.05);
        at + 2 <= Math.min(pcm.length, 2 * Math.round(toMs * 22.05));
        at += 2
      ) {
        most = Math.max(most, Math.abs(pcm.readInt16LE(at)));
      }
      return most;
    };
    const stop = alignment.characters.indexOf('.');
    const [pauseStart = 0, pauseEnd = 0] = [alignment.startMs[stop], alignment.endMs[stop]];
    expect(loudness(0, pauseStart)).toBeGreaterThan(2_000);
    expect(loudness(pauseStart + 5, pauseEnd - 5)).toBe(0);
  });
});
