import { z } from 'zod';
import { oc as api } from '#kernel/contract';
import { rememberedFact } from '#dialogue/llm-orchestrator/contract';
import { timestamp, uuid } from '#dialogue/model/scalar';
import {
  eraseBody,
  eraseResult,
  exportPart,
  factChange,
  factChanged,
  forgetBody,
  forgetResult,
  forgottenOperation,
  memoryRefs,
  memorySettings,
} from '#user-data/knowledge/controls/contract';

/** The user's hand on the memory, under `/api/v1/memory`. @see knowledge.md 17 (O-94) */
export const memoryContract = {
  facts: api
    .route({
      method: 'GET',
      path: '/api/v1/memory',
      tags: ['Memory'],
      summary: 'What is remembered about this user, with the messages that prove it',
    })
    .output(z.object({ conversation_id: uuid.nullable(), facts: z.array(rememberedFact) })),
  changeFact: api
    .route({
      method: 'PATCH',
      path: '/api/v1/memory/facts/{knowledge_id}',
      tags: ['Memory'],
      summary: 'Correct a fact, doubt it, or answer a doubt',
    })
    .input(z.object({ knowledge_id: uuid }).and(factChange))
    .output(factChanged),
  forgetFact: api
    .route({
      method: 'DELETE',
      path: '/api/v1/memory/facts/{knowledge_id}',
      tags: ['Memory'],
      summary: 'Forget one fact; it is not learned again from what was said before',
    })
    .input(z.object({ knowledge_id: uuid, operation_id: uuid }))
    .output(forgetResult),
  refs: api
    .route({
      method: 'GET',
      path: '/api/v1/memory/refs/{message_id}',
      tags: ['Memory'],
      summary: 'What memory is behind a message: what an answer used, what was learned from words',
    })
    .input(z.object({ message_id: uuid }))
    .output(memoryRefs),
  forget: api
    .route({
      method: 'POST',
      path: '/api/v1/memory/forget',
      tags: ['Memory'],
      summary: 'Forget messages, a look, or everything about a thing; can be taken back',
    })
    .input(forgetBody)
    .output(forgetResult),
  undo: api
    .route({
      method: 'POST',
      path: '/api/v1/memory/forget/{operation_id}/undo',
      tags: ['Memory'],
      summary: 'Take a forget back',
    })
    .input(z.object({ operation_id: uuid }))
    .output(forgetResult),
  forgotten: api
    .route({
      method: 'GET',
      path: '/api/v1/memory/forgotten',
      tags: ['Memory'],
      summary: 'What was forgotten and can still be taken back, newest first',
    })
    .output(z.object({ operations: z.array(forgottenOperation) })),
  erase: api
    .route({
      method: 'POST',
      path: '/api/v1/memory/erase',
      tags: ['Memory'],
      summary: 'Delete messages, or the whole account, for ever',
    })
    .input(eraseBody)
    .output(eraseResult),
  erasure: api
    .route({
      method: 'GET',
      path: '/api/v1/memory/erase/{operation_id}',
      tags: ['Memory'],
      summary: 'Whether a deletion is done; needs no session, which an erased account has not',
    })
    .input(z.object({ operation_id: uuid }))
    .output(z.object({ operation_id: uuid, status: z.enum(['applied', 'pending']), requested_at: timestamp })),
  export: api
    .route({
      method: 'POST',
      path: '/api/v1/memory/export',
      tags: ['Memory'],
      summary: 'All that is stored of this user, decrypted, part by part',
    })
    .input(z.object({ after: uuid.nullable().default(null) }))
    .output(exportPart),
  settings: api
    .route({ method: 'GET', path: '/api/v1/memory/settings', tags: ['Memory'], summary: 'The settings of this user' })
    .output(memorySettings),
  changeSettings: api
    .route({ method: 'PUT', path: '/api/v1/memory/settings', tags: ['Memory'], summary: 'Change the settings' })
    .input(memorySettings)
    .output(memorySettings),
};
