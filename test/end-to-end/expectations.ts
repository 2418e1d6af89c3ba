import { expect } from 'vitest';
import type { ProductCard } from '#dialogue/model/reply';
import type { Told } from '../support/api.ts';

/** What the public API promises about facts. */
export interface FactList {
  readonly conversation_id: string | null;
  readonly facts: readonly {
    type: string;
    key: string;
    value: string;
    is_disputed: boolean;
    evidence: readonly { message_id: string; quote: string }[];
  }[];
}
/** The conversation as it is stored. */
export interface History {
  readonly conversation_id: string | null;
  readonly messages: readonly {
    message_id: string;
    request_id: string | null;
    role: string;
    content: string;
    model_used: string | null;
  }[];
  readonly next_before: string | null;
}
/** What became of replayed messages. */
export interface ReplayResult {
  readonly results: readonly { id: string; status: string; reason: string | null; stored_answer_id: string | null }[];
  readonly missing_confirmed: readonly string[];
}

/** Letters by which an answer in a language is known. */
export const LANGUAGE: Readonly<Record<'en' | 'ru' | 'ar', RegExp>> = {
  en: /[a-z]{3}/iu,
  ru: /\p{Script=Cyrillic}{2}/u,
  ar: /\p{Script=Arabic}{2}/u,
};

/** Bounds of a request: what every shown thing must keep to. */
export interface Bounds {
  readonly least: number;
  readonly maxPrice?: number;
  readonly size?: string;
  readonly not?: RegExp;
}

/** Every card keeps to the bounds and says where the thing hangs. */
export function expectItems(items: readonly ProductCard[], { least, maxPrice, size, not }: Bounds): void {
  expect(items.length).toBeGreaterThanOrEqual(least);
  expect(items.length).toBeLessThanOrEqual(6);
  for (const item of items) {
    expect(item.store?.name).toBeTruthy();
    expect(item.store?.mall_name).toBeTruthy();
    if (maxPrice !== undefined) expect(item.price).toBeLessThanOrEqual(maxPrice);
    if (size !== undefined) expect(item.sizes_in_stock).toEqual(expect.arrayContaining([size]));
    if (not !== undefined) expect(`${item.name} ${item.material} ${item.colour}`).not.toMatch(not);
  }
}

/** The order that every answered request keeps. @see DESIGN.md 8.3, 8.6 */
export function expectWholeStream(told: Told): void {
  expect(told.types[0] === 'accepted' || told.types[0] === 'mood').toBe(true);
  expect(told.types.filter((type) => type === 'accepted')).toHaveLength(1);
  expect(told.types.filter((type) => type === 'done')).toHaveLength(1);
  expect(told.types.at(-1)).toBe('done');
  const indexes = told.events.flatMap(({ event }) => (event.type === 'text' ? [event.index] : []));
  expect(indexes).toEqual(indexes.map((_, place) => place));
  expect(indexes.length).toBeGreaterThan(0);
  expect(told.sentences.join(' ')).toBe(told.reply.text);
  for (const { event } of told.events) expect(event.request_id).toBe(told.requestId);
}
