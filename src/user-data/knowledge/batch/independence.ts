import { normalizeText } from '#dialogue/model/language/normalize-text';
import { dayIn, isoDay } from '#user-data/knowledge/model/calendar';
import type { EvidenceMessage } from './proposal.ts';

/** A longer silence begins a new session. @see knowledge.md 0 */
export const SESSION_GAP_MS = 30 * 60_000;

/** Words alone: a comma or an emoji more is no other formulation. */
function wordsOf(text: string): string {
  return (normalizeText(text).text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
}

/**
 * Whether two messages prove a thing independently: other session (a gap over 30 min), other calendar day of the user, or
 * another formulation in another exchange. Two messages of one exchange never do.
 *
 * @see knowledge.md 8.5 (O-42)
 */
export function areIndependent(left: EvidenceMessage, right: EvidenceMessage, timeZone: string): boolean {
  if (left.id === right.id) return false;
  if (left.requestId !== null && left.requestId === right.requestId) return false;
  const gapMs = Math.abs(left.createdAt.getTime() - right.createdAt.getTime());
  if (gapMs > SESSION_GAP_MS) return true;
  if (isoDay(dayIn(timeZone, left.createdAt)) !== isoDay(dayIn(timeZone, right.createdAt))) return true;
  const isSameExchange = left.requestId === null || right.requestId === null;
  return !isSameExchange && wordsOf(left.content) !== wordsOf(right.content);
}

/** How many of some messages prove a thing independently of each other: chosen from the oldest on. */
export function countIndependent(messages: readonly EvidenceMessage[], timeZone: string): number {
  const chosen: EvidenceMessage[] = [];
  for (const message of [...messages].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()))
    if (chosen.every((other) => areIndependent(other, message, timeZone))) chosen.push(message);
  return chosen.length;
}
