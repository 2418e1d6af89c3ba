import { describe, expect, test } from 'vitest';
import { VoicePlayer } from './voice-player.ts';
import type { AudioOutput, VoiceSocket } from './voice-player.ts';

function makePlayer() {
  const sent: string[] = [];
  const played: number[] = [];
  const heard = { ms: 0, stops: 0 };
  const captions: string[] = [];
  const outcomes: string[] = [];
  const visemes: number[] = [];
  const socket: VoiceSocket = {
    binaryType: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (data) => void sent.push(data),
    close: () => undefined,
  };
  const output: AudioOutput = {
    play: async (bytes) => (played.push(bytes.length), bytes.length),
    stop: () => void (heard.stops += 1),
    level: () => 0,
    playedMs: () => heard.ms,
  };
  const player = new VoicePlayer(
    {
      connect: () => socket,
      token: async () => 'secret',
      output,
      onVisemes: (each) => visemes.push(...each.map((viseme) => viseme.atMs)),
      onSentence: (sentence) => captions.push(`${sentence.startsAtMs} ${sentence.text}`),
      onEnd: (outcome) => outcomes.push(outcome),
    },
    'request',
  );
  socket.onopen?.(undefined as never);
  const tell = (event: object) => socket.onmessage?.({ data: JSON.stringify(event) });
  const bytes = (length: number) => socket.onmessage?.({ data: new ArrayBuffer(length) });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { player, socket, sent, played, heard, captions, outcomes, visemes, tell, bytes, settle };
}

const started = (contentType: string) => ({
  type: 'started',
  content_type: contentType,
  sample_rate: 16_000,
  source: 'emulated',
});

describe('the voice player', () => {
  test('authorizes with its first message', async () => {
    const context = makePlayer();
    await context.settle();
    expect(context.sent.map((each) => JSON.parse(each))).toEqual([{ type: 'authorize', token: 'secret' }]);
  });

  test('encoded audio is played sentence by sentence, in order', async () => {
    const context = makePlayer();
    context.tell(started('audio/mpeg'));
    for (const [index, text] of ['One.', 'Two.'].entries()) {
      context.tell({ type: 'sentence', index, text });
      context.bytes(300);
      context.bytes(200);
      context.tell({ type: 'sentence_end', index, duration_ms: 500 });
    }
    context.tell({ type: 'end' });
    await context.settle();
    expect(context.played).toEqual([500, 500]);
    expect(context.captions).toEqual(['0 One.', '500 Two.']);
    expect(context.outcomes).toEqual(['finished']);
  });

  test('PCM is played as it comes', async () => {
    const context = makePlayer();
    context.tell(started('audio/pcm'));
    context.tell({ type: 'sentence', index: 0, text: 'One.' });
    context.bytes(100);
    context.bytes(100);
    await context.settle();
    expect(context.played).toEqual([100, 100]);
  });

  test('barge-in silences in the same call, tells how far it was heard, and plays nothing more', async () => {
    const context = makePlayer();
    context.tell(started('audio/pcm'));
    context.tell({ type: 'sentence', index: 0, text: 'A hundred characters'.repeat(5) });
    context.bytes(1_000);
    await context.settle();
    context.heard.ms = 500;
    context.player.stop();
    expect(context.heard.stops).toBe(1);
    expect(context.outcomes).toEqual(['stopped']);
    expect(JSON.parse(context.sent.at(-1) ?? '')).toEqual({ type: 'stop', spoken_chars: 50 });
    context.bytes(1_000);
    context.player.stop();
    await context.settle();
    expect(context.played).toEqual([1_000]);
    expect(context.heard.stops).toBe(1);
  });

  test('a barge-in after everything was received is still told, until all has been heard', async () => {
    const context = makePlayer();
    context.tell(started('audio/pcm'));
    context.tell({ type: 'sentence', index: 0, text: 'Ten chars.' });
    context.bytes(1_000);
    context.tell({ type: 'end' });
    await context.settle();
    expect(context.outcomes).toEqual(['finished']);
    context.heard.ms = 200;
    context.player.stop();
    expect(JSON.parse(context.sent.at(-1) ?? '')).toEqual({ type: 'stop', spoken_chars: 2 });
    expect(context.outcomes).toEqual(['finished']);
  });

  test('shapes of the mouth are timed from the start of their sentence, also between pieces of sound', async () => {
    const context = makePlayer();
    context.tell(started('audio/pcm'));
    for (const index of [0, 1]) {
      context.tell({ type: 'sentence', index, text: 'Words.' });
      context.tell({ type: 'visemes', index, visemes: [{ at_ms: 10, viseme: 1 }] });
      context.bytes(400);
      context.tell({ type: 'visemes', index, visemes: [{ at_ms: 450, viseme: 2 }] });
      context.bytes(600);
      context.tell({ type: 'sentence_end', index, duration_ms: 1_000 });
    }
    await context.settle();
    expect(context.visemes).toEqual([10, 450, 1_010, 1_450]);
  });

  test('without a voice the text stands alone', async () => {
    const context = makePlayer();
    context.tell({ type: 'audio_unavailable', reason: 'vendor' });
    await context.settle();
    expect(context.outcomes).toEqual(['unavailable']);
  });
});
