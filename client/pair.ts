import type { ProductCard, Reply } from '#dialogue/model/reply';

/** Where a pair stands: sent, answered but not acknowledged, acknowledged. @see user-data.md 13.1 */
export type PairStatus = 'pending' | 'unconfirmed' | 'confirmed';

/** One message of a pair, in the words of the replay endpoint. */
export interface PairMessage {
  readonly id: string;
  readonly request_id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly cards: ProductCard[] | null;
  readonly media: string[] | null;
  readonly mood_frame: Record<string, unknown> | null;
  readonly created_at: string;
  readonly signature: string | null;
}

/** A turn as the client holds it until the server surely has it: one or more user messages, then at most one answer. */
export interface Pair {
  readonly requestId: string;
  readonly status: PairStatus;
  readonly messages: readonly PairMessage[];
  readonly createdAtMs: number;
  /** When the first words of the answer arrived; null while none did. */
  readonly answeredAtMs: number | null;
  readonly confirmedAtMs: number | null;
  /** Failed attempts to bring the pair to the server. */
  readonly attempts: number;
}

/** A message of the user that was just written. */
export function createPair(input: {
  readonly requestId: string;
  readonly messageId: string;
  readonly text: string;
  readonly nowMs: number;
}): Pair {
  const message: PairMessage = {
    id: input.messageId,
    request_id: input.requestId,
    role: 'user',
    content: input.text,
    cards: null,
    media: null,
    mood_frame: null,
    created_at: new Date(input.nowMs).toISOString(),
    signature: null,
  };
  return {
    requestId: input.requestId,
    status: 'pending',
    messages: [message],
    createdAtMs: input.nowMs,
    answeredAtMs: null,
    confirmedAtMs: null,
    attempts: 0,
  };
}

/** The pair once words of an answer have been seen, before the acknowledgement. */
export function withAnswerSeen(pair: Pair, nowMs: number): Pair {
  return pair.status === 'pending' ? { ...pair, status: 'unconfirmed', answeredAtMs: nowMs } : pair;
}

/**
 * The pair with its acknowledged answer. An answer without an id was shown but not stored (a crisis answer whose record
 * failed): such a pair stays unconfirmed, so that its user message is brought to the server later.
 */
export function withReply(pair: Pair, reply: Reply, nowMs: number): Pair {
  const isStored = reply.assistant_message_id !== null;
  const answer: PairMessage | null = isStored ? answerOf(reply, reply.assistant_message_id ?? '') : null;
  return {
    ...pair,
    status: isStored ? 'confirmed' : 'unconfirmed',
    messages: [...pair.messages.filter((message) => message.role === 'user'), ...(answer ? [answer] : [])],
    answeredAtMs: pair.answeredAtMs ?? nowMs,
    confirmedAtMs: isStored ? nowMs : null,
  };
}

function answerOf(reply: Reply, id: string): PairMessage {
  return {
    id,
    request_id: reply.request_id,
    role: 'assistant',
    content: reply.text,
    cards: reply.items.length > 0 ? reply.items : null,
    media: null,
    mood_frame: null,
    created_at: reply.created_at,
    signature: reply.signature,
  };
}

/** What of a pair can be replayed: user messages always, the answer only with the server's signature. */
export function replayableMessages(pair: Pair): readonly PairMessage[] {
  return pair.messages.filter((message) => message.role === 'user' || message.signature !== null);
}
