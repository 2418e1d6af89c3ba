import { createObservable } from '../../../client/observable.ts';
import type { Observable } from '../../../client/observable.ts';
import { VoicePlayer } from '../../../client/voice-player.ts';
import { createWebAudioOutput } from './web-audio-output.ts';

/** What is being said now. */
export interface Speech {
  readonly requestId: string;
  /** Index of the sentence that sounds; -1 before the first. */
  readonly sentence: number;
  readonly text: string;
}

/** What the stage tells while it speaks, for the avatar's mouth. */
export interface SpeechFrame {
  readonly level: number;
  /** Shapes of the mouth that are due since the last frame. */
  readonly visemes: readonly number[];
}

interface Cue<T> {
  readonly atMs: number;
  readonly value: T;
}

const KEY = 'unde-voice';

/** The one voice of the page: speaks one answer at a time and falls silent in the call of `stop`. */
export class VoiceStage {
  readonly speech: Observable<Speech | null> = createObservable<Speech | null>(null);
  readonly isOn: Observable<boolean> = createObservable(localStorage.getItem(KEY) !== 'off');
  readonly #token: () => Promise<string>;
  #output: ReturnType<typeof createWebAudioOutput> | null = null;
  #player: VoicePlayer | null = null;
  #captions: Cue<Speech>[] = [];
  #visemes: Cue<number>[] = [];
  #endsAtMs: number | null = null;
  #scheduled = false;

  constructor(deps: { readonly token: () => Promise<string> }) {
    this.#token = deps.token;
  }

  /** Call it in the handler of a tap or a key: browsers allow sound only from there on. */
  unlock(): void {
    if (!this.isOn.get() || typeof AudioContext === 'undefined') return;
    this.#output ??= createWebAudioOutput();
    void this.#output.unlock().catch(() => undefined);
  }

  toggle(): void {
    const isOn = !this.isOn.get();
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
    this.isOn.set(isOn);
    if (isOn) this.unlock();
    else this.stop();
  }

  /** Attaches to the voice of an answer. Without a tap before, or with the voice off, nothing happens. */
  speak(requestId: string): void {
    const output = this.#output;
    if (!this.isOn.get() || !output) return;
    this.stop();
    output.stop();
    this.#scheduled = false;
    this.#player = new VoicePlayer(
      {
        connect: (path) => new WebSocket(new URL(path, location.href.replace(/^http/, 'ws'))) as never,
        token: this.#token,
        output,
        onSentence: (each) => {
          this.#scheduled = true;
          this.#captions.push({ atMs: each.startsAtMs, value: { requestId, sentence: each.index, text: each.text } });
        },
        onVisemes: (visemes) => this.#visemes.push(...visemes.map((each) => ({ atMs: each.atMs, value: each.viseme }))),
        onEnd: (outcome) => this.#finish(outcome === 'finished'),
      },
      requestId,
    );
  }

  /** Silence now. Returns whether anything was sounding. */
  stop(): boolean {
    const wasSpeaking = this.speech.get() !== null;
    this.#player?.stop();
    this.#finish(false);
    return wasSpeaking;
  }

  /** Call once a frame. */
  frame(): SpeechFrame {
    const playedMs = this.#output?.playedMs() ?? 0;
    const level = this.#output?.level() ?? 0;
    while (this.#captions[0] && this.#scheduled && this.#captions[0].atMs <= playedMs)
      this.speech.set(this.#captions.shift()?.value ?? null);
    const due: number[] = [];
    while (this.#visemes[0] && this.#visemes[0].atMs <= playedMs) due.push(this.#visemes.shift()?.value ?? 0);
    if (this.#endsAtMs !== null) {
      if (playedMs > this.#endsAtMs) this.#endsAtMs = playedMs;
      else if (level < 0.005 && this.#captions.length === 0) this.#clear();
    }
    return { level, visemes: due };
  }

  /** The socket has ended: what is scheduled may still sound (`plays`), or not. */
  #finish(plays: boolean): void {
    if (plays && this.#scheduled) this.#endsAtMs = 0;
    else this.#clear();
  }

  #clear(): void {
    this.#player?.release();
    this.#player = null;
    this.#captions = [];
    this.#visemes = [];
    this.#endsAtMs = null;
    this.#scheduled = false;
    this.speech.set(null);
  }
}
