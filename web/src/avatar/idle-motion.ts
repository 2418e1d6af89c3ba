import { TUNING } from './avatar-tuning.ts';

/** Small movements of a body that is alive. Angles in degrees, lengths in px of the drawing, gaze -1 to 1. */
export interface IdlePose {
  readonly blink: number;
  readonly gazeX: number;
  readonly gazeY: number;
  readonly headTurn: number;
  readonly shoulder: number;
  readonly breath: number;
  readonly sway: number;
}

/** Irregular intervals, so that nothing looks like a clock. */
export class IdleMotion {
  readonly #random: () => number;
  readonly #due: { blink: number; gaze: number; head: number; shoulder: number };
  #blinkStartedMs = -Infinity;
  #isSecondBlink = false;
  #gaze = { x: 0, y: 0 };
  #head = 0;
  #shoulder = 0;
  #phase = 0;
  #shown = { x: 0, y: 0, head: 0, shoulder: 0 };

  constructor(random: () => number, nowMs: number) {
    this.#random = random;
    this.#due = {
      blink: nowMs + this.#interval(TUNING.idle.blinkMs),
      gaze: nowMs + this.#interval(TUNING.idle.gazeMs),
      head: nowMs + this.#interval(TUNING.idle.headMs),
      shoulder: nowMs + this.#interval(TUNING.idle.shoulderMs),
    };
  }

  step(
    nowMs: number,
    dtMs: number,
    body: { readonly energy: number; readonly tempo: number; readonly isStill: boolean },
  ): IdlePose {
    this.#plan(nowMs);
    this.#phase += (dtMs / TUNING.idle.breathMs) * body.tempo;
    const follow = 1 - 0.994 ** dtMs;
    const goal = body.isStill
      ? { x: 0, y: 0, head: 0, shoulder: 0 }
      : { ...this.#gaze, head: this.#head, shoulder: this.#shoulder };
    for (const key of ['x', 'y', 'head', 'shoulder'] as const)
      this.#shown[key] += (goal[key] - this.#shown[key]) * follow;
    return {
      blink: this.#blink(nowMs),
      gazeX: this.#shown.x,
      gazeY: this.#shown.y,
      headTurn: this.#shown.head,
      shoulder: this.#shown.shoulder,
      breath: Math.sin(this.#phase * 2 * Math.PI) * body.energy * 3,
      sway: Math.sin((nowMs / TUNING.idle.swayMs) * 2 * Math.PI) * body.energy * 2,
    };
  }

  #plan(nowMs: number): void {
    const centred = (): number => this.#random() * 2 - 1;
    if (nowMs >= this.#due.blink) {
      this.#blinkStartedMs = nowMs;
      this.#isSecondBlink = !this.#isSecondBlink && this.#random() < TUNING.blink.doubleShare;
      const restMs = this.#isSecondBlink
        ? TUNING.blink.closeMs + TUNING.blink.openMs + 40
        : this.#interval(TUNING.idle.blinkMs);
      this.#due.blink = nowMs + restMs;
    }
    if (nowMs >= this.#due.gaze) {
      this.#gaze = { x: centred() * 0.5, y: centred() * 0.25 };
      this.#due.gaze = nowMs + this.#interval(TUNING.idle.gazeMs);
    }
    if (nowMs >= this.#due.head) {
      this.#head = centred() * 2;
      this.#due.head = nowMs + this.#interval(TUNING.idle.headMs);
    }
    if (nowMs >= this.#due.shoulder) {
      this.#shoulder = centred() * 2;
      this.#due.shoulder = nowMs + this.#interval(TUNING.idle.shoulderMs);
    }
  }

  #blink(nowMs: number): number {
    const elapsed = nowMs - this.#blinkStartedMs;
    if (elapsed < 0) return 0;
    if (elapsed < TUNING.blink.closeMs) return elapsed / TUNING.blink.closeMs;
    return Math.max(0, 1 - (elapsed - TUNING.blink.closeMs) / TUNING.blink.openMs);
  }

  #interval(baseMs: number): number {
    return baseMs * (0.7 + 0.6 * this.#random());
  }
}
