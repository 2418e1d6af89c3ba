import type { ReplyBrief } from '#ports/reply-brief';
import type { Choose } from './choose.ts';
import type { Manner, Phrasebook } from './phrasebook.ts';

/** One sentence (or two that belong together) and the facts and episodes it relies on. */
export interface Line {
  readonly text: string;
  readonly refs?: readonly string[];
  /** What may go when the answer is too long to listen to; the lowest goes first. Absent: it stays. */
  readonly weight?: number;
}

/** What every part of an answer is made from. */
export interface Speaker {
  readonly brief: ReplyBrief;
  readonly phrases: Phrasebook;
  readonly choose: Choose;
  readonly manner: Manner;
}

/** A wish to say nothing or one thing. */
export type MaybeLine = Line | undefined;

/** An answer has at most five sentences, so that it can be listened to. */
const MOST_SENTENCES = 5;

/** Drops the least important lines until the answer is short enough. */
export function keepShort(lines: readonly MaybeLine[]): readonly Line[] {
  const kept = lines.filter((line) => line !== undefined);
  while (kept.reduce((sum, { text }) => sum + countSentences(text), 0) > MOST_SENTENCES) {
    const lightest = Math.min(...kept.map(({ weight }) => weight ?? Infinity));
    if (lightest === Infinity) break;
    kept.splice(
      kept.findLastIndex(({ weight }) => weight === lightest),
      1,
    );
  }
  return kept;
}

function countSentences(text: string): number {
  return text.split(/(?<=[.!?؟])\s+/u).length;
}
