import type { Call } from '#kernel/call';
import { AppError } from '#kernel/error';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { acceptMessage, replyLanguageOf } from './accept-message.ts';
import type { AcceptDeps } from './accept-message.ts';
import { composeContextPack } from './compose-context-pack.ts';
import { consult } from './consult.ts';
import type { ConsultDeps } from './consult.ts';
import type { ReplyRequest } from './contract.ts';
import { direct } from './direct.ts';
import type { DirectDeps } from './direct.ts';
import { finishTurn } from './finish-turn.ts';
import type { FinishDeps } from './finish-turn.ts';
import { generate } from './generate.ts';
import { giveFeedback } from './give-feedback.ts';
import type { GenerateDeps } from './generate.ts';
import { toSpeech } from './polish-text.ts';
import { recall, startSearch } from './recall.ts';
import type { RecallDeps } from './recall.ts';
import { readStoredReply, remember } from './remember.ts';
import type { RememberDeps } from './remember.ts';
import { selectEpisodes } from './select-episodes.ts';
import { sense } from './sense.ts';
import type { SenseDeps } from './sense.ts';
import { toThinkingEvent } from './thinking-event.ts';
import { TurnCancelledError } from './turn-registry.ts';
import type { TurnRegistry } from './turn-registry.ts';
import type { Turn } from './turn.ts';

/** Everything that a turn uses; each step takes its own part. */
export type ReplyDeps = AcceptDeps &
  SenseDeps &
  DirectDeps &
  RecallDeps &
  ConsultDeps &
  GenerateDeps &
  RememberDeps &
  FinishDeps & { readonly turns: TurnRegistry; readonly options: { readonly turnBudgetMs: number } };

/**
 * Answers a turn. Reads like its specification: accept, sense, direct with recall, consult, compose, generate, remember.
 *
 * @see DESIGN.md 4, dialogue.md 3.2
 */
export async function* reply(
  deps: ReplyDeps,
  request: ReplyRequest,
  call: Call,
): AsyncGenerator<StreamEvent, void, void> {
  const slot = deps.turns.open({ userId: request.user_id, requestId: request.request_id });
  const turn = openTurn(deps, request, AbortSignal.any([slot.signal, call.signal]));
  const event = { request_id: turn.requestId };
  // From the first statement on the conversation may be ours, whatever comes back of it.
  let isHeld = true;
  let accepting: ReturnType<typeof acceptMessage> | undefined;
  const letGo = deps.hold(turn);
  try {
    let announceStored = (): void => undefined;
    const stored = new Promise<void>((resolve) => (announceStored = resolve));
    accepting = acceptMessage(deps, turn, announceStored);
    // Beside it: neither needs anything but the user's words.
    const searching = startSearch(deps, turn);
    const sensing = sense(deps, turn);
    sensing.catch(() => undefined);
    await Promise.race([stored, accepting]);
    yield { ...event, type: 'accepted', message_id: turn.messageId };

    const accepted = await accepting;
    if ('kind' in accepted && accepted.kind === 'superseded') {
      yield { ...event, type: 'superseded', by: accepted.by };
      return;
    }
    if ('kind' in accepted) {
      isHeld = false;
      const conversationId = (accepted.answer.presentation as { conversation_id: string }).conversation_id;
      yield { ...event, type: 'done', reply: readStoredReply(deps, accepted.answer, conversationId) };
      return;
    }
    await slot.enter();
    const recalling = recall(deps, accepted, searching);
    recalling.catch(() => undefined);
    const sensed = await sensing;
    const consulting = consult(deps, accepted, sensed);
    consulting.catch(() => undefined);
    const direction = await direct(deps, { accepted, sensed, call });
    yield toThinkingEvent(accepted, direction);

    const found = await recalling;
    const recollection = selectEpisodes({ accepted, found, mood: sensed.mood, now: deps.clock.now() });
    const consultation = await consulting;
    if (consultation.cards.length > 0)
      yield {
        ...event,
        type: 'items',
        items: [...consultation.cards],
        rationale: consultation.result?.rationale ?? null,
      };

    const pack = composeContextPack({ accepted, sensed, direction, recollection, consultation, now: deps.clock.now() });
    if (pack.isTrimmed) deps.events.contextTrimmed(accepted.queryLevel);
    deps.events.promptReady(deps.clock.nowMs() - turn.startedAtMs);

    const sentences = generate(deps, {
      accepted,
      consultation,
      pack,
      maxEmoji: direction.persona_directive.params.max_emoji,
    });
    const first = sentences.next();
    // While the model reads.
    void giveFeedback(deps, { accepted, sensed });
    let next = await first;
    for (let index = 0; !next.done; index++, next = await sentences.next()) {
      yield { ...event, type: 'text', index, sentence: next.value, speech: toSpeech(next.value, turn.language) };
    }
    const answer = await remember(deps, {
      accepted,
      sensed,
      direction,
      recollection,
      consultation,
      pack,
      generation: next.value,
    });
    isHeld = false;
    finishTurn(deps, { accepted, sensed, answer });
    yield { ...event, type: 'done', reply: answer };
  } catch (error) {
    if (turn.signal.aborted || error instanceof TurnCancelledError) {
      deps.events.turnEnded({ requestId: turn.requestId, outcome: 'cancelled' });
      yield { ...event, type: 'cancelled' };
      return;
    }
    if (!(error instanceof AppError) || error.status >= 500)
      deps.events.turnEnded({ requestId: turn.requestId, outcome: 'failed', error });
    throw error;
  } finally {
    letGo();
    if (isHeld) {
      slot.abandon();
      await accepting?.catch(() => undefined);
      await deps.release(turn);
    }
    slot.close();
  }
}

function openTurn(deps: ReplyDeps, request: ReplyRequest, signal: AbortSignal): Turn {
  const startedAtMs = deps.clock.nowMs();
  const text = request.messages.map((message) => message.text.trim()).join('. ');
  return {
    userId: request.user_id,
    requestId: request.request_id,
    messages: request.messages,
    messageId: request.messages.at(-1)?.message_id ?? request.request_id,
    text,
    language: replyLanguageOf(text),
    supersedes: request.supersedes,
    isVoice: request.voice_mode,
    mallId: request.mall_id,
    isCrisisWindow: request.crisis_window,
    startedAtMs,
    deadlineAtMs: startedAtMs + deps.options.turnBudgetMs,
    signal,
  };
}
