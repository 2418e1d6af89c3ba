import { z } from 'zod';
import { timeOfDay, timestamp } from './scalar.ts';

/** How openly religion and culture may be named to this user. @see dialogue.md 5.3 */
export const sensitivityLevel = z.enum(['high', 'medium', 'low']);
export type SensitivityLevel = z.output<typeof sensitivityLevel>;

/** The little that the outside-world sensor may know of the user; about 500 bytes. @see dialogue.md 5.2 */
export const compactPreferences = z.object({
  favorite_brands: z.array(z.string()).max(20).default([]),
  allergies: z.array(z.string()).max(20).default([]),
  interests: z.array(z.string()).max(20).default([]),
  cultural_sensitivity_level: sensitivityLevel.default('medium'),
});
export type CompactPreferences = z.output<typeof compactPreferences>;

/** Something near the user that fits them; never without a reason. @see dialogue.md D-47 */
export const opportunity = z.object({
  store: z.string(),
  type: z.enum(['sale', 'premiere', 'festival', 'new_arrival']),
  discount: z.string().optional(),
  title: z.string().optional(),
  relevance_reason: z.string(),
});

/** What is around the user now. @see dialogue.md 5.3 */
export const contextFrame = z.object({
  context_frame_id: z.string(),
  timestamp: timestamp.nullable(),
  location: z
    .object({
      type: z.enum(['mall', 'street', 'home', 'unknown']),
      mall_id: z.string().nullable(),
      mall_name: z.string().nullable(),
      near_store: z.string().nullable(),
      floor: z.number().int().nullable(),
    })
    .nullable(),
  environment: z.object({
    weather: z
      .object({
        temp_c: z.number(),
        feels_like_c: z.number(),
        humidity: z.number(),
        condition: z.string(),
        sunset: timeOfDay,
      })
      .nullable(),
    time_context: z.object({
      day_of_week: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
      part_of_day: z.enum(['morning', 'afternoon', 'evening', 'night']),
      mall_closes_in_hours: z.number().nullable(),
      is_rush_hour: z.boolean(),
      is_weekend: z.boolean(),
    }),
  }),
  cultural: z.object({
    sensitivity_level: sensitivityLevel,
    active_period: z.string().nullable(),
    next_meal_break: timeOfDay.nullable(),
    is_pre_meal_break: z.boolean(),
    nearby_holidays: z.array(z.string()),
    prayer_times: z.array(timeOfDay).length(5).optional(),
  }),
  companions: z.enum(['alone', 'with_others']).nullable(),
  opportunities: z.array(opportunity).max(3),
  stale: z.boolean().default(false),
  stale_reason: z.string().nullable().default(null),
});
export type ContextFrame = z.output<typeof contextFrame>;
