import type { SpeechChunk, SpeechModel } from '#ports/speech-model';

/** Says each word as noise of 60 ms a letter, faster with the speed. The real local engine belongs to another adapter. */
export const noise: SpeechModel = {
  name: 'test/noise',
  source: 'local',
  contentType: 'audio/pcm',
  sampleRate: 22_050,
  async *speak({ text, settings, signal }): AsyncGenerator<SpeechChunk> {
    const letterMs = 60 / settings.speed;
    let at = 0;
    for (const word of text.match(/\S+\s*/gu) ?? []) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal.throwIfAborted();
      const characters = [...word];
      const startMs = characters.map((_, n) => (at + n) * letterMs);
      at += characters.length;
      const samples = Int16Array.from(
        { length: Math.round(characters.length * letterMs * 22.05) },
        (_, n) => (n * 97) % 4_000,
      );
      yield {
        audio: new Uint8Array(samples.buffer),
        alignment: { characters, startMs, endMs: startMs.map((ms) => ms + letterMs) },
      };
    }
  },
};
/** Everything that an iterable gives. */
export async function collectAll<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
