import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '#kernel/call';
import type { Socket } from '#kernel/socket';
import { AppError } from '#kernel/error';
import type { SpeechChunk } from '#ports/speech-model';
import { AudioCutter, SpeechLength } from './audio.ts';
import { voiceStreamCommand } from './contract.ts';
import type { VoiceStreamCommand, VoiceStreamEvent } from './contract.ts';
import { mapVoiceParams } from './map-voice-params.ts';
import type { VoiceCoefficients } from './map-voice-params.ts';
import { PlaybackEstimate } from './playback-estimate.ts';
import { readAhead } from './read-ahead.ts';
import { SentenceQueue } from './sentence-queue.ts';
import type { Sentence } from './sentence-queue.ts';
import { speakText } from './speak-text.ts';
import type { SpeakTextDeps } from './speak-text.ts';
import { VisemeTrack } from './visemes.ts';

/** What a stream needs. */
export interface SpeechSessionDeps extends SpeakTextDeps {
  readonly settings: VoiceCoefficients & { readonly vendorTimeoutMs: number; readonly chunkBytes: number };
}

type Start = Extract<VoiceStreamCommand, { type: 'start' }>;
interface Speech {
  readonly sentence: Sentence;
  readonly chunks: AsyncIterable<SpeechChunk>;
}

/** An answer has far fewer; more is a fault of the caller. */
const MOST_WAITING = 100;
/** A listener who takes no audio holds the vendor up rather than the memory. */
const MOST_BUFFERED_BYTES = 512 * 1024;
const LOOK_AGAIN_MS = 20;

/**
 * One stream: sentences in, audio out in their order. While one sentence is sent, the next is already being spoken.
 * `stop` or a closed socket aborts the vendor at once.
 *
 * @see dialogue.md 6.2-6.3
 */
export class SpeechSession {
  readonly #deps: SpeechSessionDeps;
  readonly #socket: Socket;
  readonly #call: Call;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #queue = new SentenceQueue();
  readonly #playback = new PlaybackEstimate();
  #start: Start | undefined;
  #previousText: string | undefined;
  #sentences = 0;
  #sentBytes = 0;

  constructor(deps: SpeechSessionDeps, socket: Socket, call: Call) {
    this.#deps = deps;
    this.#socket = socket;
    this.#call = call;
    this.#signal = AbortSignal.any([this.#stop.signal, socket.closed, call.signal]);
    // Aborts reach the queue too, or the speaking loop would wait for a sentence for ever.
    this.#signal.addEventListener('abort', () => this.#queue.drop(), { once: true });
  }

  /** Serves the socket until it is closed. */
  async run(): Promise<void> {
    this.#deps.events.opened(this.#call.requestId);
    let speaking: Promise<void> | undefined;
    try {
      for await (const message of this.#socket.messages) {
        const command = readCommand(message);
        const fault = this.#findFault(command);
        if (!command || fault) return this.#refuse(fault ?? 'the message is not a command');
        if (command.type === 'stop') return this.#finish(command.spoken_chars);
        if (command.type === 'end') this.#queue.end();
        if (command.type === 'text')
          this.#queue.push({ index: command.index, text: command.text, previousText: command.previous_text });
        if (command.type === 'start') speaking = this.#begin(command);
      }
    } finally {
      this.#stop.abort();
      this.#queue.drop();
      await speaking;
      this.#socket.close(1000);
      this.#deps.events.closed(this.#call.requestId, { sentences: this.#sentences, sentBytes: this.#sentBytes });
    }
  }

  /** The process stops: the listener loses the rest. */
  close(): void {
    this.#socket.close(1001, 'the service stops');
  }

  #findFault(command: VoiceStreamCommand | undefined): string | undefined {
    if (!command) return 'the message is not a command';
    if (command.type === 'stop') return undefined;
    if (command.type === 'start') return this.#start ? 'the stream has started already' : undefined;
    if (!this.#start) return 'the first message has to be start';
    return this.#queue.size >= MOST_WAITING ? 'too many sentences wait' : undefined;
  }

