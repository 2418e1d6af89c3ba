import type { historyMessage } from '#dialogue/llm-orchestrator/contract';
import type { MemoryUse, ProductCard, Reply } from '#dialogue/model/reply';
import type { StreamEvent } from '#dialogue/model/stream-event';

/** One line of the history as the API gives it. */
export type HistoryMessage = (typeof historyMessage)['_output'];
/** The mood of a turn as the stream tells it. */
export type TurnMood = Extract<StreamEvent, { type: 'mood' }>['mood'];
/** Face and gesture of a turn as the stream tells them. */
export type TurnPersona = Omit<Extract<StreamEvent, { type: 'persona' }>, 'type' | 'request_id'>;

/** Where a turn stands for the one who looks at it. */
export type TurnStatus =
  'queued' | 'sending' | 'thinking' | 'answering' | 'done' | 'failed' | 'superseded' | 'cancelled';

/** One sentence of an answer; `speech` is how it is spoken. */
export interface Sentence {
  readonly index: number;
  readonly text: string;
  readonly speech: string;
}

/** A message of the user with everything that came back for it. */
export interface Turn {
  readonly requestId: string;
  readonly messageId: string;
  readonly userText: string;
  readonly createdAt: string;
  readonly status: TurnStatus;
  readonly sentences: readonly Sentence[];
  /** The whole answer; null until it is acknowledged. */
  readonly text: string | null;
  readonly items: readonly ProductCard[];
  readonly rationale: string | null;
  readonly memoryUsed: readonly MemoryUse[];
  readonly mood: TurnMood | null;
  readonly persona: TurnPersona | null;
  readonly isDegraded: boolean;
  readonly isCrisis: boolean;
  /** The user's words were forgotten: they are shown, and not used. */
  readonly isForgotten: boolean;
  /** The answer, or its look, was forgotten. */
  readonly isAnswerForgotten: boolean;
  /** The stored answer's id; null until it is acknowledged. */
  readonly answerId: string | null;
  /** Why it failed: `repeat` asks the user to say it again, others are codes of the API. */
  readonly failure: { readonly code: string; readonly retryAfterSeconds: number | null } | null;
  readonly supersededBy: string | null;
  /** Whether a voice waits on `WS /api/v1/voice/{request_id}`. */
  readonly hasAudio: boolean;
  readonly reply: Reply | null;
}

/** A turn that has just been written. */
export function newTurn(input: Pick<Turn, 'requestId' | 'messageId' | 'userText' | 'createdAt' | 'status'>): Turn {
  return {
    ...input,
    sentences: [],
    text: null,
    items: [],
    rationale: null,
    memoryUsed: [],
    mood: null,
    persona: null,
    isDegraded: false,
    isCrisis: false,
    isForgotten: false,
    isAnswerForgotten: false,
    answerId: null,
    failure: null,
    supersededBy: null,
    hasAudio: false,
    reply: null,
  };
}

/** Whether nothing more will come for this turn. */
export function isSettled(turn: Pick<Turn, 'status'>): boolean {
  return (
    turn.status === 'done' || turn.status === 'failed' || turn.status === 'superseded' || turn.status === 'cancelled'
  );
}

/** The turn after an event. Events that come twice or after the end change nothing. */
export function applyEvent(turn: Turn, event: StreamEvent): Turn {
  if (turn.status === 'done' || turn.status === 'superseded') return turn;
  if (event.type === 'done') return applyReply(turn, event.reply);
  if (turn.status === 'cancelled') return turn;
  switch (event.type) {
    case 'accepted':
      return turn.status === 'answering' ? turn : { ...turn, status: 'thinking', failure: null };
    case 'mood':
      return { ...turn, mood: event.mood };
    case 'persona':
      return {
        ...turn,
        persona: { avatar_state: event.avatar_state, render_hints: event.render_hints, query_level: event.query_level },
      };
    case 'items':
      return { ...turn, items: event.items, rationale: event.rationale };
    case 'text':
      return { ...turn, status: 'answering', sentences: addSentence(turn.sentences, event) };
    case 'audio':
      return { ...turn, hasAudio: event.available };
    case 'error':
      return {
        ...turn,
        status: 'failed',
        failure: { code: event.code, retryAfterSeconds: event.retry_after_seconds ?? null },
      };
    case 'superseded':
      return { ...turn, status: 'superseded', supersededBy: event.by };
    case 'cancelled':
      return { ...turn, status: 'cancelled' };
  }
}

