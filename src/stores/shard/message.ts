import { toDate } from '../database/sql-row.ts';

/** Who wrote a message; `system` rows record edits in the settings. */
export type MessageRole = 'user' | 'assistant' | 'system';
/** How it was said. */
export type InputType = 'text' | 'voice';
/** Language of a message as detected. */
export type MessageLanguage = 'ru' | 'en' | 'ar' | 'arabizi' | 'mixed';
/** What a message is to the memory; decides how fast its recency boost fades. */
export type MemoryType = 'emotion' | 'preference' | 'fact' | 'event' | 'general';

/** A row of `messages` without its vectors. */
export interface StoredMessage {
  readonly id: string;
  readonly role: MessageRole;
  readonly content: string;
  /** Groups the user's message(s) and the answer. */
  readonly requestId: string | null;
  readonly replyToId: string | null;
  readonly createdAt: Date;
  readonly lang: MessageLanguage | null;
  readonly inputType: InputType | null;
  readonly memoryType: MemoryType | null;
  /** In [0, 1]. */
  readonly memoryConfidence: number | null;
  readonly isEmbeddable: boolean;
  readonly isSensitive: boolean;
  readonly isForgotten: boolean;
  readonly memorySnippet: string | null;
  /** Backend only: never shown, never sent to the app. */
  readonly responseDescription: string | null;
  readonly mediaUrls: unknown;
  readonly moodFrame: unknown;
  readonly cards: unknown;
  readonly memoryRefs: unknown;
  /** What the app showed beside the text; assistant rows only. */
  readonly presentation: unknown;
  readonly durationMs: number | null;
  readonly modelUsed: string | null;
  readonly contestedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** The columns of {@link StoredMessage}, for a table alias `m`. */
export const MESSAGE_COLUMNS = `m.id, m.role, m.content, m.request_id, m.reply_to_id, m.created_at, m.lang, m.input_type,
  m.memory_type, m.memory_confidence, m.is_embeddable, m.is_sensitive, m.is_forgotten, m.memory_snippet,
  m.response_description, m.media_urls, m.mood_frame, m.cards, m.memory_refs, m.presentation, m.duration_ms,
  m.model_used, m.contested_at, m.deleted_at`;

/** Rows that may reach a model: user-data.md U29. Every read for a model carries it. */
export const VISIBLE_TO_MODELS = 'NOT m.is_forgotten AND m.deleted_at IS NULL';

/** A row as the driver or `to_jsonb` gives it. */
export interface MessageRow {
  readonly id: string;
  readonly role: MessageRole;
  readonly content: string;
  readonly request_id: string | null;
  readonly reply_to_id: string | null;
  readonly created_at: Date | string;
  readonly lang: MessageLanguage | null;
  readonly input_type: InputType | null;
  readonly memory_type: MemoryType | null;
  readonly memory_confidence: number | null;
  readonly is_embeddable: boolean;
  readonly is_sensitive: boolean;
  readonly is_forgotten: boolean;
  readonly memory_snippet: string | null;
  readonly response_description: string | null;
  readonly media_urls: unknown;
  readonly mood_frame: unknown;
  readonly cards: unknown;
  readonly memory_refs: unknown;
  readonly presentation: unknown;
  readonly duration_ms: number | null;
  readonly model_used: string | null;
  readonly contested_at: Date | string | null;
  readonly deleted_at: Date | string | null;
}

/** Row to model. */
export function toStoredMessage(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    role: row.role,
    content: row.content,
    requestId: row.request_id,
    replyToId: row.reply_to_id,
    createdAt: new Date(row.created_at),
    lang: row.lang,
    inputType: row.input_type,
    memoryType: row.memory_type,
    memoryConfidence: row.memory_confidence,
    isEmbeddable: row.is_embeddable,
    isSensitive: row.is_sensitive,
    isForgotten: row.is_forgotten,
    memorySnippet: row.memory_snippet,
    responseDescription: row.response_description,
    mediaUrls: row.media_urls,
    moodFrame: row.mood_frame,
    cards: row.cards,
    memoryRefs: row.memory_refs,
    presentation: row.presentation,
    durationMs: row.duration_ms,
    modelUsed: row.model_used,
    contestedAt: toDate(row.contested_at),
    deletedAt: toDate(row.deleted_at),
  };
}
