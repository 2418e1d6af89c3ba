import { z } from 'zod';
import { oc } from '#kernel/contract';
import { defineSchedule } from '#kernel/schedule';
import { memoryUse } from '#dialogue/model/reply';
import { isStorable, timestamp, uuid } from '#dialogue/model/scalar';

/** Messages that one operation may name; more go in several operations. */
export const MOST_REFS = 100;

/** A message is always named with its conversation. @see knowledge.md 0 */
export const messageRef = z.object({ conversation_id: uuid, message_id: uuid });
export type MessageRef = z.output<typeof messageRef>;

const text = (most: number) =>
  z.string().trim().min(1).max(most).refine(isStorable, 'holds characters that are no text');

/** Made by the client: the same operation sent twice is done once. */
const operationId = uuid;

/** What to forget: some messages, or everything about a thing in any language ("leather", "кожа", "جلد"). */
export const forgetBody = z
  .object({
    operation_id: operationId,
    refs: z.array(messageRef).max(MOST_REFS).default([]),
    about: text(100).optional(),
    /** `artefact` forgets the look that an answer showed, and leaves the words. */
    scope: z.enum(['memory', 'artefact']).default('memory'),
    /** Facts that stay known although one of their messages goes, because another one proves them. @see knowledge.md O-99 */
    keep_facts: z.array(uuid).max(MOST_REFS).default([]),
  })
  .refine(({ refs, about }) => refs.length > 0 !== (about !== undefined), 'needs either refs or about')
  .refine(({ about, scope }) => about === undefined || scope === 'memory', 'a thing has no look of its own');

/** What became of a forget or of its undo. */
export const forgetResult = z.object({
  operation_id: uuid,
  refs: z.array(messageRef),
  /** Ids of facts that are no longer known, or known again. */
  knowledge_ids: z.array(uuid),
});
export type ForgetResult = z.output<typeof forgetResult>;

/** What to delete for ever. There is no way back, so it must be confirmed. */
export const eraseBody = z
  .object({
    operation_id: operationId,
    refs: z.array(messageRef).max(MOST_REFS).default([]),
    /** The whole account. */
    all: z.boolean().default(false),
    /** Answers to the messages go with them. @see knowledge.md O-100 */
    with_answers: z.boolean().default(true),
    confirm: z.literal(true),
  })
  .refine(({ refs, all }) => refs.length > 0 !== all, 'needs either refs or all');

/** What became of a deletion. `applied`: nothing is left on our systems; `pending`: it is being repeated until so. */
export const eraseResult = z.object({
  operation_id: uuid,
  status: z.enum(['applied', 'pending']),
  refs: z.array(messageRef),
  knowledge_ids: z.array(uuid),
});
export type EraseResult = z.output<typeof eraseResult>;

/** A change of one fact by the user: a new value, a doubt, or the answer to one. */
export const factChange = z.discriminatedUnion('action', [
  z.object({ operation_id: operationId, action: z.literal('correct'), value: text(200) }),
  z.object({ operation_id: operationId, action: z.literal('dispute') }),
  z.object({ operation_id: operationId, action: z.literal('confirm') }),
  z.object({ operation_id: operationId, action: z.literal('deny') }),
]);
export type FactChange = z.output<typeof factChange>;

/** The fact after a change; `knowledge_id` is another one after a correction, null when it is no longer known. */
export const factChanged = z.object({
  operation_id: uuid,
  knowledge_id: uuid.nullable(),
  value: z.string().nullable(),
});
export type FactChanged = z.output<typeof factChanged>;

/** What memory is behind a message: what an answer used, and what was learned from a message of the user. */
export const memoryRefs = z.object({
  ref: messageRef,
  role: z.enum(['user', 'assistant', 'system']),
  is_forgotten: z.boolean(),
  has_artefact: z.boolean(),
  used: z.array(memoryUse),
  learned: z.array(
    z.object({
      knowledge_id: uuid,
      type: z.string(),
      key: z.string(),
      value: z.string(),
      /** Other messages prove it too: it may stay when this one is forgotten. */
      has_other_evidence: z.boolean(),
    }),
  ),
});
export type MemoryRefs = z.output<typeof memoryRefs>;

