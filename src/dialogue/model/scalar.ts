import { z } from 'zod';

/** A score between 0 and 1. */
export const score = z.number().min(0).max(1);
/** A UUID of any version; the client's own ids are UUIDv7. */
export const uuid = z.uuid();
/** ISO 8601 with zone. */
export const timestamp = z.iso.datetime({ offset: true });
/** HH:MM, local time. */
export const timeOfDay = z.string().regex(/^\d{2}:\d{2}$/);

/**
 * Whether PostgreSQL can store every text in a JSON value: it takes neither null characters nor halves of surrogate pairs.
 * A text that has them is no text.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}
