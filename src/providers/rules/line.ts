import type { ReplyBrief } from '#ports/reply-brief';
import type { Choose } from './choose.ts';
import type { Phrasebook } from './phrasebook.ts';

/** One sentence (or two that belong together) and the facts and episodes it relies on. */
export interface Line {
  readonly text: string;
  readonly refs?: readonly string[];
}

/** What every part of an answer is made from. */
export interface Speaker {
  readonly brief: ReplyBrief;
  readonly phrases: Phrasebook;
  readonly choose: Choose;
  /** How the sentences sound. */
  readonly manner: 'warm' | 'gentle' | 'lively' | 'efficient';
}

/** A wish to say nothing or one thing. */
export type MaybeLine = Line | undefined;
