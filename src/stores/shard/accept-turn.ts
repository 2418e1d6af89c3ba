import { InvariantError } from '#kernel/error';
import { firstRow, toDate } from '../database/sql-row.ts';
import { ACCEPT_TURN } from './accept-turn-statement.ts';
import { toKnowledgeRow, toUserKeyRow } from './knowledge.ts';
import type { KnowledgeRow, KnowledgeSqlRow, UserKeyRow, UserKeySqlRow } from './knowledge.ts';
import { toStoredMessage } from './message.ts';
import type { InputType, MemoryType, MessageLanguage, MessageRow, StoredMessage } from './message.ts';
import { toPersonaProfile, toRelationshipStage, toTempBlock } from './persona.ts';
import type {
  PersonaProfileRow,
  PersonaProfileSqlRow,
  RelationshipStageRow,
  RelationshipStageSqlRow,
  TempBlockRow,
  TempBlockSqlRow,
} from './persona.ts';
import { ShardNotOwnerError, type ShardSession } from './shard-session.ts';

/** One message of the user as it goes into the history. */
export interface TurnMessage {
  /** Made by the client, UUIDv7. */
  readonly id: string;
  readonly content: string;
  readonly createdAt: Date;
  readonly inputType: InputType;
  readonly lang: MessageLanguage;
  readonly memoryType: MemoryType;
  /** In [0, 1]. */
  readonly memoryConfidence: number;
  readonly isEmbeddable: boolean;
  readonly isSensitive: boolean;
  /** The answer the user reacts to, when the app knows; used only if it is an artefact of this conversation. */
  readonly explicitReplyTo?: string | null;
  readonly mediaUrls?: unknown;
  /** `crisis_hardcoded` keeps the message out of every later search; else nothing. */
  readonly modelUsed?: string | null;
}

/** What to accept. */
export interface AcceptTurnInput {
  readonly requestId: string;
  readonly messages: readonly TurnMessage[];
  /** How long the turn may hold the conversation: `dialogue.md` 2.6 hard limit, 45000. */
  readonly leaseMs: number;
  /** Requests without an answer whose messages this turn answers as well (`dialogue.md` D-09). */
  readonly supersedes?: readonly string[];
}

/** What became of one message. `conflict`: the id is taken by another text. */
export interface AcceptedMessage {
  readonly id: string;
  readonly outcome: 'inserted' | 'duplicate' | 'conflict' | 'deleted';
  /** The request that the stored row belongs to: another one when the message was superseded. */
  readonly requestId: string;
  readonly replyToId: string | null;
}

/** An answer that showed things, as later turns refer to it. */
export interface Artifact {
  readonly messageId: string;
  readonly createdAt: Date;
  readonly responseDescription: string;
  readonly cards: unknown;
}

/** The conversation after the statement. */
export interface ConversationState {
  readonly id: string;
  readonly createdAt: Date;
  readonly messageCount: number;
  readonly pendingExtractionCount: number;
  readonly lastExtractionAt: Date | null;
}

/** Everything the shard knows that a turn needs and that needs no embedding. */
export interface AcceptedTurn {
  /**
   * `accepted`: the turn is ours. `answered`: this request has its answer, nothing was written. `busy`: stored, another
   * request holds the conversation. `conflict`: a message id came with another text, nothing was written.
   */
  readonly outcome: 'accepted' | 'answered' | 'busy' | 'conflict';
  readonly conversation: ConversationState;
  readonly messages: readonly AcceptedMessage[];
  readonly answer: StoredMessage | null;
  /** Who holds the conversation now. */
  readonly lease: { readonly requestId: string | null; readonly until: Date | null };
  /** Rows of this turn that were stored before (a repeat, or superseded requests), oldest first. */
  readonly earlierTurnMessages: readonly StoredMessage[];
  /** The 10 messages before this turn, oldest first. */
  readonly recentMessages: readonly StoredMessage[];
  /** Artefacts of the last 10 minutes, oldest first. */
  readonly recentArtifacts: readonly Artifact[];
  /** What the last message of the turn reacts to. */
  readonly referencedArtifact: Artifact | null;
  /** Of the last 20 answers, newest first; `responseMeta` null where none was kept. */
  readonly responseMetas: readonly {
    readonly messageId: string;
    readonly createdAt: Date;
    readonly responseMeta: unknown;
  }[];
  /** The last crisis answer of the last 24 hours. */
  readonly lastCrisisAt: Date | null;
  readonly knowledge: readonly KnowledgeRow[];
  readonly userKey: UserKeyRow | null;
  readonly personaProfile: PersonaProfileRow | null;
  readonly relationshipStage: RelationshipStageRow | null;
  readonly tempBlocks: readonly TempBlockRow[];
  readonly settings: Readonly<Record<string, unknown>>;
}

