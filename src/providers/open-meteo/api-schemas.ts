import { z } from 'zod';

/** The part of a forecast that this project reads. Times are local and without offset. @see providers.md 12.1 */
export const forecast = z.object({
  current: z.object({
    temperature_2m: z.number(),
    apparent_temperature: z.number(),
    relative_humidity_2m: z.number().min(0).max(100),
    weather_code: z.number().int(),
  }),
  daily: z.object({ sunset: z.array(z.string().nullable()).min(1) }),
});

/** The body of an error. */
export const errorBody = z.object({ error: z.literal(true), reason: z.string() });
