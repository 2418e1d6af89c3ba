import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { retry } from '#kernel/retry';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import { speakingRenderHints } from '#dialogue/model/persona-contract/render-hints';
import type { Reply } from '#dialogue/model/reply';
import type { ResponseMeta } from '#dialogue/persona-agent/contract';
import type { StoredMessage } from '#stores/shard/message';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { signAnswer } from '#user-data/memory/sign-answer';
import type { Routing } from '#user-data/routing/routing';
import type { ContextPack } from './context-pack.ts';
import { describeCards } from './describe-cards.ts';
import type { Direction } from './direct.ts';
import type { OrchestratorEvents } from './events.ts';
import type { Generation } from './generate.ts';
import { toMemoryUse } from './memory-use.ts';
import { toSpeech } from './polish-text.ts';
import type { Sensed } from './sense.ts';
import { TurnCancelledError } from './turn-registry.ts';
import type { AcceptedMessage, Consultation, Recollection } from './turn.ts';

/** What remembering needs. */
export interface RememberDeps {
  readonly routing: Routing;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
  readonly signingKey: Buffer;
}

/** Everything that became of the turn. */
export interface RememberInput {
  readonly accepted: AcceptedMessage;
  readonly sensed: Sensed;
  readonly direction: Direction;
  readonly recollection: Recollection;
  readonly consultation: Consultation;
  readonly pack: ContextPack;
  readonly generation: Generation;
}

/**
 * Stores the answer with everything that a later turn, a replay or the memory screen needs, then signs it. When it
 * returns, both rows of the pair are committed: only then `done` may be sent.
 *
 * @throws TurnCancelledError when another request took the conversation meanwhile.
 * @see dialogue.md 3.15-3.16, user-data.md 13
 */
export async function remember(deps: RememberDeps, input: RememberInput): Promise<Reply> {
  const { accepted, consultation, generation, sensed } = input;
  const reply = toReply(deps, input);
  const remembered = await retry(
    () =>
      deps.routing.autocommit(accepted.turn.userId, (session) =>
        rememberAnswer(session, {
          requestId: accepted.turn.requestId,
          moodFrame: sensed.mood.source === 'default' ? null : sensed.mood,
          answer: {
            id: reply.assistant_message_id ?? newId(),
            content: reply.text,
            createdAt: new Date(reply.created_at),
            lang: accepted.turn.language,
            responseDescription: describeCards(consultation.cards, {
              occasion: consultation.result?.occasion ?? null,
              style: consultation.result?.style ?? null,
            }),
            cards: consultation.cards.length > 0 ? consultation.cards : null,
            memoryRefs: {
              used: reply.memory_used,
              in_pack: [
                ...input.pack.facts.map(({ id }) => id),
                ...input.pack.episodes.map(({ messageId }) => messageId),
              ],
            },
            presentation: { ...withoutStoredParts(reply), response_meta: toResponseMeta(input) },
            durationMs: reply.duration_ms,
            modelUsed: generation.model,
          },
        }),
      ),
    { attempts: 3, firstDelayMs: 50, maxDelayMs: 500, isRetryable: () => true },
  );
  if (remembered.outcome === 'lease_lost') throw new TurnCancelledError();
  return remembered.outcome === 'stored'
    ? readStoredReply(deps, remembered.answer, accepted.stored.conversation.id)
    : reply;
}

function toReply(
  deps: RememberDeps,
  { accepted, sensed, direction, recollection, consultation, pack, generation }: RememberInput,
): Reply {
  const { turn, stored } = accepted;
  const id = newId();
  const createdAt = deps.clock.now().toISOString();
  const { mood } = sensed;
  return {
    request_id: turn.requestId,
    conversation_id: stored.conversation.id,
    user_message_id: turn.messageId,
    assistant_message_id: id,
    exchange_id: id,
    text: generation.text,
    speech_text: toSpeech(generation.text, turn.language),
    lang: turn.language,
    items: [...consultation.cards],
    voice_params: direction.voice_params,
    avatar_state: direction.avatar_state,
    render_hints: speakingRenderHints(direction.render_hints, { hasItems: consultation.cards.length > 0 }),
    intent: accepted.intent,
    query_level: accepted.queryLevel,
    query_expansion_attempted: recollection.expansionAttempted,
    query_expansion_used: recollection.expansionUsed,
    mood: { valence: mood.emotion.valence, energy: mood.emotion.arousal, dominant: mood.emotion.dominant },
    memory_used: generation.usedRefs.flatMap((ref) => toMemoryUse(ref, pack, stored.conversation.id)),
    audio: turn.isVoice ? { stream_id: turn.requestId } : null,
    degraded: generation.isDegraded,
    crisis_detected: false,
    model_used: generation.model,
    duration_ms: Math.round(deps.clock.nowMs() - turn.startedAtMs),
    created_at: createdAt,
    signature: signReply(deps.signingKey, {
      conversationId: stored.conversation.id,
      id,
      content: generation.text,
      cards: consultation.cards,
      createdAt,
    }),
  };
}

