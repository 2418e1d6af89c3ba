import { firstRow, toDate } from '../database/sql-row.ts';
import { VISIBLE_TO_MODELS } from './message.ts';
import type { MessageLanguage } from './message.ts';
import type { ShardSession } from './shard-session.ts';

/** What started a run. */
export type ExtractionTrigger = 'session_gap' | 'pending_threshold' | 'cron';

/** A message as the batch reads it. Forgotten, deleted and crisis messages come without their words. */
export interface UnanalysedMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  /** Null when no model may see it. @see knowledge.md O-79 */
  readonly content: string | null;
  readonly responseDescription: string | null;
  readonly requestId: string | null;
  readonly createdAt: Date;
  /** When a client brought it back after a failure. */
  readonly replayedAt: Date | null;
  readonly lang: MessageLanguage | null;
}

/** Where the analysis of a user's conversation stands. */
export interface ExtractionState {
  /** Time of the last analysed message. */
  readonly watermark: Date | null;
  readonly pendingCount: number;
  /** A run is at work until then, unless it died. */
  readonly runningUntil: Date | null;
  readonly lastAppliedAt: Date | null;
  readonly lastFailedAt: Date | null;
  /** Replayed messages that arrived until then are analysed. */
  readonly replayedTo: Date | null;
}

/** A claimed range of messages. */
export interface ExtractionRun {
  readonly id: string;
  readonly triggeredBy: ExtractionTrigger;
  readonly messagesAnalyzed: number;
  readonly firstMessageId: string | null;
  readonly lastMessageId: string | null;
  readonly watermarkFrom: Date | null;
  readonly watermarkTo: Date | null;
  readonly replayedFrom: Date | null;
  readonly replayedTo: Date;
  readonly leaseUntil: Date;
  readonly promptVersion: string;
  readonly createdAt: Date;
}

const LOCK_CONVERSATION = `
  SELECT c.last_extraction_at, c.pending_extraction_count FROM conversations c
   WHERE c.id = $2 AND c.user_id = $1 FOR UPDATE`;
// Also taken by the trigger on user_knowledge: writers of one user's facts follow each other.
const LOCK_KNOWLEDGE = 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))';
const ABANDON_RUNS = `
  UPDATE knowledge_extraction_log l SET status = 'abandoned'
   WHERE l.user_id = $1 AND l.status = 'running' AND l.lease_until <= $2`;
const READ_RUNS = `
  SELECT max(l.lease_until) FILTER (WHERE l.status = 'running') AS running_until,
         max(l.created_at) FILTER (WHERE l.status = 'applied') AS applied_at,
         max(l.created_at) FILTER (WHERE l.status = 'failed') AS failed_at,
         max(l.replayed_to) FILTER (WHERE l.status = 'applied') AS replayed_to
    FROM knowledge_extraction_log l WHERE l.user_id = $1`;
