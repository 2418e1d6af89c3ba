import { GESTURE_MS, TUNING } from './avatar-tuning.ts';
import type { Gesture } from './avatar-tuning.ts';

/** The gesture that plays: how far it is and how much it counts (blend in and out), both 0-1. */
export interface PlayingGesture {
  readonly name: Gesture;
  readonly progress: number;
  readonly weight: number;
}

/** One gesture plays, one waits: the newest takes the waiting place. Between two there is a pause. */
export class GestureQueue {
  #playing: { readonly name: Gesture; readonly startedMs: number } | null = null;
  #waiting: Gesture | null = null;
  #freeAtMs = -Infinity;
  /** Gestures that never played because a newer one took their place. */
  dropped = 0;

  request(name: Gesture, nowMs: number): void {
    this.step(nowMs);
    if (!this.#playing && nowMs >= this.#freeAtMs) this.#playing = { name, startedMs: nowMs };
    else {
      if (this.#waiting) this.dropped += 1;
      this.#waiting = name;
    }
  }

  clear(): void {
    this.#playing = null;
    this.#waiting = null;
    this.#freeAtMs = -Infinity;
  }

  get waiting(): Gesture | null {
    return this.#waiting;
  }

  step(nowMs: number): PlayingGesture | null {
    if (this.#playing) {
      const endsMs = this.#playing.startedMs + lengthOf(this.#playing.name);
      if (nowMs >= endsMs) {
        this.#playing = null;
        this.#freeAtMs = endsMs + TUNING.gesture.cooldownMs;
      }
    }
    if (!this.#playing && this.#waiting && nowMs >= this.#freeAtMs) {
      this.#playing = { name: this.#waiting, startedMs: nowMs };
      this.#waiting = null;
    }
    if (!this.#playing) return null;
    const length = lengthOf(this.#playing.name);
    const elapsed = nowMs - this.#playing.startedMs;
    const weight = Math.min(1, elapsed / TUNING.gesture.inMs, (length - elapsed) / TUNING.gesture.outMs);
    return { name: this.#playing.name, progress: elapsed / length, weight: Math.max(0, weight) };
  }
}

function lengthOf(name: Gesture): number {
  return Math.min(GESTURE_MS[name], TUNING.gesture.longestMs);
}