/** A forget that can still be taken back. */
export const forgottenOperation = z.object({
  operation_id: uuid,
  forgotten_at: timestamp,
  scope: z.enum(['memory', 'artefact']),
  /** The messages with their first words: the user's own, shown to nobody else. */
  messages: z.array(z.object({ ref: messageRef, role: z.enum(['user', 'assistant', 'system']), text: z.string() })),
  knowledge: z.array(z.object({ knowledge_id: uuid, type: z.string(), key: z.string(), value: z.string() })),
});
export type ForgottenOperation = z.output<typeof forgottenOperation>;

/** Choices about how UNDE behaves. */
export const memorySettings = z.object({ cultural_sensitivity_level: z.enum(['high', 'medium', 'low']) });
export type MemorySettings = z.output<typeof memorySettings>;

const json = z.record(z.string(), z.unknown());

/** One part of the export. The first part holds everything but the messages beyond it; `next` asks for the following one. */
export const exportPart = z.object({
  format: z.literal('unde-export-1'),
  exported_at: timestamp,
  account: json.nullable(),
  messages: z.array(json),
  facts: z.array(json),
  candidates: z.array(json),
  corrections: z.array(json),
  deletions: z.array(json),
  settings: z.array(json),
  persona: json.nullable(),
  devices: z.array(json),
  next: uuid.nullable(),
});
export type ExportPart = z.output<typeof exportPart>;

const ofUser = z.object({ user_id: uuid });

/** The user's hand on the memory; part of the orchestrator's contract. @see knowledge.md 17 (O-94) */
export const memoryControlsContract = {
  refs: oc
    .route({ method: 'POST', path: '/memory/refs', summary: 'What memory is behind a message' })
    .input(ofUser.extend({ message_id: uuid }))
    .output(memoryRefs),
  forget: oc
    .route({ method: 'POST', path: '/memory/forget', summary: 'Forget messages, a look, or everything about a thing' })
    .input(z.intersection(ofUser, forgetBody))
    .output(forgetResult),
  undo: oc
    .route({ method: 'POST', path: '/memory/undo', summary: 'Take a forget back' })
    .input(ofUser.extend({ operation_id: uuid }))
    .output(forgetResult),
  forgotten: oc
    .route({ method: 'POST', path: '/memory/forgotten', summary: 'What can still be remembered again' })
    .input(ofUser)
    .output(z.object({ operations: z.array(forgottenOperation) })),
  erase: oc
    .route({ method: 'POST', path: '/memory/erase', summary: 'Delete messages or the account for ever' })
    .input(z.intersection(ofUser, eraseBody))
    .output(eraseResult),
  changeFact: oc
    .route({ method: 'POST', path: '/memory/fact', summary: 'Correct, dispute, confirm or deny a fact' })
    .input(ofUser.extend({ knowledge_id: uuid, change: factChange }))
    .output(factChanged),
  forgetFact: oc
    .route({ method: 'POST', path: '/memory/forget-fact', summary: 'Forget one fact and do not learn it again' })
    .input(ofUser.extend({ knowledge_id: uuid, operation_id: operationId }))
    .output(forgetResult),
  export: oc
    .route({ method: 'POST', path: '/memory/export', summary: 'All that is stored of a user, part by part' })
    .input(ofUser.extend({ after: uuid.nullable().default(null) }))
    .output(exportPart),
  readSettings: oc
    .route({ method: 'POST', path: '/memory/settings', summary: 'The settings of a user' })
    .input(ofUser)
    .output(memorySettings),
  writeSettings: oc
    .route({ method: 'POST', path: '/memory/settings/write', summary: 'Change the settings of a user' })
    .input(z.intersection(ofUser, memorySettings))
    .output(memorySettings),
};

/** Repeats deletions that have not reached their shard, and the last ones against what wrote meanwhile. @see knowledge.md O-101 */
export const tombstoneReconciler = defineSchedule({
  name: 'tombstone_reconciler',
  cron: '*/10 * * * *',
  doc: 'Applies pending deletions again, and those of the last 15 minutes',
  database: 'production',
});

/** The copy from which a lost registry is rebuilt. @see user-data.md 14 */
export const tombstoneExport = defineSchedule({
  name: 'tombstone_export',
  cron: '40 2 * * *',
  doc: 'Writes the registry of deletions (ids only) to object storage',
  database: 'production',
});
