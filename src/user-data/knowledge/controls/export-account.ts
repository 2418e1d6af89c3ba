import { NotFoundError } from '#kernel/error';
import { findRoute } from '#stores/production/routing-store';
import { listTombstones } from '#stores/production/tombstone-store';
import { listDevices } from '#stores/production/device-store';
import { listAccountRows } from '#stores/shard/account-rows';
import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import { findUserKey, listAllFacts } from '#stores/shard/knowledge-store';
import type { StoredMessage } from '#stores/shard/message';
import { listMessagePage } from '#stores/shard/message-page';
import { readPersonaProfile } from '#stores/shard/persona-store';
import type { ShardSession } from '#stores/shard/shard-session';
import { openProfile } from '#user-data/memory/profile-cipher';
import type { ExportPart } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';

/** Messages of one part: some megabytes at most. */
const PAGE = 500;
const MOST_TOMBSTONES = 10_000;

type Json = Record<string, unknown>;
type ExportDeps = Pick<ControlsDeps, 'routing' | 'production' | 'cipher' | 'clock' | 'events'>;
type Owner = { readonly userId: string; readonly userKey: UserKeyRow | null };

/**
 * All that is stored of a user, for the user: every message, every fact with its history decrypted, corrections,
 * deletions, settings, the persona's notes, devices. Vectors are left out: they are made of the messages. The first part
 * (`after` null) holds everything and the first messages, the following ones more messages.
 *
 * @see knowledge.md O-94, user-data.md U33
 */
export async function exportAccount(
  deps: ExportDeps,
  input: { readonly userId: string; readonly after: string | null },
): Promise<ExportPart> {
  const { userId, after } = input;
  const empty: ExportPart = {
    format: 'unde-export-1',
    exported_at: deps.clock.now().toISOString(),
    account: null,
    messages: [],
    facts: [],
    candidates: [],
    corrections: [],
    deletions: [],
    settings: [],
    persona: null,
    devices: [],
    next: null,
  };
  try {
    const part = await deps.routing.read(userId, async (session) => {
      const page = await listMessagePage(session, { after: after ?? undefined, limit: PAGE });
      const messages = {
        messages: page.map(toMessage),
        next: page.length === PAGE ? (page.at(-1)?.id ?? null) : null,
      };
      return after === null ? { ...(await readRows(deps, session)), ...messages } : messages;
    });
    const account = after === null ? await readAccount(deps, userId) : {};
    deps.events.done({
      operation: 'export',
      userId,
      operationId: null,
      messages: part.messages.length,
      facts: 0,
    });
    return { ...empty, ...part, ...account };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return { ...empty, ...(await readAccount(deps, userId)) };
  }
}

async function readAccount(
  deps: ExportDeps,
  userId: string,
): Promise<Pick<ExportPart, 'account' | 'devices' | 'deletions'>> {
  const [route, devices, deletions] = await Promise.all([
    findRoute(deps.production, userId),
    listDevices(deps.production, userId),
    listTombstones(deps.production, { userId, limit: MOST_TOMBSTONES }),
  ]);
  return {
    account: { user_id: userId, shard_id: route?.shardId ?? null, status: route?.status ?? 'active' },
    devices: devices.map(({ id, label, createdAt, lastSeenAt }) => ({
      device_id: id,
      label: label || null,
      created_at: createdAt.toISOString(),
      last_seen_at: lastSeenAt.toISOString(),
    })),
    deletions: deletions.map((entry) => ({
      operation_id: entry.operationId,
      conversation_id: entry.conversationId,
      message_id: entry.messageId,
      kind: entry.kind,
      scope: entry.scope,
      status: entry.status,
      deleted_at: entry.deletedAt.toISOString(),
    })),
  };
}

async function readRows(
  deps: ExportDeps,
  session: ShardSession,
): Promise<Pick<ExportPart, 'facts' | 'candidates' | 'corrections' | 'settings' | 'persona'>> {
  const owner: Owner = { userId: session.userId, userKey: await findUserKey(session) };
  const profile = await readPersonaProfile(session);
  const candidates = await listAccountRows(session, 'knowledge_candidates');
  return {
    facts: (await listAllFacts(session)).map((row) => toFact(deps, owner, row)),
    candidates: candidates.map((row) => toCandidate(deps, owner, row)),
    corrections: (await listAccountRows(session, 'memory_correction_log')).map(toJson),
    settings: (await listAccountRows(session, 'user_settings')).map(toJson),
    persona: {
      profile:
        profile === null
          ? null
          : openProfile(deps.cipher, owner, profile.fields as Readonly<Record<string, { readonly value?: unknown }>>),
      relationship: (await listAccountRows(session, 'relationship_stage')).map(toJson),
      blocks: (await listAccountRows(session, 'persona_temp_blocks')).map(toJson),
      signals: (await listAccountRows(session, 'signal_daily_deltas')).map(toJson),
      suppressed_facts: (await listAccountRows(session, 'knowledge_suppressions')).map(toJson),
    },
  };
}

function toMessage(message: StoredMessage): Json {
  return toJson({
    message_id: message.id,
    request_id: message.requestId,
    role: message.role,
    content: message.content,
    created_at: message.createdAt,
    lang: message.lang,
    input_type: message.inputType,
    reply_to_id: message.replyToId,
    memory_type: message.memoryType,
    memory_confidence: message.memoryConfidence,
    memory_snippet: message.memorySnippet,
    description: message.responseDescription,
    mood: message.moodFrame,
    cards: message.cards,
    memory_refs: message.memoryRefs,
    presentation: message.presentation,
    media: message.mediaUrls,
    model: message.modelUsed,
    is_sensitive: message.isSensitive,
    is_forgotten: message.isForgotten,
    contested_at: message.contestedAt,
    deleted_at: message.deletedAt,
  });
}

function toFact(deps: ExportDeps, owner: Owner, row: KnowledgeRow): Json {
  const payload = decryptFact(deps, owner, row);
  return toJson({
    knowledge_id: row.id,
    type: row.knowledgeType,
    version: row.version,
    source: row.extractedFrom,
    confidence: row.confidence,
    is_active: row.isActive,
    is_disputed: row.isDisputed,
    inactive_reason: row.inactiveReason,
    evidence_message_ids: row.evidenceMessageIds,
    evidence_at: row.evidenceAt,
    expires_at: row.expiresAt,
    created_at: row.createdAt,
    ...(payload === undefined ? { unreadable: true } : { payload }),
  });
}

function toCandidate(deps: ExportDeps, owner: Owner, row: Readonly<Record<string, unknown>>): Json {
  const { encrypted_data: encryptedData, iv, auth_tag: authTag, key_version: keyVersion, ...plain } = row;
  const identity = {
    userId: owner.userId,
    id: String(row['id']),
    type: String(row['knowledge_type']),
    keyVersion: Number(keyVersion),
  };
  try {
    if (!owner.userKey) return toJson({ ...plain, unreadable: true });
    const sealed = { encryptedData: encryptedData as Buffer, iv: iv as Buffer, authTag: authTag as Buffer };
    return toJson({ ...plain, payload: deps.cipher.decrypt(identity, owner.userKey, sealed) });
  } catch (error) {
    deps.events.unreadable({ type: identity.type, error });
    return toJson({ ...plain, unreadable: true });
  }
}

/** Dates as ISO 8601. */
function toJson(value: Readonly<Record<string, unknown>>): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