interface AcceptRow {
  readonly conversation: {
    readonly id: string;
    readonly created_at: string;
    readonly message_count: number;
    readonly pending_extraction_count: number;
    readonly last_extraction_at: string | null;
    readonly turn_request_id: string | null;
    readonly turn_until: string | null;
  } | null;
  readonly gate: { readonly has_conflict: boolean; readonly is_answered: boolean; readonly is_taking: boolean } | null;
  readonly is_stale: boolean;
  readonly stored: readonly StoredInput[] | null;
  readonly inserted: readonly string[] | null;
  readonly reply: readonly { readonly id: string; readonly reply_to_id: string | null }[] | null;
  readonly answer: MessageRow | null;
  readonly turn: readonly MessageRow[] | null;
  readonly recent: readonly MessageRow[] | null;
  readonly artifacts: readonly ArtifactRow[] | null;
  readonly referenced: ArtifactRow | null;
  readonly response_metas: readonly { message_id: string; created_at: string; response_meta: unknown }[] | null;
  readonly last_crisis_at: Date | null;
  readonly knowledge: readonly KnowledgeSqlRow[] | null;
  readonly user_key: UserKeySqlRow | null;
  readonly persona_profile: PersonaProfileSqlRow | null;
  readonly relationship_stage: RelationshipStageSqlRow | null;
  readonly temp_blocks: readonly TempBlockSqlRow[] | null;
  readonly settings: Readonly<Record<string, unknown>> | null;
}

interface StoredInput {
  readonly id: string;
  readonly request_id: string;
  readonly reply_to_id: string | null;
  readonly is_deleted: boolean;
  readonly is_same: boolean;
}

interface ArtifactRow {
  readonly id: string;
  readonly created_at: string;
  readonly response_description: string;
  readonly cards: unknown;
}

/** Two turns of one user can meet at most a few times in a row; more is a defect. */
const MAX_RUNS = 5;

/**
 * Stores the user's messages, takes the turn and reads what the turn needs, in one statement; it works alone and inside a
 * transaction. Repeating it with the same ids changes nothing.
 *
 * @throws ShardNotOwnerError when the shard lost the user meanwhile.
 * @see user-data.md 3.2, dialogue.md 3.2, DESIGN 8.2, 8.7, 8.10, 8.11
 */
export async function acceptTurn(session: ShardSession, input: AcceptTurnInput): Promise<AcceptedTurn> {
  const parameters = toParameters(session.userId, await session.conversationId(), input);
  const inserted = new Set<string>();
  for (let runs = 1; runs <= MAX_RUNS; runs++) {
    const row = await firstRow<AcceptRow>(session, ACCEPT_TURN, parameters);
    if (row === undefined || row.conversation === null || row.gate === null) throw new ShardNotOwnerError();
    for (const id of row.inserted ?? []) inserted.add(id);
    const stored = new Set((row.stored ?? []).map((message) => message.id));
    const isWhole = row.gate.has_conflict || row.gate.is_answered;
    const isMissing = input.messages.some(({ id }) => !inserted.has(id) && !stored.has(id));
    if (row.is_stale || (isMissing && !isWhole)) continue;
    return toAcceptedTurn(row, row.conversation, row.gate, input, inserted);
  }
  throw new InvariantError('A turn was never alone with its conversation', { code: 'turn_contention' });
}

