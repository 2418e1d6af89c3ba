import { TUNING } from './avatar-tuning.ts';
import { clampInput } from './avatar-inputs.ts';

/** A mouth: how far open, how much wider than at rest, how round; each about -1 to 1. */
export interface Mouth {
  readonly open: number;
  readonly wide: number;
  readonly round: number;
}

/** Mouths of the visemes 0-6: rest, A_I, E, O_U, M_B_P, L, F_V. */
const MOUTHS: readonly Mouth[] = [
  { open: 0, wide: 0, round: 0 },
  { open: 1, wide: 0.1, round: 0 },
  { open: 0.55, wide: 0.5, round: 0 },
  { open: 0.6, wide: -0.5, round: 1 },
  { open: 0, wide: -0.1, round: 0 },
  { open: 0.45, wide: 0.15, round: 0 },
  { open: 0.15, wide: 0.2, round: 0 },
];
const REST: Mouth = { open: 0, wide: 0, round: 0 };

/** Follows loudness and mouth shapes; a shape is held for 70 ms whatever arrives meanwhile. */
export class LipSync {
  #viseme = 0;
  #wanted: number | null = null;
  #changedAtMs = -Infinity;
  #from: Mouth = REST;
  #level = 0;
  #target = 0;
  /** Shapes that were really shown. */
  changes = 0;

  setLevel(level: number): void {
    this.#target = clampInput('level', level);
  }

  pushViseme(viseme: number, nowMs: number): void {
    this.#wanted = viseme >= 0 && viseme < MOUTHS.length ? viseme : 0;
    this.#apply(nowMs);
  }

  /** Drops every shape that waits; the level fades by itself. */
  clear(): void {
    this.#wanted = 0;
    this.#target = 0;
  }

  /** Level (0 unless `isSpeaking`) and mouth at this moment. */
  step(
    nowMs: number,
    dtMs: number,
    isSpeaking: boolean,
  ): { readonly level: number; readonly viseme: number; readonly mouth: Mouth } {
    if (!isSpeaking) this.clear();
    this.#apply(nowMs);
    const frames = dtMs / (1000 / 60);
    if (isSpeaking) {
      const rate = this.#target > this.#level ? TUNING.lips.attack : TUNING.lips.release;
      this.#level = Math.max(
        TUNING.lips.floor,
        this.#level + (this.#target - this.#level) * (1 - (1 - rate) ** frames),
      );
    } else this.#level = Math.max(0, this.#level - dtMs / TUNING.levelFadeMs);
    return { level: this.#level, viseme: this.#viseme, mouth: this.#mouth(nowMs) };
  }

  #apply(nowMs: number): void {
    if (this.#wanted === null || nowMs - this.#changedAtMs < TUNING.lips.holdMs) return;
    if (this.#wanted !== this.#viseme) {
      this.#from = this.#mouth(nowMs);
      this.#viseme = this.#wanted;
      this.#changedAtMs = nowMs;
      this.changes += 1;
    }
    this.#wanted = null;
  }

  #mouth(nowMs: number): Mouth {
    const to = MOUTHS[this.#viseme] ?? REST;
    const share = Math.min(1, (nowMs - this.#changedAtMs) / TUNING.lips.blendMs);
    const mix = (a: number, b: number): number => a + (b - a) * share;
    return {
      open: mix(this.#from.open, to.open),
      wide: mix(this.#from.wide, to.wide),
      round: mix(this.#from.round, to.round),
    };
  }
}
