import { z } from 'zod';
import { oc } from '#kernel/contract';
import { moodFrame, voiceSignals } from '#dialogue/model/mood-frame';
import { score, timestamp, uuid } from '#dialogue/model/scalar';

/** One message of the window that the mood is read in. */
export const moodContextMessage = z.object({
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  valence: score.nullable(),
});

/** What the mood agent is asked. @see dialogue.md 4.2 */
export const analyzeRequest = z.object({
  user_id: uuid,
  request_id: uuid,
  message_id: uuid,
  text: z.string().max(10_000),
  partial: z.boolean().default(false),
  previous_mood_frame: moodFrame.nullable().default(null),
  last_message_at: timestamp.nullable().default(null),
  voice_signals: voiceSignals.nullable().default(null),
  recent_context: z.array(moodContextMessage).max(10).default([]),
});
/** {@link analyzeRequest} after validation. */
export type AnalyzeRequest = z.output<typeof analyzeRequest>;

/** The emotion sensor: a message in, a frame out, always in time. */
export const moodAgentContract = {
  analyze: oc
    .route({ method: 'POST', path: '/analyze', summary: 'Read the mood of a message' })
    .input(analyzeRequest)
    .output(moodFrame),
};
