import { detachedCall, forward } from '#kernel/call';
import type { Clock } from '#kernel/clock';
import { AppError } from '#kernel/error';
import { retry } from '#kernel/retry';
import type { PeerClient } from '#kernel/service';
import type { IncomingMessage, llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import type { Reply } from '#dialogue/model/reply';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { Cache } from '#ports/cache';
import type { EventLog } from './event-log.ts';
import type { GatewayEvents } from './events.ts';
import { toCrisisReply } from './fixed-reply.ts';
import type { PendingMessages } from './pending-messages.ts';
import type { RunningTurns } from './running-turns.ts';
import { supersedeTurns } from './supersede-turns.ts';

const WINDOW_MS = 86_400_000;
const RECORD_TIMEOUT_MS = 3_000;

/** Key of the flag that holds back humour, urgency and opportunities for a day. @see dialogue.md D-19 */
export const crisisWindowKey = (userId: string): string => `crisis:${userId}`;

/** What a crisis answer needs. */
export interface CrisisDeps {
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
  readonly cache: Cache;
  readonly eventLog: EventLog;
  readonly pending: PendingMessages;
  readonly events: GatewayEvents;
  readonly clock: Clock;
  readonly running: RunningTurns;
  readonly options: { readonly country: string };
}

/**
 * Answers a message in crisis at once, with fixed words and the lines to call. Both rows are stored; the answer is shown
 * even when neither the shard nor the cache can be reached, and storing goes on in the background.
 *
 * @returns the answer, so that the sender has it without any event. @see dialogue.md 3.4, DESIGN.md 8.4
 */
export async function answerCrisis(
  deps: CrisisDeps,
  input: {
    readonly userId: string;
    readonly requestId: string;
    readonly message: IncomingMessage;
    readonly language: 'en' | 'ru' | 'ar';
    readonly crisisLanguage: string;
  },
): Promise<Reply> {
  const { userId, requestId, message } = input;
  deps.events.crisisDetected({ requestId, language: input.crisisLanguage });
  const preparing = Promise.all([
    deps.cache.set(crisisWindowKey(userId), '1', { ttlMs: WINDOW_MS }).catch(() => undefined),
    stopTurns(deps, userId, requestId),
  ]);
  const reply = toCrisisReply({
    requestId,
    messageId: message.message_id,
    conversationId: requestId,
    language: input.language,
    now: deps.clock.now(),
    country: deps.options.country,
  });
  const record = async (): Promise<Reply> => {
    const call = detachedCall({ caller: 'gateway', requestId });
    const stored = await deps.orchestrator.recordCrisis(
      { user_id: userId, request_id: requestId, message, reply },
      forward(call, { timeoutMs: RECORD_TIMEOUT_MS }),
    );
    return {
      ...reply,
      conversation_id: stored.conversation_id,
      assistant_message_id: stored.assistant_message_id,
      signature: stored.signature,
    };
  };
  const shown = await record().catch((error: unknown) => {
    deps.events.crisisRecordFailed({ requestId, error });
    // What the store refuses is refused again: it is shown, and logged, and not repeated.
    if (error instanceof AppError && error.status < 500) return reply;
    deps.running.track(
      `crisis:${userId}:${requestId}`,
      retry(record, { attempts: 8, firstDelayMs: 500, maxDelayMs: 15_000, isRetryable: () => true }).then(
        () => undefined,
        (last: unknown) => deps.events.crisisRecordFailed({ requestId, error: last }),
      ),
    );
    return reply;
  });
  await preparing;
  const told: readonly StreamEvent[] = [
    { type: 'accepted', request_id: requestId, message_id: message.message_id },
    { type: 'text', request_id: requestId, index: 0, sentence: shown.text, speech: shown.speech_text },
    { type: 'done', request_id: requestId, reply: shown },
  ];
  try {
    for (const event of told) await deps.eventLog.publish(userId, event);
  } catch (error) {
    // Whoever sent it has the answer all the same.
    deps.events.publishFailed({ requestId, type: 'crisis', error });
  }
  return shown;
}

/** Nobody is shown clothes now: what still runs for this user stops. */
async function stopTurns(deps: CrisisDeps, userId: string, by: string): Promise<void> {
  const waiting = await deps.pending.list(userId).catch(() => []);
  await supersedeTurns(deps, { userId, requestIds: new Set(waiting.map((entry) => entry.requestId)), by });
}
