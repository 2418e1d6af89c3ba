import type { VoiceStreamEvent } from '#dialogue/voice/contract';

/** Plays decoded or raw audio in order. The browser's is made of Web Audio; tests give their own. */
export interface AudioOutput {
  /** Queues the audio of (a part of) a sentence; resolves when it has been scheduled, with its length in ms. */
  readonly play: (bytes: Uint8Array, format: AudioFormat) => Promise<number>;
  /** Silence at once: whatever is scheduled is dropped. */
  readonly stop: () => void;
  /** Loudness now, 0-1. */
  readonly level: () => number;
  /** Milliseconds of audio that have been heard since the last stop. */
  readonly playedMs: () => number;
}

/** How to read the bytes. `pcm` is signed 16-bit little-endian, one channel. */
export interface AudioFormat {
  readonly kind: 'pcm' | 'encoded';
  readonly contentType: string;
  readonly sampleRate: number;
}

/** A WebSocket as the player needs it. */
export interface VoiceSocket {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  readonly send: (data: string) => void;
  readonly close: () => void;
}

/** What a voice player needs. */
export interface VoicePlayerDeps {
  readonly connect: (path: string) => VoiceSocket;
  readonly token: () => Promise<string>;
  readonly output: AudioOutput;
  /** A sentence is scheduled: it sounds when `output.playedMs()` reaches `startsAtMs`. For captions. */
  readonly onSentence?: (sentence: {
    readonly index: number;
    readonly text: string;
    readonly startsAtMs: number;
  }) => void;
  readonly onVisemes?: (visemes: readonly { readonly atMs: number; readonly viseme: number }[]) => void;
  readonly onSource?: (source: Extract<VoiceStreamEvent, { type: 'started' }>['source']) => void;
  /** Told once: everything has been received (it may still sound), it was stopped, or no voice came. */
  readonly onEnd: (outcome: 'finished' | 'stopped' | 'unavailable') => void;
}

interface Spoken {
  readonly startsAtMs: number;
  readonly lengthMs: number;
  readonly chars: number;
}

/**
 * Speaks one answer: attaches to `WS /api/v1/voice/{request_id}`, plays what comes in order, and stops within the call
 * of `stop`. Encoded audio is decoded sentence by sentence, PCM is played as it arrives.
 * @see dialogue.md 6.2, 6.3
 */
export class VoicePlayer {
  readonly #deps: VoicePlayerDeps;
  readonly #socket: VoiceSocket;
  #format: AudioFormat = { kind: 'encoded', contentType: 'audio/mpeg', sampleRate: 44_100 };
  #sentence = { index: -1, text: '', announced: true };
  #bytes: Uint8Array[] = [];
  #scheduledMs = 0;
  #sentenceStartMs = 0;
  #isOpen = false;
  #spoken: Spoken[] = [];
  #queue: Promise<void> = Promise.resolve();
  /** `received`: all audio is here and may still sound, so that a barge-in can still be told. */
  #state: 'open' | 'received' | 'over' = 'open';

  constructor(deps: VoicePlayerDeps, requestId: string) {
    this.#deps = deps;
    this.#socket = deps.connect(`/api/v1/voice/${requestId}`);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = () => {
      this.#isOpen = true;
      void deps.token().then(
        (token) => this.#send({ type: 'authorize', token }),
        () => this.#finish('unavailable'),
      );
    };
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onerror = () => this.#finish('unavailable');
    this.#socket.onclose = () => {
      this.#isOpen = false;
      this.#enqueue(async () => this.#finish('finished'));
    };
  }

  /** Barge-in: silence in this very call; the server is told how far it was heard. */
  stop(): void {
    if (this.#state === 'over') return;
    const spokenChars = this.spokenChars();
    this.#deps.output.stop();
    this.#send({ type: 'stop', spoken_chars: spokenChars });
    const wasOpen = this.#state === 'open';
    this.release();
    if (wasOpen) this.#deps.onEnd('stopped');
  }

  /** Everything has been heard: lets the connection go. */
  release(): void {
    this.#state = 'over';
    this.#socket.close();
  }

  /** How many characters of the spoken text have been heard; inside a sentence by its share of time. */
  spokenChars(): number {
    const heardMs = this.#deps.output.playedMs();
    return this.#spoken.reduce((sum, part) => {
      const share = part.lengthMs === 0 ? 1 : Math.min(1, Math.max(0, (heardMs - part.startsAtMs) / part.lengthMs));
      return sum + Math.floor(part.chars * share);
    }, 0);
  }

  #send(command: object): void {
    if (this.#isOpen) this.#socket.send(JSON.stringify(command));
  }

  #receive(data: unknown): void {
    if (this.#state !== 'open') return;
    if (typeof data !== 'string') {
      const bytes = new Uint8Array(data as ArrayBuffer);
      // What the bytes are is known only once the messages before them have been taken.
      return this.#enqueue(async () =>
        this.#format.kind === 'pcm' ? this.#play(bytes) : void this.#bytes.push(bytes),
      );
    }
    const event = readEvent(data);
    if (event) this.#enqueue(() => this.#apply(event));
  }

  async #apply(event: VoiceStreamEvent): Promise<void> {
    switch (event.type) {
      case 'started':
        this.#format = {
          kind: /pcm|\bL16\b/i.test(event.content_type) ? 'pcm' : 'encoded',
          contentType: event.content_type,
          sampleRate: event.sample_rate,
        };
        return this.#deps.onSource?.(event.source);
      case 'sentence':
        await this.#flush();
        this.#sentenceStartMs = this.#scheduledMs;
        this.#sentence = { index: event.index, text: event.text, announced: false };
        return;
      case 'visemes':
        return this.#deps.onVisemes?.(
          event.visemes.map((each) => ({ atMs: this.#sentenceStartMs + each.at_ms, viseme: each.viseme })),
        );
      case 'sentence_end':
        return this.#flush();
      case 'audio_unavailable':
        return this.#finish('unavailable');
      case 'stopped':
        return this.#finish('stopped');
      case 'end':
        await this.#flush();
        return this.#finish('finished');
    }
  }

  async #flush(): Promise<void> {
    const parts = this.#bytes;
    this.#bytes = [];
    if (parts.length > 0) await this.#play(join(parts));
  }

  async #play(bytes: Uint8Array): Promise<void> {
    if (this.#state !== 'open' || bytes.length === 0) return;
    const lengthMs = await this.#deps.output.play(bytes, this.#format);
    const startsAtMs = this.#scheduledMs;
    const { index, text, announced } = this.#sentence;
    this.#scheduledMs += lengthMs;
    if (announced) {
      // PCM comes in pieces: the sentence grows, and what has been heard of it is a share of the whole.
      const last = this.#spoken.pop();
      if (last) this.#spoken.push({ ...last, lengthMs: last.lengthMs + lengthMs });
      return;
    }
    this.#spoken.push({ startsAtMs, lengthMs, chars: text.length });
    this.#sentence = { index, text, announced: true };
    this.#deps.onSentence?.({ index, text, startsAtMs });
  }

  #enqueue(run: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(() => (this.#state === 'open' ? run() : undefined))
      .catch(() => this.#finish('unavailable'));
  }

  #finish(outcome: 'finished' | 'stopped' | 'unavailable'): void {
    if (this.#state !== 'open') return;
    if (outcome === 'finished') this.#state = 'received';
    else this.release();
    this.#deps.onEnd(outcome);
  }
}

function readEvent(data: string): VoiceStreamEvent | null {
  try {
    return JSON.parse(data) as VoiceStreamEvent;
  } catch {
    return null;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