const INSERT_RUN = `
  INSERT INTO knowledge_extraction_log (user_id, id, triggered_by, messages_analyzed, first_message_id, last_message_id,
    watermark_from, watermark_to, replayed_from, replayed_to, lease_until, prompt_version, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
const IS_RUNNING = `
  SELECT FROM knowledge_extraction_log l WHERE l.user_id = $1 AND l.id = $2 AND l.status = 'running'`;
const CLOSE_RUN = `
  UPDATE knowledge_extraction_log l
     SET status = $3, lease_until = NULL, deltas_applied = $4, llm_model = $5, input_tokens = $6, output_tokens = $7,
         duration_ms = $8, error_code = $9
   WHERE l.user_id = $1 AND l.id = $2 AND l.status = 'running'`;
// Never earlier than it was; messages that arrived meanwhile stay counted.
const ADVANCE = `
  UPDATE conversations c
     SET last_extraction_at = greatest(c.last_extraction_at, $3),
         pending_extraction_count = greatest(0, c.pending_extraction_count - $4::int)
   WHERE c.id = $2 AND c.user_id = $1`;
// A crisis message is never analysed (O-108); an apology for a failure says nothing.
const READABLE = `${VISIBLE_TO_MODELS} AND m.model_used IS DISTINCT FROM 'crisis_hardcoded'
    AND m.model_used IS DISTINCT FROM 'graceful_degradation'`;
const COLUMNS = `m.id, m.role, m.request_id, m.created_at, m.replayed_at, m.lang,
    CASE WHEN ${READABLE} THEN m.content END AS content,
    CASE WHEN ${READABLE} THEN m.response_description END AS response_description`;
const LIST_NEW = `
  SELECT ${COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.role IN ('user', 'assistant')
     AND ($2::timestamptz IS NULL OR m.created_at > $2) AND m.created_at <= $3
   ORDER BY m.created_at, m.id LIMIT $4`;
const LIST_REPLAYED = `
  SELECT ${COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.role IN ('user', 'assistant') AND m.replayed_at IS NOT NULL
     AND m.replayed_at > $2 AND m.replayed_at <= $3 AND m.created_at <= $4
   ORDER BY m.replayed_at, m.id LIMIT $5`;
const FIND_READABLE = `
  SELECT ${COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[]) AND ${READABLE} ORDER BY m.created_at, m.id`;

interface MessageSqlRow {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string | null;
  readonly response_description: string | null;
  readonly request_id: string | null;
  readonly created_at: Date;
  readonly replayed_at: Date | null;
  readonly lang: MessageLanguage | null;
}

function toMessage(row: MessageSqlRow): UnanalysedMessage {
  return {
    id: row.id,
    role: row.role,
    content: row.content,
    responseDescription: row.response_description,
    requestId: row.request_id,
    createdAt: row.created_at,
    replayedAt: row.replayed_at,
    lang: row.lang,
  };
}

/**
 * Locks the user's conversation and facts until the end of the transaction and reads where the analysis stands. The
 * order (conversation, then facts) is that of an accepted turn, so the two never wait for each other.
 */
export async function lockExtraction(session: ShardSession): Promise<ExtractionState> {
  const conversation = await firstRow<{ last_extraction_at: Date | null; pending_extraction_count: number }>(
    session,
    LOCK_CONVERSATION,
    [session.userId, await session.conversationId()],
  );
  await session.query(LOCK_KNOWLEDGE, [session.userId]);
  const runs = await firstRow<
    Readonly<Record<'running_until' | 'applied_at' | 'failed_at' | 'replayed_to', Date | null>>
  >(session, READ_RUNS, [session.userId]);
  return {
    watermark: toDate(conversation?.last_extraction_at ?? null),
    pendingCount: conversation?.pending_extraction_count ?? 0,
    runningUntil: runs?.running_until ?? null,
    lastAppliedAt: runs?.applied_at ?? null,
    lastFailedAt: runs?.failed_at ?? null,
    replayedTo: runs?.replayed_to ?? null,
  };
}

/** Gives up runs whose lease has ended; their ranges are free again. @returns how many. */
export async function abandonStaleRuns(session: ShardSession, now: Date): Promise<number> {
  return (await session.query(ABANDON_RUNS, [session.userId, now])).rowCount;
}

/** Claims a range. The database refuses a second running run of one user. */
export async function insertRun(session: ShardSession, run: ExtractionRun): Promise<void> {
  await session.query(INSERT_RUN, [
    session.userId,
    run.id,
    run.triggeredBy,
    run.messagesAnalyzed,
    run.firstMessageId,
    run.lastMessageId,
    run.watermarkFrom,
    run.watermarkTo,
    run.replayedFrom,
    run.replayedTo,
    run.leaseUntil,
    run.promptVersion,
    run.createdAt,
  ]);
}

/** Whether the run still holds its range. */
export async function isRunning(session: ShardSession, runId: string): Promise<boolean> {
  return (await session.query(IS_RUNNING, [session.userId, runId])).rowCount === 1;
}

/** How a run ended. */
export interface RunEnd {
  readonly runId: string;
  readonly status: 'applied' | 'failed';
  readonly deltasApplied: number;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly durationMs: number;
  readonly errorCode: string | null;
}

/** Closes a run; false when it was abandoned meanwhile: then nothing of it counts. */
export async function closeRun(session: ShardSession, end: RunEnd): Promise<boolean> {
  const result = await session.query(CLOSE_RUN, [
    session.userId,
    end.runId,
    end.status,
    end.deltasApplied,
    end.model?.slice(0, 50) ?? null,
    end.inputTokens,
    end.outputTokens,
    Math.round(end.durationMs),
    end.errorCode?.slice(0, 50) ?? null,
  ]);
  return result.rowCount === 1;
}

/** Moves the watermark to the last analysed message and takes the analysed user messages off the counter (O-41). */
export async function advanceWatermark(
  session: ShardSession,
  step: { readonly to: Date | null; readonly analysedUserMessages: number },
): Promise<void> {
  await session.query(ADVANCE, [session.userId, await session.conversationId(), step.to, step.analysedUserMessages]);
}

/** Messages after the watermark and not younger than `until`, oldest first. */
export async function listUnanalysed(
  session: ShardSession,
  range: { readonly after: Date | null; readonly until: Date; readonly limit: number },
): Promise<readonly UnanalysedMessage[]> {
  const parameters = [await session.conversationId(), range.after, range.until, range.limit];
  return (await session.query<MessageSqlRow>(LIST_NEW, parameters)).rows.map(toMessage);
}

/** Replayed messages that arrived in a span of time and whose own time lies behind the watermark, in order of arrival. */
export async function listReplayed(
  session: ShardSession,
  range: { readonly after: Date; readonly until: Date; readonly notAfter: Date; readonly limit: number },
): Promise<readonly UnanalysedMessage[]> {
  const parameters = [await session.conversationId(), range.after, range.until, range.notAfter, range.limit];
  return (await session.query<MessageSqlRow>(LIST_REPLAYED, parameters)).rows.map(toMessage);
}

/** Those of some messages that a model may see, oldest first. */
export async function findReadableMessages(
  session: ShardSession,
  ids: readonly string[],
): Promise<readonly UnanalysedMessage[]> {
  if (ids.length === 0) return [];
  const parameters = [await session.conversationId(), [...ids]];
  return (await session.query<MessageSqlRow>(FIND_READABLE, parameters)).rows.map(toMessage);
}
