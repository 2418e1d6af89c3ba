import { codePointLength, takeLastWords, takeWords } from '#dialogue/model/language/code-points';
import type { MemoryType } from './classify-message.ts';

const WHOLE = 500;
const WHOLE_FACT = 1500;
const JOINT = ' [...] ';
/** Fewer removed code points than this are not worth a gap. */
const LEAST_GAP = 20;

/**
 * The authoritative excerpt of a message: head and tail, because a negation and the decisive "but" often stand at the
 * end. Counted in code points, cut at word borders, never inside an emoji. @see knowledge.md 12.1
 */
export function rawExcerpt(content: string, memoryType: MemoryType): string {
  const length = codePointLength(content);
  const isFact = memoryType === 'fact' || memoryType === 'event';
  if (length <= (isFact ? WHOLE_FACT : WHOLE)) return content;
  const [head, tail] = isFact ? [800, 400] : [280, 220];
  return length - head - tail < LEAST_GAP ? content : headAndTail(content, head, tail);
}

/** The first `head` and the last `tail` code points, joined by " [...] "; the whole text when nothing would be saved. */
export function headAndTail(content: string, head: number, tail: number): string {
  if (codePointLength(content) - head - tail < LEAST_GAP) return content;
  return takeWords(content, head) + JOINT + takeLastWords(content, tail);
}
