import type { ProductCard } from '#dialogue/model/reply';
import { changeFact } from '#user-data/knowledge/controls/change-fact';
import type { ControlsDeps } from '#user-data/knowledge/controls/controls-deps';
import { eraseAccount } from '#user-data/knowledge/controls/erase-account';
import { eraseMessages } from '#user-data/knowledge/controls/erase-messages';
import { exportAccount } from '#user-data/knowledge/controls/export-account';
import { forgetFact } from '#user-data/knowledge/controls/forget-fact';
import { forgetMessages } from '#user-data/knowledge/controls/forget-messages';
import { listForgotten } from '#user-data/knowledge/controls/list-forgotten';
import { readMemoryRefs } from '#user-data/knowledge/controls/read-memory-refs';
import { readMemorySettings, writeMemorySettings } from '#user-data/knowledge/controls/settings';
import { undoForget } from '#user-data/knowledge/controls/undo-forget';
import type { z } from 'zod';
import type { eraseBody, FactChange, forgetBody, MemorySettings } from '#user-data/knowledge/controls/contract';
import { describeCards } from './describe-cards.ts';

type OfUser = { readonly user_id: string };

/** The description of an answer's look, made anew from the cards that its row holds. @see user-data.md U30 */
export function describeStoredCards(cards: unknown): string | null {
  return Array.isArray(cards) ? describeCards(cards as ProductCard[], { occasion: null, style: null }) : null;
}

/** The controls of the memory as the orchestrator's handlers: wire names outside, ours inside. @see knowledge.md 17 */
export function createMemoryHandlers(deps: ControlsDeps) {
  return {
    refs: (input: OfUser & { readonly message_id: string }) =>
      readMemoryRefs(deps, { userId: input.user_id, messageId: input.message_id }),
    forget: (input: OfUser & z.output<typeof forgetBody>) =>
      forgetMessages(deps, {
        userId: input.user_id,
        operationId: input.operation_id,
        refs: input.refs,
        about: input.about,
        scope: input.scope,
        keepFacts: input.keep_facts,
      }),
    undo: (input: OfUser & { readonly operation_id: string }) =>
      undoForget(deps, { userId: input.user_id, operationId: input.operation_id }),
    forgotten: (input: OfUser) => listForgotten(deps, { userId: input.user_id }),
    erase: (input: OfUser & z.output<typeof eraseBody>) => {
      const operation = { userId: input.user_id, operationId: input.operation_id };
      return input.all
        ? eraseAccount(deps, operation)
        : eraseMessages(deps, { ...operation, refs: input.refs, withAnswers: input.with_answers });
    },
    changeFact: (input: OfUser & { readonly knowledge_id: string; readonly change: FactChange }) =>
      changeFact(deps, { userId: input.user_id, knowledgeId: input.knowledge_id, change: input.change }),
    forgetFact: (input: OfUser & { readonly knowledge_id: string; readonly operation_id: string }) =>
      forgetFact(deps, {
        userId: input.user_id,
        knowledgeId: input.knowledge_id,
        operationId: input.operation_id,
      }),
    export: (input: OfUser & { readonly after: string | null }) =>
      exportAccount(deps, { userId: input.user_id, after: input.after }),
    readSettings: (input: OfUser) => readMemorySettings(deps, { userId: input.user_id }),
    writeSettings: ({ user_id: userId, ...settings }: OfUser & MemorySettings) =>
      writeMemorySettings(deps, { userId, settings }),
  };
}
