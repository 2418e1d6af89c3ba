import { listHistory } from '#stores/shard/message-store';
import { listActiveFacts, findUserKey } from '#stores/shard/knowledge-store';
import { readSettings } from '#stores/shard/settings-store';
import { NotFoundError } from '#kernel/error';
import type { Clock } from '#kernel/clock';
import type { Cache } from '#ports/cache';
import type { Reply } from '#dialogue/model/reply';
import { userCacheKeys } from '#dialogue/model/user-cache-keys';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { Routing } from '#user-data/routing/routing';
import type { CompactView } from './contract.ts';
import type { OrchestratorEvents } from './events.ts';
import { readFacts } from './read-facts.ts';
import type { Sensed } from './sense.ts';
import type { AcceptedMessage, EvidencedFact } from './turn.ts';

const TTL_MS = 24 * 3_600_000;
const WINDOW = 5;

/** The view after a turn. */
export function toCompactView({
  accepted,
  sensed,
  answer,
}: {
  readonly accepted: AcceptedMessage;
  readonly sensed: Sensed;
  readonly answer: Reply;
}): CompactView {
  const { stored, turn } = accepted;
  const before = stored.recentMessages.map(({ role, content, createdAt, moodFrame }) => ({
    role,
    text: content,
    at: createdAt.toISOString(),
    valence: valenceOf(moodFrame),
  }));
  const now = turn.messages.map(({ text, sent_at: at }) => ({
    role: 'user' as const,
    text,
    at,
    valence: sensed.mood.emotion.valence,
  }));
  const last = { role: 'assistant' as const, text: answer.text, at: answer.created_at, valence: null };
  return fromParts(stored.conversation.id, accepted.facts, stored.settings, [...before, ...now, last]);
}

/** Keeps the view for a day. */
export async function writeCompactView(cache: Cache, userId: string, view: CompactView): Promise<void> {
  await cache.set(userCacheKeys.compactView(userId), JSON.stringify(view), { ttlMs: TTL_MS });
}

/** What reading the view needs. */
export interface CompactDeps {
  readonly routing: Routing;
  readonly cipher: FactCipher;
  readonly cache: Cache;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
}

/** The view of a user: cached, else rebuilt from the shard. A new user has an empty one. */
export async function readCompactView(deps: CompactDeps, userId: string): Promise<CompactView> {
  const cached = await deps.cache.get(userCacheKeys.compactView(userId));
  if (cached !== undefined) return JSON.parse(cached) as CompactView;
  try {
    const view = await deps.routing.read(userId, async (session) => {
      const conversationId = await session.conversationId();
      const rows = await listActiveFacts(session, deps.clock.now());
      const facts = readFacts(deps, {
        userId,
        rows,
        userKey: rows.length > 0 ? await findUserKey(session) : null,
        now: deps.clock.now(),
      });
      const recent = [...(await listHistory(session, { limit: 2 * WINDOW }))]
        .filter(({ isForgotten, deletedAt, isSensitive }) => !isForgotten && deletedAt === null && !isSensitive)
        .reverse();
      const settings = await readSettings(session);
      return fromParts(
        conversationId,
        facts,
        Object.fromEntries([...settings].map(([key, { value }]) => [key, value])),
        recent.map(({ role, content, createdAt, moodFrame }) => ({
          role,
          text: content,
          at: createdAt.toISOString(),
          valence: valenceOf(moodFrame),
        })),
      );
    });
    await writeCompactView(deps.cache, userId, view);
    return view;
  } catch (error) {
    if (error instanceof NotFoundError) return fromParts(null, [], {}, []);
    throw error;
  }
}

interface Line {
  readonly role: 'user' | 'assistant' | 'system';
  readonly text: string;
  readonly at: string;
  readonly valence: number | null;
}

function fromParts(
  conversationId: string | null,
  facts: readonly EvidencedFact[],
  settings: Readonly<Record<string, unknown>>,
  lines: readonly Line[],
): CompactView {
  const level = settings['cultural_sensitivity_level'];
  return {
    conversation_id: conversationId,
    favorite_brands: [],
    allergies: facts
      .filter(({ type }) => type === 'allergy')
      .map(({ key }) => key)
      .slice(0, 20),
    interests: [],
    cultural_sensitivity_level: level === 'high' || level === 'low' ? level : 'medium',
    recent_messages: lines
      .filter((line) => line.role !== 'system')
      .slice(-WINDOW)
      .map(({ role, text, at, valence }) => ({ role: role === 'assistant' ? 'assistant' : 'user', text, at, valence })),
  };
}

function valenceOf(moodFrame: unknown): number | null {
  const valence = (moodFrame as { emotion?: { valence?: unknown } } | null)?.emotion?.valence;
  return typeof valence === 'number' ? valence : null;
}
