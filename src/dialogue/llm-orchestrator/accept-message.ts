import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, InvalidInputError, OverloadedError } from '#kernel/error';
import type { Clock } from '#kernel/clock';
import { matchCrisis } from '#dialogue/model/crisis/match-crisis';
import { classifyIntent } from '#dialogue/model/language/classify-intent';
import { codePointLength } from '#dialogue/model/language/code-points';
import { detectLanguage } from '#dialogue/model/language/detect-language';
import { readMemoryQuestion } from '#dialogue/model/language/memory-question';
import { acceptTurn } from '#stores/shard/accept-turn';
import type { AcceptedTurn, TurnMessage } from '#stores/shard/accept-turn';
import type { StoredMessage } from '#stores/shard/message';
import type { ShardSession } from '#stores/shard/shard-session';
import { acquireTurn } from '#stores/shard/turn-lease';
import type { Routing } from '#user-data/routing/routing';
import { classifyComplexity } from '#user-data/memory/classify-complexity';
import { classifyMessage } from '#user-data/memory/classify-message';
import type { RecentMessage } from '#user-data/memory/detect-correction';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { mayTeach } from '#user-data/memory/may-teach';
import { MESSAGE_MAX_LENGTH } from './contract.ts';
import type { IncomingMessage } from './contract.ts';
import type { OrchestratorEvents } from './events.ts';
import { learnFromMessage } from './learn-from-message.ts';
import { readBurstConstraints } from './read-burst-constraints.ts';
import { readFacts } from './read-facts.ts';
import type { AcceptedMessage, CorrectionOutcome, EvidencedFact, Turn } from './turn.ts';

/** How often a turn that found the conversation busy asks again. */
const BUSY_POLL_MS = 150;

/** What accepting needs. */
export interface AcceptDeps {
  readonly routing: Routing;
  readonly cipher: FactCipher;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
  readonly options: { readonly leaseMs: number; readonly timeZone: string; readonly currency: string };
}

interface Taken {
  readonly stored: AcceptedTurn;
  readonly facts: readonly EvidencedFact[];
  readonly correction: CorrectionOutcome | null;
}

/** A stored answer of the same ids: it is returned, a second one is never made. */
export interface StoredAnswer {
  readonly kind: 'answered';
  readonly answer: StoredMessage;
}

/** The messages belong to another request meanwhile: that one answers them. @see DESIGN.md 8.11 */
export interface TakenOver {
  readonly kind: 'superseded';
  readonly by: string;
}

/**
 * Stores the messages before anything else and takes the conversation, in one transaction with what the messages teach.
 * When another turn holds the conversation, the messages are stored at once and the turn waits for its end.
 *
 * @param onStored told as soon as the messages are committed.
 * @throws ConflictError when a message id comes again with another text; OverloadedError when the wait was too long.
 * @see dialogue.md 3.2 (0.1-0.6), DESIGN.md 8.2, 8.7, 8.8
 */
export async function acceptMessage(
  deps: AcceptDeps,
  turn: Turn,
  onStored: () => void,
): Promise<AcceptedMessage | StoredAnswer | TakenOver> {
  requireAcceptable(turn);
  const startedAt = performance.now();
  let taken = await take(deps, turn);
  deps.events.turnAccepted({
    requestId: turn.requestId,
    outcome: taken.stored.outcome,
    messages: turn.messages.length,
    durationMs: performance.now() - startedAt,
  });
  if (taken.stored.outcome === 'answered' && taken.stored.answer)
    return { kind: 'answered', answer: taken.stored.answer };
  onStored();
  const learned = taken;
  while (taken.stored.outcome === 'busy') {
    if (deps.clock.nowMs() > turn.deadlineAtMs)
      throw new OverloadedError('Another answer of this conversation takes too long.', { code: 'conversation_busy' });
    await sleep(BUSY_POLL_MS, undefined, { signal: turn.signal });
    const lease = { requestId: turn.requestId, leaseMs: deps.options.leaseMs };
    if (!(await deps.routing.autocommit(turn.userId, (session) => acquireTurn(session, lease)))) continue;
    // Read again: the turn before has added its answer to the history.
    taken = await take(deps, turn);
    if (taken.stored.outcome === 'answered' && taken.stored.answer)
      return { kind: 'answered', answer: taken.stored.answer };
  }
  const by = findSuccessor(taken.stored, turn);
  if (by !== undefined) return { kind: 'superseded', by };
  return describe({ ...taken, correction: taken.correction ?? learned.correction }, turn);
}

/** The request that all messages of this one went to; undefined while at least one is its own. */
function findSuccessor({ messages }: AcceptedTurn, { requestId, supersedes }: Turn): string | undefined {
  const isOwn = messages.some(
    (message) =>
      message.outcome === 'inserted' || message.requestId === requestId || supersedes.includes(message.requestId),
  );
  return isOwn ? undefined : messages.at(-1)?.requestId;
}

/** Which language the turn is answered in, from the text and the message before. */
export function replyLanguageOf(text: string): Turn['language'] {
  return detectLanguage(text).replyLanguage;
}

function requireAcceptable(turn: Turn): void {
  for (const { text } of turn.messages) {
    if (codePointLength(text) > MESSAGE_MAX_LENGTH) {
      throw new InvalidInputError(`A message has at most ${MESSAGE_MAX_LENGTH} characters.`, {
        code: 'message_too_long',
      });
    }
    if (text.trim() === '') throw new InvalidInputError('The message is empty.', { code: 'message_empty' });
  }
}

async function take(deps: AcceptDeps, turn: Turn): Promise<Taken> {
  const { timeZone } = deps.options;
  const teaches = turn.messages.some(({ text, sent_at: at }) => mayTeach({ text, now: new Date(at), timeZone }));
  return teaches ? takeAndLearn(deps, turn) : takeOnly(deps, turn);
}