  #refuse(reason: string): void {
    this.#deps.events.refused(this.#call.requestId, reason);
    this.#socket.close(1008, reason);
  }

  #finish(told: number | undefined): void {
    this.#stop.abort();
    const spokenChars = told ?? this.#playback.spokenCharacters(this.#deps.clock.nowMs());
    this.#send({ type: 'stopped', spoken_chars: spokenChars });
    this.#deps.events.stopped(this.#call.requestId, spokenChars);
  }

  async #begin(start: Start): Promise<void> {
    this.#start = start;
    const { contentType, sampleRate, source } = this.#deps.speechModel;
    this.#send({ type: 'started', content_type: contentType, sample_rate: sampleRate, source });
    try {
      await this.#speakAll(start);
      if (!this.#signal.aborted) this.#send({ type: 'end' });
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#send({ type: 'audio_unavailable', reason: error instanceof AppError ? error.code : 'internal' });
    }
    this.#socket.close(1000);
  }

  async #speakAll(start: Start): Promise<void> {
    let speech = await this.#takeNext(start, Promise.resolve());
    while (speech) {
      const sent = this.#sendSpeech(speech);
      const next = this.#takeNext(start, sent);
      await sent;
      speech = await next;
    }
  }

  /** The sentence ahead waits for the text after it, for the melody, but no longer than until its turn comes. */
  async #takeNext(start: Start, sent: Promise<void>): Promise<Speech | undefined> {
    const sentence = await this.#queue.take();
    if (!sentence) return undefined;
    const hasTurn = sent.then(
      () => true,
      () => false,
    );
    const mayCome = await Promise.race([hasTurn, this.#queue.untilNextIsKnown().then(() => true)]);
    return mayCome && !this.#signal.aborted ? { sentence, chunks: this.#speak(start, sentence) } : undefined;
  }

  #speak(start: Start, sentence: Sentence): AsyncIterable<SpeechChunk> {
    const previousText = sentence.previousText ?? this.#previousText;
    this.#previousText = sentence.text;
    const request = {
      text: sentence.text,
      lang: start.lang,
      settings: mapVoiceParams(start.voice_params, this.#deps.settings),
      previousText,
      nextText: this.#queue.peekText(),
      timeoutMs: this.#deps.settings.vendorTimeoutMs,
      signal: this.#signal,
    };
    return readAhead(speakText(this.#deps, this.#call.requestId, request));
  }

  async #sendSpeech({ sentence: { index, text }, chunks }: Speech): Promise<void> {
    const { speechModel, settings, clock } = this.#deps;
    const [track, length, cutter] = [
      new VisemeTrack(),
      new SpeechLength(speechModel, text),
      new AudioCutter(settings.chunkBytes),
    ];
    this.#send({ type: 'sentence', index, text });
    this.#sentences++;
    let hasBegun = false;
    const begin = (): void => {
      if (!hasBegun) this.#playback.begin(text, clock.nowMs());
      hasBegun = true;
    };
    for await (const chunk of chunks) {
      begin();
      length.add(chunk);
      if (chunk.alignment) this.#playback.add(chunk.alignment);
      this.#sendVisemes(index, chunk.alignment ? track.add(chunk.alignment) : []);
      for (const piece of cutter.cut(chunk.audio)) await this.#sendAudio(piece);
    }
    for (const piece of cutter.end()) await this.#sendAudio(piece);
    begin();
    const { durationMs } = length;
    this.#sendVisemes(index, track.end(durationMs));
    this.#playback.end(durationMs);
    this.#send({ type: 'sentence_end', index, duration_ms: durationMs });
  }

  #sendVisemes(index: number, visemes: readonly { at_ms: number; viseme: number }[]): void {
    if (visemes.length > 0) this.#send({ type: 'visemes', index, visemes: [...visemes] });
  }

  async #sendAudio(piece: Uint8Array): Promise<void> {
    while (this.#socket.bufferedBytes() > MOST_BUFFERED_BYTES)
      await sleep(LOOK_AGAIN_MS, undefined, { signal: this.#signal });
    this.#signal.throwIfAborted();
    this.#sentBytes += piece.length;
    this.#socket.send(piece);
  }

  #send(event: VoiceStreamEvent): void {
    this.#socket.send(JSON.stringify(event));
  }
}

function readCommand(message: string | Uint8Array): VoiceStreamCommand | undefined {
  if (typeof message !== 'string') return undefined;
  try {
    const parsed = voiceStreamCommand.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
