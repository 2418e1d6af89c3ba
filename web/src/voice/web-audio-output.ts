import type { AudioFormat, AudioOutput } from '../../../client/voice-player.ts';

/** Chunks are scheduled this far ahead, so that the first one does not crackle. */
const LEAD_SECONDS = 0.06;

/**
 * Plays through Web Audio: each chunk starts where the last one ends; `stop` silences everything in the same call.
 * Make it in the handler of a tap or a key, else browsers keep it silent.
 */
export function createWebAudioOutput(
  context = new AudioContext(),
): AudioOutput & { readonly unlock: () => Promise<void> } {
  const meter = context.createAnalyser();
  meter.fftSize = 512;
  meter.connect(context.destination);
  const samples = new Float32Array(meter.fftSize);
  const sources = new Set<AudioBufferSourceNode>();
  let nextAt = 0;
  let gapSeconds = 0;
  let startedAt: number | null = null;
  let generation = 0;

  const schedule = (buffer: AudioBuffer): number => {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(meter);
    const at = Math.max(context.currentTime + LEAD_SECONDS, nextAt);
    if (startedAt === null) startedAt = at;
    else gapSeconds += Math.max(0, at - nextAt);
    source.start(at);
    sources.add(source);
    source.onended = () => sources.delete(source);
    nextAt = at + buffer.duration;
    return buffer.duration * 1000;
  };

  return {
    unlock: async () => {
      if (context.state !== 'running') await context.resume();
    },
    play: async (bytes, format) => {
      const mine = generation;
      const buffer =
        format.kind === 'pcm'
          ? readPcm(context, bytes, format)
          : await context.decodeAudioData(new Uint8Array(bytes).buffer);
      return mine === generation ? schedule(buffer) : 0;
    },
    stop: () => {
      generation += 1;
      for (const source of sources) source.stop();
      sources.clear();
      nextAt = 0;
      gapSeconds = 0;
      startedAt = null;
    },
    level: () => {
      if (sources.size === 0) return 0;
      meter.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
      // Speech sits around -20 dBFS: an RMS of 0.25 counts as a full open mouth.
      return Math.min(1, Math.sqrt(power) * 4);
    },
    playedMs: () =>
      startedAt === null ? 0 : Math.max(0, Math.min(context.currentTime, nextAt) - startedAt - gapSeconds) * 1000,
  };
}

function readPcm(context: AudioContext, bytes: Uint8Array, format: AudioFormat): AudioBuffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = Math.max(1, Math.floor(bytes.byteLength / 2));
  const buffer = context.createBuffer(1, frames, format.sampleRate);
  const channel = buffer.getChannelData(0);
  for (let index = 0; index * 2 + 1 < bytes.byteLength; index++)
    channel[index] = view.getInt16(index * 2, true) / 32_768;
  return buffer;
}
