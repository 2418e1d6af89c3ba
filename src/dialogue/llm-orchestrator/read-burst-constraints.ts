import { readQueryConstraints } from '#dialogue/model/language/query-constraints';
import type { QueryConstraints } from '#dialogue/model/language/query-constraints';

/**
 * The conditions of a burst of messages: what is asked for is what the last message that names a garment asks for
 * ("sneakers", "no, rather a dress"); size, price and exclusions of the whole burst hold unless a later one changes them.
 *
 * @see dialogue.md 2.4
 */
export function readBurstConstraints(texts: readonly string[]): QueryConstraints {
  const whole = readQueryConstraints(texts.join('. '));
  const start = texts.findLastIndex((text) => readQueryConstraints(text).garments.length > 0);
  if (start <= 0) return whole;
  const wish = readQueryConstraints(texts.slice(start).join('. '));
  return { ...whole, ...wish, excluded: whole.excluded };
}
