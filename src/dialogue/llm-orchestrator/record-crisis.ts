import { ConflictError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { Reply } from '#dialogue/model/reply';
import { acceptTurn } from '#stores/shard/accept-turn';
import { rememberAnswer } from '#stores/shard/remember-answer';
import type { Routing } from '#user-data/routing/routing';
import { toTurnMessage } from './accept-message.ts';
import type { IncomingMessage } from './contract.ts';
import { signReply } from './remember.ts';

const LEASE_MS = 5_000;

/**
 * Stores a crisis message and the fixed answer that was shown: sensitive, never embedded, never an episode, no extraction.
 * The answer is stored whatever else runs. @see dialogue.md 3.4, DESIGN.md 8.4
 */
export async function recordCrisis(
  deps: { readonly routing: Routing; readonly signingKey: Buffer },
  input: {
    readonly userId: string;
    readonly requestId: string;
    readonly message: IncomingMessage;
    readonly reply: Reply;
  },
): Promise<{ conversation_id: string; assistant_message_id: string; signature: string }> {
  const { userId, requestId, message, reply } = input;
  return deps.routing.transact(userId, async (transaction) => {
    const conversationId = await transaction.conversationId();
    const accepted = await acceptTurn(transaction, {
      requestId,
      leaseMs: LEASE_MS,
      messages: [{ ...toTurnMessage(message), isEmbeddable: false, isSensitive: true, modelUsed: 'crisis_hardcoded' }],
    });
    if (accepted.outcome === 'conflict')
      throw new ConflictError('This message id was used for another text.', { code: 'message_id_reused' });
    const id = accepted.answer?.id ?? reply.assistant_message_id ?? newId();
    const {
      text: _text,
      items: _items,
      signature: _signature,
      memory_used: _used,
      ...presentation
    } = { ...reply, conversation_id: conversationId, assistant_message_id: id };
    const { answer } = await rememberAnswer(transaction, {
      requestId,
      moodFrame: null,
      ignoresLease: true,
      answer: {
        id,
        content: reply.text,
        createdAt: new Date(reply.created_at),
        lang: reply.lang,
        responseDescription: null,
        cards: null,
        memoryRefs: { used: [], in_pack: [] },
        presentation,
        durationMs: reply.duration_ms,
        modelUsed: 'crisis_hardcoded',
        isSensitive: true,
      },
    });
    const createdAt = (answer?.createdAt ?? new Date(reply.created_at)).toISOString();
    return {
      conversation_id: conversationId,
      assistant_message_id: answer?.id ?? id,
      signature: signReply(deps.signingKey, {
        conversationId,
        id: answer?.id ?? id,
        content: reply.text,
        cards: null,
        createdAt,
      }),
    };
  });
}
