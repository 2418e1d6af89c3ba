import { z } from 'zod';

/** What the user is after. @see dialogue.md 3.7 */
export const intent = z.enum([
  'quick_search',
  'browse',
  'task_with_mood',
  'emotional_share',
  'opinion_request',
  'social_chat',
  'return_after_break',
]);
export type Intent = z.output<typeof intent>;

/** Intents plus the outcomes that are not the user's. */
export const replyIntent = z.enum([...intent.options, 'crisis', 'degraded']);