function addSentence(
  sentences: readonly Sentence[],
  event: Extract<StreamEvent, { type: 'text' }>,
): readonly Sentence[] {
  if (sentences.some((sentence) => sentence.index === event.index)) return sentences;
  const added = { index: event.index, text: event.sentence, speech: event.speech };
  return [...sentences, added].sort((a, b) => a.index - b.index);
}

/** The turn with its acknowledged answer, which wins over whatever was streamed. */
export function applyReply(turn: Turn, reply: Reply): Turn {
  return {
    ...turn,
    status: 'done',
    text: reply.text,
    answerId: reply.assistant_message_id,
    items: reply.items,
    memoryUsed: reply.memory_used,
    persona: { avatar_state: reply.avatar_state, render_hints: reply.render_hints, query_level: reply.query_level },
    isDegraded: reply.degraded,
    isCrisis: reply.crisis_detected,
    failure: null,
    reply,
  };
}

/** Turns of a page of history, oldest first. A message without an answer is `failed` until a replay says otherwise. */
export function turnsOfHistory(messages: readonly HistoryMessage[]): readonly Turn[] {
  const ordered = [...messages].sort((a, b) =>
    a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0,
  );
  const answers = new Map(ordered.filter((each) => each.role === 'assistant').map((each) => [each.request_id, each]));
  const users = ordered.filter((each) => each.role === 'user');
  const last = new Map(users.map((each) => [each.request_id, each.message_id]));
  return users.map((message) => {
    const requestId = message.request_id ?? message.message_id;
    const turn = newTurn({
      requestId,
      messageId: message.message_id,
      userText: message.content,
      createdAt: message.created_at,
      status: 'failed',
    });
    // All messages of a burst share the request; the answer stands under the last of them.
    if (last.get(message.request_id) !== message.message_id)
      return { ...turn, requestId: message.message_id, status: 'superseded', supersededBy: requestId };
    const answer = answers.get(message.request_id);
    if (!answer) return { ...turn, isForgotten: message.is_forgotten };
    return {
      ...turn,
      status: 'done',
      text: answer.content,
      items: answer.cards ?? [],
      memoryUsed: answer.memory_used,
      answerId: answer.message_id,
      isForgotten: message.is_forgotten,
      isAnswerForgotten: answer.is_forgotten,
      isDegraded: answer.model_used === 'graceful_degradation',
      isCrisis: answer.model_used === 'crisis_hardcoded',
    };
  });
}

/** Turns after some of their messages were forgotten, or are remembered again; what an answer quoted of them is gone. */
export function markForgotten(
  turns: readonly Turn[],
  messageIds: readonly string[],
  isForgotten: boolean,
): readonly Turn[] {
  const ids = new Set(messageIds);
  return turns.map((turn) => {
    const isAnswer = turn.answerId !== null && ids.has(turn.answerId);
    const used = turn.memoryUsed.filter(({ message_id: id }) => !isForgotten || id === null || !ids.has(id));
    if (!ids.has(turn.messageId) && !isAnswer && used.length === turn.memoryUsed.length) return turn;
    return {
      ...turn,
      isForgotten: ids.has(turn.messageId) ? isForgotten : turn.isForgotten,
      isAnswerForgotten: isAnswer ? isForgotten : turn.isAnswerForgotten,
      memoryUsed: used,
    };
  });
}

/** Turns without erased messages: an erased question takes its turn with it, an erased answer leaves the question. */
export function removeMessages(turns: readonly Turn[], messageIds: readonly string[]): readonly Turn[] {
  const ids = new Set(messageIds);
  return markForgotten(
    turns.filter((turn) => !ids.has(turn.messageId)),
    messageIds,
    true,
  ).map((turn) =>
    turn.answerId !== null && ids.has(turn.answerId)
      ? { ...turn, text: null, sentences: [], items: [], rationale: null, memoryUsed: [], reply: null }
      : turn,
  );
}

/** Turns with more added, oldest first. One that is there already stays unless the new one has its answer and it has not. */
export function mergeTurns(turns: readonly Turn[], added: readonly Turn[]): readonly Turn[] {
  const merged = new Map(turns.map((turn) => [turn.messageId, turn]));
  for (const turn of added) {
    const known = merged.get(turn.messageId);
    if (!known || (!isSettled(known) && turn.status === 'done')) merged.set(turn.messageId, turn);
  }
  return [...merged.values()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}