function toParameters(userId: string, conversationId: string, input: AcceptTurnInput): readonly unknown[] {
  const messages = input.messages.map((message) => ({
    id: message.id,
    content: message.content,
    lang: message.lang,
    memory_type: message.memoryType,
    memory_confidence: message.memoryConfidence,
    is_embeddable: message.isEmbeddable,
    is_sensitive: message.isSensitive,
    input_type: message.inputType,
    explicit_reply_to: message.explicitReplyTo ?? null,
    media_urls: message.mediaUrls ?? null,
    model_used: message.modelUsed ?? null,
    created_at: message.createdAt.toISOString(),
  }));
  const now = new Date(Math.max(...input.messages.map((message) => message.createdAt.getTime())));
  const { requestId, supersedes = [], leaseMs } = input;
  return [userId, conversationId, requestId, JSON.stringify(messages), [...supersedes], Math.trunc(leaseMs), now];
}

function toAcceptedTurn(
  row: AcceptRow,
  conversation: NonNullable<AcceptRow['conversation']>,
  gate: NonNullable<AcceptRow['gate']>,
  input: AcceptTurnInput,
  inserted: ReadonlySet<string>,
): AcceptedTurn {
  return {
    outcome: gate.has_conflict ? 'conflict' : gate.is_answered ? 'answered' : gate.is_taking ? 'accepted' : 'busy',
    conversation: {
      id: conversation.id,
      createdAt: new Date(conversation.created_at),
      messageCount: conversation.message_count,
      pendingExtractionCount: conversation.pending_extraction_count,
      lastExtractionAt: toDate(conversation.last_extraction_at),
    },
    messages: toAcceptedMessages(row, input, inserted),
    answer: row.answer === null ? null : toStoredMessage(row.answer),
    lease: { requestId: conversation.turn_request_id, until: toDate(conversation.turn_until) },
    earlierTurnMessages: (row.turn ?? []).map(toStoredMessage).filter((message) => !inserted.has(message.id)),
    recentMessages: (row.recent ?? []).map(toStoredMessage),
    recentArtifacts: (row.artifacts ?? []).map(toArtifact),
    referencedArtifact: row.referenced === null ? null : toArtifact(row.referenced),
    responseMetas: (row.response_metas ?? []).map((meta) => ({
      messageId: meta.message_id,
      createdAt: new Date(meta.created_at),
      responseMeta: meta.response_meta,
    })),
    lastCrisisAt: row.last_crisis_at,
    knowledge: (row.knowledge ?? []).map(toKnowledgeRow),
    userKey: row.user_key === null ? null : toUserKeyRow(row.user_key),
    personaProfile: row.persona_profile === null ? null : toPersonaProfile(row.persona_profile),
    relationshipStage: row.relationship_stage === null ? null : toRelationshipStage(row.relationship_stage),
    tempBlocks: (row.temp_blocks ?? []).map(toTempBlock),
    settings: row.settings ?? {},
  };
}

function toAcceptedMessages(
  row: AcceptRow,
  input: AcceptTurnInput,
  inserted: ReadonlySet<string>,
): readonly AcceptedMessage[] {
  const stored = new Map((row.stored ?? []).map((message) => [message.id, message]));
  const targets = new Map((row.reply ?? []).map((reply) => [reply.id, reply.reply_to_id]));
  return input.messages.map(({ id }) => {
    const found = stored.get(id);
    if (found === undefined || inserted.has(id)) {
      const outcome = inserted.has(id) ? 'inserted' : 'conflict';
      return { id, outcome, requestId: input.requestId, replyToId: targets.get(id) ?? null };
    }
    const outcome = found.is_deleted ? 'deleted' : found.is_same ? 'duplicate' : 'conflict';
    return { id, outcome, requestId: found.request_id, replyToId: found.reply_to_id };
  });
}

function toArtifact(row: ArtifactRow): Artifact {
  return {
    messageId: row.id,
    createdAt: new Date(row.created_at),
    responseDescription: row.response_description,
    cards: row.cards,
  };
}
