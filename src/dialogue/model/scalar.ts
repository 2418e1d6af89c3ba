import { z } from 'zod';

/** A score between 0 and 1. */
export const score = z.number().min(0).max(1);
/** A UUID of any version; the client's own ids are UUIDv7. */
export const uuid = z.uuid();
/** ISO 8601 with zone. */
export const timestamp = z.iso.datetime({ offset: true });
/** HH:MM, local time. */
export const timeOfDay = z.string().regex(/^\d{2}:\d{2}$/);
