import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { defineSchedule } from '#kernel/schedule';

/**
 * Gives the messages of one conversation their vectors. One job a conversation: whatever waits there is embedded in
 * batches. @see knowledge.md 11.4-11.5
 */
export const embedMessageJob = defineJob({
  name: 'embed-message',
  doc: 'Embeds the messages of a conversation that have no vector of the current model',
  database: 'shard',
  payload: z.object({ user_id: z.uuid(), conversation_id: z.uuid() }),
  attempts: 6,
  firstDelaySeconds: 10,
  hardLimitSeconds: 120,
  concurrency: 2,
  key: ({ conversation_id: conversationId }) => conversationId,
});

/** Wraps data keys that a former master key still wraps; nothing to do on all other days. @see user-data.md 8 */
export const dataKeyRewrap = defineSchedule({
  name: 'data_key_rewrap',
  cron: '40 2 * * *',
  doc: 'Wraps data keys by the current master key after a rotation',
  database: 'shard',
});

/** Finds what has no vector of the current model and queues it again. @see operations.md 3 (O5) */
export const enrichmentRecovery = defineSchedule({
  name: 'enrichment_ttl_recovery',
  cron: '20 0,6,12,18 * * *',
  doc: 'Queues conversations with messages that have no vector of the current model',
  database: 'shard',
});

/** What started an analysis. @see knowledge.md 8.1 */
const trigger = z.enum(['session_gap', 'pending_threshold', 'cron']);

/** Extracts the knowledge of one user from the messages since the last run; one job a user at a time. @see knowledge.md 8 */
export const extractKnowledgeJob = defineJob({
  name: 'extract-knowledge',
  doc: 'Asks a model for facts in the messages of a user that no run has analysed, and applies what the gate lets through',
  database: 'shard',
  payload: z.object({ user_id: z.uuid(), triggered_by: trigger }),
  attempts: 3,
  firstDelaySeconds: 600,
  hardLimitSeconds: 280,
  concurrency: 2,
  key: ({ user_id: userId }) => userId,
});

/** Finds the users whose analysis is due: session over, 15 messages, or two hours. @see knowledge.md 8.1 */
export const batchExtractionSweep = defineSchedule({
  name: 'batch_extraction_sweep',
  cron: '*/10 * * * *',
  doc: 'Queues the users whose messages are due for analysis: session over, 15 waiting, or waiting for 2 h',
  database: 'shard',
});

/** 03:00 in Dubai. @see knowledge.md 10, 20 */
export const lifeEventExpiry = defineSchedule({
  name: 'life_event_expiry',
  cron: '0 23 * * *',
  doc: 'Ends events and candidates that are over, counts waiting messages again, purges by retention, watches the rate of corrections',
  database: 'shard',
});

/** 06:00 in Dubai. @see knowledge.md 8.9 */
export const extractionReviewSample = defineSchedule({
  name: 'extraction_review_sample',
  cron: '0 2 * * *',
  doc: 'Draws facts of the batch for people to check, and stops the batch when too many were wrong',
  database: 'shard',
});