interface SignedParts {
  readonly conversationId: string;
  readonly id: string;
  readonly content: string;
  readonly cards: readonly unknown[] | null;
  readonly createdAt: string;
}

/** The signature by which a replayed answer proves that it was ours. Answers without cards sign an empty list. */
export function signReply(key: Buffer, parts: SignedParts): string {
  return signAnswer(key, { ...parts, cards: parts.cards ?? [] });
}

/** Text, cards and signature have their own columns or are made when they are needed. */
function withoutStoredParts({
  text: _text,
  items: _items,
  signature: _signature,
  memory_used: _used,
  ...presentation
}: Reply): Omit<Reply, 'text' | 'items' | 'signature' | 'memory_used'> {
  return presentation;
}

/**
 * The reply behind a stored answer, as it was sent the first time. An answer that came back by a replay has lost what was
 * shown beside it; neutral values stand in.
 */
export function readStoredReply(
  deps: { readonly signingKey: Buffer },
  answer: StoredMessage,
  conversationId: string,
): Reply {
  const {
    response_meta: _meta,
    spoken_chars: _spoken,
    ...shown
  } = (answer.presentation ?? {}) as Partial<Reply> & { response_meta?: unknown; spoken_chars?: unknown };
  const cards = (answer.cards as Reply['items'] | null) ?? [];
  const createdAt = answer.createdAt.toISOString();
  const refs = answer.memoryRefs as { used?: Reply['memory_used'] } | null;
  return {
    ...neutralPresentation(answer, conversationId),
    ...shown,
    conversation_id: conversationId,
    assistant_message_id: answer.id,
    text: answer.content,
    items: cards,
    memory_used: refs?.used ?? [],
    created_at: createdAt,
    signature: signReply(deps.signingKey, { conversationId, id: answer.id, content: answer.content, cards, createdAt }),
  };
}

function neutralPresentation(
  answer: StoredMessage,
  conversationId: string,
): Omit<Reply, 'text' | 'items' | 'memory_used' | 'created_at' | 'signature'> {
  const lang = answer.lang === 'ru' || answer.lang === 'ar' ? answer.lang : 'en';
  const requestId = answer.requestId ?? answer.id;
  return {
    request_id: requestId,
    conversation_id: conversationId,
    user_message_id: requestId,
    assistant_message_id: answer.id,
    exchange_id: answer.id,
    speech_text: toSpeech(answer.content, lang),
    lang,
    voice_params: DEFAULT_VOICE_PARAMS,
    avatar_state: { expression: 'friendly', energy_level: 0.5 },
    render_hints: { expression: 'friendly', energy_level: 0.5, listen_state: 'idle', pace: 'normal' },
    intent: 'social_chat',
    query_level: 1,
    query_expansion_attempted: false,
    query_expansion_used: false,
    mood: null,
    audio: null,
    degraded: false,
    crisis_detected: answer.modelUsed === 'crisis_hardcoded',
    model_used: answer.modelUsed ?? 'unknown',
    duration_ms: answer.durationMs ?? 0,
  };
}

/** What the answer was like, for the feedback on the user's next words. @see persona.md P-10 */
function toResponseMeta({ direction, consultation, accepted }: RememberInput): ResponseMeta {
  const { tone_mode: tone, persona_directive: directive } = direction;
  return {
    tone_mode: tone,
    had_humor: tone === 'playful' && directive.params.humor_ok,
    humor_type: null,
    had_cultural_ref: directive.optional_spice !== null,
    had_opinion: tone === 'opinionated',
    had_praise: tone === 'excited',
    had_emotional_support: tone === 'supportive',
    was_proactive: directive.situational_rules.some(({ id }) => id.includes('explor') || id.includes('event')),
    had_urgency_push: directive.situational_rules.some(({ id }) => id.includes('closing')),
    user_word_count: accepted.turn.text.trim().split(/\s+/u).length,
    style_tags: [
      ...new Set(
        consultation.items.flatMap(({ colour, category }) => [colour, category].filter((tag) => tag !== null)),
      ),
    ].slice(0, 8),
  };
}
