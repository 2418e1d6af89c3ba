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
