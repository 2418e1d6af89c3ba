import { normalizeText } from '#dialogue/model/language/normalize-text';
import type { CompactPreferences, ContextFrame } from '#dialogue/model/context-frame';
import type { MallEvent } from '#ports/event-source';

type Opportunity = ContextFrame['opportunities'][number];

const MAX_OPPORTUNITIES = 3;

/**
 * Events that fit the user, the best reason first: a favourite brand, then an interest, then food that an allergy asks to
 * check. An event without a reason is never offered; a store is offered once.
 *
 * @param today local calendar day, YYYY-MM-DD: events that are over or not yet begun do not count.
 * @see dialogue.md 5.3, D-47
 */
export function matchOpportunities(input: {
  readonly events: readonly MallEvent[];
  readonly preferences: CompactPreferences;
  readonly today: string;
}): Opportunity[] {
  const matched = input.events
    .filter(({ startsOn, endsOn }) => startsOn <= input.today && endsOn >= input.today)
    .flatMap((event) => {
      const reason = findReason(event, input.preferences);
      return reason ? [{ event, ...reason }] : [];
    })
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        left.event.endsOn.localeCompare(right.event.endsOn) ||
        left.event.id.localeCompare(right.event.id),
    );
  const stores = new Set<string>();
  const offers: Opportunity[] = [];
  for (const { event, reason } of matched) {
    if (offers.length === MAX_OPPORTUNITIES) break;
    if (stores.has(event.store)) continue;
    stores.add(event.store);
    offers.push(toOpportunity(event, reason));
  }
  return offers;
}

function findReason(
  event: MallEvent,
  preferences: CompactPreferences,
): { readonly rank: number; readonly reason: string } | undefined {
  const brands = [event.store, ...event.brands].map(brandKey);
  if (preferences.favorite_brands.some((brand) => brands.includes(brandKey(brand))))
    return { rank: 0, reason: 'user_favorite_brand' };
  const tags = event.tags.map(slug);
  const interest = preferences.interests.map(slug).find((name) => name !== '' && tags.includes(name));
  if (interest) return { rank: 1, reason: `user_loves_${interest}` };
  const allergy = tags.includes('food') ? preferences.allergies.map(slug).find((name) => name !== '') : undefined;
  return allergy ? { rank: 2, reason: `check_${allergy}_free_options` } : undefined;
}

/** One spelling for all: words in lower case, joined by one sign. */
function slug(text: string): string {
  return normalizeText(text)
    .text.replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/gu, '');
}

/** "Massimo Dutti", "massimodutti" and "MASSIMO-DUTTI" are one brand. */
function brandKey(text: string): string {
  return slug(text).replaceAll('_', '');
}

function toOpportunity(event: MallEvent, reason: string): Opportunity {
  return {
    store: event.store,
    type: event.type,
    ...(event.discount === null ? {} : { discount: event.discount }),
    ...(event.title === null ? {} : { title: event.title }),
    relevance_reason: reason,
  };
}
