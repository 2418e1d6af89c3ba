import { createHash } from 'node:crypto';
import { normalizeText } from '#dialogue/model/language/normalize-text';

/** The guaranteed types; every other type is refused. @see knowledge.md 4.1 */
export const FACT_TYPES = ['body_params', 'budget', 'allergy', 'hard_ban', 'onboarding_style', 'life_event'] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** Payloads are stored encrypted, as JSON, so their fields keep the specified snake_case. @see knowledge.md 4.3 */
type Displayed = { readonly display_key: string; readonly display_value: string; readonly quote: string };

/** `value` is upper case ("M", "42"); a foreign system stays inside it ("UK 12", "W32"). */
export type SizePayload = Displayed & { readonly value: string; readonly system: 'alpha' | 'numeric' };
/** Amounts in units of `currency` (ISO 4217), as stated: never converted. */
export type BudgetPayload = Displayed & {
  readonly max_amount?: number;
  readonly min_amount?: number;
  readonly currency: string;
  readonly level?: 'low' | 'medium' | 'high';
};
/** `needs_review` marks a value that the dictionary does not know: kept, because an allergy is never dropped. */
export type AllergyPayload = Displayed & {
  readonly concept_id: string;
  readonly label_raw: string;
  readonly needs_review?: boolean;
};
/** `concept_ids` holds every part that must be present for the ban to apply: ["leather", "jacket"] for leather jackets. */
export type HardBanPayload = Displayed & {
  readonly concept_id: string;
  readonly concept_ids?: readonly string[];
  readonly kind: string;
  readonly label_raw: string;
};
export type OnboardingStylePayload = Displayed & {
  readonly styles: readonly string[];
  readonly colours: readonly string[];
};
/** `date` is the last day of the event, YYYY-MM-DD in the user's time zone. */
export type LifeEventPayload = Displayed & {
  readonly event_type: string;
  readonly relation?: string;
  readonly date?: string;
  readonly date_precision: 'day' | 'month' | 'none';
  readonly emotional_valence: 'positive' | 'negative' | 'neutral';
  readonly context_tags: readonly string[];
};
export type FactPayload =
  SizePayload | BudgetPayload | AllergyPayload | HardBanPayload | OnboardingStylePayload | LifeEventPayload;

/**
 * A fact found in one message, before it is encrypted and stored. `key` is readable (the store keeps only its blind
 * index); `quote` is verbatim; `start` / `end` are UTF-16 offsets in the original message; `expiresAt` is ISO 8601 UTC.
 */
export type FactDraft = {
  readonly type: FactType;
  readonly key: string;
  readonly payload: FactPayload;
  readonly quote: string;
  readonly confidence: number;
  readonly expiresAt?: string;
  readonly start: number;
  readonly end: number;
};

/** An active fact as the rules see it: decrypted, with its readable key. */
export type KnownFact = {
  readonly id: string;
  readonly type: FactType;
  readonly key: string;
  readonly payload: FactPayload;
  readonly isDisputed: boolean;
  readonly updatedAt?: string;
};

/** Longest quote in code points. @see knowledge.md O-3 */
export const QUOTE_LIMIT = 160;

/** Confidence of an instant fact; a life event's date may be imprecise. @see knowledge.md 6.3 */
export function instantConfidence(type: FactType): number {
  return type === 'life_event' ? 0.85 : 0.95;
}

/** A key for a value the dictionary does not know: normalised words joined by `_`, at most 60 characters. */
export function slugOf(surface: string): string {
  const slug = normalizeText(surface)
    .text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  if (slug.length <= 60) return slug;
  return `${slug.slice(0, 43)}_${createHash('sha256').update(slug).digest('hex').slice(0, 16)}`;
}
