import { z } from 'zod';
import { oc } from '#kernel/contract';
import { compactPreferences, contextFrame } from '#dialogue/model/context-frame';
import { uuid } from '#dialogue/model/scalar';

/** Where the user is, as far as they shared it. @see dialogue.md 5.2 */
export const contextRequest = z.object({
  user_id: uuid,
  request_id: uuid,
  lat: z.number().min(-90).max(90).nullable().default(null),
  lng: z.number().min(-180).max(180).nullable().default(null),
  mall_id: z.string().max(100).nullable().default(null),
  companions: z.enum(['alone', 'with_others']).nullable().default(null),
  compact_preferences: compactPreferences,
});
/** {@link contextRequest} after validation. */
export type ContextRequest = z.output<typeof contextRequest>;

/** The sensor of the outside world: place, weather, time, culture, events. */
export const contextAgentContract = {
  context: oc
    .route({ method: 'POST', path: '/context', summary: 'Describe what is around the user now' })
    .input(contextRequest)
    .output(contextFrame),
};
