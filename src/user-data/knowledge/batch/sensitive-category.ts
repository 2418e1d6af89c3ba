import { NEGATIVE_EVENTS } from '#dialogue/model/language/concepts/events';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { wordMatcher } from '#dialogue/model/language/word-matcher';
import type { LifeEventPayload } from '#user-data/knowledge/model/fact';
import type { ReadValue } from './proposal.ts';
import { SENSITIVE_WORDS } from './sensitive-words.ts';
import type { SensitiveCategory } from './sensitive-words.ts';

const MATCHERS = Object.entries(SENSITIVE_WORDS).map(
  ([category, words]) => [category as SensitiveCategory, wordMatcher(words.split(', '))] as const,
);

/**
 * The category of what may never become a fact, or undefined. A dated negative event (court, funeral, operation) is the
 * one exception: it is kept to hold the companion's initiative back, never to be mentioned.
 *
 * @see knowledge.md 19.2 (O-107)
 */
export function findSensitiveCategory(text: string, value?: ReadValue): SensitiveCategory | undefined {
  const normalized = normalizeText(text).text;
  const found = MATCHERS.find(
    // What an allergy does to the skin belongs to the allergy; a medicine does not.
    ([category, matcher]) => !(category === 'health' && value?.type === 'allergy') && matcher.test(normalized),
  )?.[0];
  if (value?.type !== 'life_event') return found;
  const event = value.payload as LifeEventPayload;
  if (!NEGATIVE_EVENTS.has(event.event_type)) return found;
  if (event.date === undefined) return event.event_type === 'court' ? 'legal' : 'health';
  return found === 'legal' || found === 'health' ? undefined : found;
}