/** Most messages teach nothing: the one statement that stores them is the whole transaction. */
async function takeOnly(deps: AcceptDeps, turn: Turn): Promise<Taken> {
  const stored = await deps.routing.autocommit(turn.userId, (session) => acceptOrRefuse(deps, session, turn));
  return { stored, facts: readStoredFacts(deps, turn, stored), correction: null };
}

/** What a message teaches is stored with it, or neither is. */
async function takeAndLearn(deps: AcceptDeps, turn: Turn): Promise<Taken> {
  return deps.routing.transact(turn.userId, async (transaction) => {
    const stored = await acceptOrRefuse(deps, transaction, turn);
    let facts = readStoredFacts(deps, turn, stored);
    let userKey = stored.userKey;
    let correction: CorrectionOutcome | null = null;
    for (const message of newMessages(turn, stored)) {
      try {
        const outcome = await learnFromMessage(deps, transaction, {
          userId: turn.userId,
          messageId: message.message_id,
          text: message.text,
          saidAt: new Date(message.sent_at),
          timeZone: deps.options.timeZone,
          currency: deps.options.currency,
          hasReplyTarget: stored.referencedArtifact !== null,
          recent: stored.recentMessages.slice(-5).map(toRecentMessage),
          facts,
          userKey,
        });
        ({ facts, userKey } = outcome);
        correction = outcome.correction ?? correction;
        for (const type of outcome.learnedTypes) deps.events.factLearned({ type, language: turn.language });
        if (outcome.correction)
          deps.events.memoryCorrected({
            type: outcome.correction.type,
            language: turn.language,
            deactivated: outcome.correction.type !== 'ambiguous',
          });
      } catch (error) {
        // The message is worth more than what could be learned from it.
        deps.events.memoryStepFailed({ requestId: turn.requestId, error });
      }
    }
    return { stored, facts, correction };
  });
}

async function acceptOrRefuse(deps: AcceptDeps, session: ShardSession, turn: Turn): Promise<AcceptedTurn> {
  const stored = await acceptTurn(session, {
    requestId: turn.requestId,
    messages: turn.messages.map((message) => toTurnMessage(message)),
    leaseMs: deps.options.leaseMs,
    supersedes: turn.supersedes,
  });
  if (stored.outcome === 'conflict')
    throw new ConflictError('This message id was used for another text.', { code: 'message_id_reused' });
  const newest = stored.messages.find(({ id }) => id === turn.messageId);
  if (stored.outcome === 'answered' && newest?.outcome === 'conflict')
    throw new ConflictError('This request id was used for another message.', { code: 'request_id_reused' });
  return stored;
}

function readStoredFacts(deps: AcceptDeps, { userId }: Turn, stored: AcceptedTurn): readonly EvidencedFact[] {
  return readFacts(deps, { userId, rows: stored.knowledge, userKey: stored.userKey, now: deps.clock.now() });
}

function newMessages(turn: Turn, stored: AcceptedTurn): readonly IncomingMessage[] {
  const inserted = new Set(stored.messages.filter(({ outcome }) => outcome === 'inserted').map(({ id }) => id));
  return turn.messages.filter((message) => inserted.has(message.message_id) && matchCrisis(message.text) === undefined);
}

/** A message as it goes into the history: language, type, confidence and salience are set in the same step. */
export function toTurnMessage(message: IncomingMessage): TurnMessage {
  const isCrisis = matchCrisis(message.text) !== undefined;
  const { memoryType, memoryConfidence, isEmbeddable } = classifyMessage(message.text);
  return {
    id: message.message_id,
    content: message.text,
    createdAt: new Date(message.sent_at),
    inputType: message.input_type,
    lang: detectLanguage(message.text).language,
    memoryType,
    memoryConfidence,
    isEmbeddable: isEmbeddable && !isCrisis,
    isSensitive: isCrisis,
    explicitReplyTo: message.explicit_reply_to,
  };
}

/** A stored message as the correction rules read it. */
export function toRecentMessage(message: StoredMessage): RecentMessage {
  const used =
    (message.memoryRefs as { used?: readonly { kind: string; type?: string | null; key?: string | null }[] } | null)
      ?.used ?? [];
  return {
    id: message.id,
    role: message.role,
    content: message.content,
    createdAt: message.createdAt.toISOString(),
    usedFacts: used.flatMap((ref) =>
      ref.kind === 'fact' && ref.type && ref.key ? [{ type: ref.type, key: ref.key }] : [],
    ),
  } as RecentMessage;
}

function describe(taken: Taken, turn: Turn): AcceptedMessage {
  const { stored } = taken;
  const last = stored.recentMessages.at(-1);
  const previousAnswer = stored.recentMessages.findLast(({ role }) => role === 'assistant');
  const newest = new Date(turn.messages.at(-1)?.sent_at ?? 0).getTime();
  // "What is my size?" right after a look is a question about memory, not about the look.
  const asksMemory = readMemoryQuestion(turn.text) !== null;
  const { intent, requiresConsultant } = classifyIntent({
    text: turn.text,
    ...(last ? { gapMs: newest - last.createdAt.getTime() } : {}),
    isReplyToArtefact: !asksMemory && stored.referencedArtifact !== null,
    ...(previousAnswer ? { previousAssistantText: previousAnswer.content } : {}),
  });
  return {
    turn,
    stored,
    facts: taken.facts,
    correction: taken.correction,
    constraints: readBurstConstraints(turn.messages.map(({ text }) => text)),
    intent,
    requiresConsultant: requiresConsultant && !asksMemory,
    queryLevel: classifyComplexity(turn.text),
  };
}
