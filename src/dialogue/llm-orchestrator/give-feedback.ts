import { detachedCall, forward } from '#kernel/call';
import { newId } from '#kernel/id';
import type { PeerClient } from '#kernel/service';
import { detectSignals } from '#dialogue/model/detect-signals';
import { responseMeta } from '#dialogue/persona-agent/contract';
import type { personaAgentContract } from '#dialogue/persona-agent/contract';
import { flattenMood } from './direct.ts';
import type { OrchestratorEvents } from './events.ts';
import type { Sensed } from './sense.ts';
import type { AcceptedMessage } from './turn.ts';

const FEEDBACK_TIMEOUT_MS = 5_000;

/** What feedback needs. */
export interface FeedbackDeps {
  readonly persona: PeerClient<typeof personaAgentContract>;
  readonly events: OrchestratorEvents;
}

/**
 * Reads the user's reaction to the last answer from these words and hands it to the persona, then closes that exchange.
 * Nobody waits for it; a failure is logged and costs a signal. @see dialogue.md 3.15 (D-34), persona.md 6
 */
export async function giveFeedback(
  deps: FeedbackDeps,
  reaction: { readonly accepted: AcceptedMessage; readonly sensed: Sensed },
): Promise<void> {
  try {
    await readReaction(deps, reaction);
  } catch (error) {
    deps.events.stepDegraded({ requestId: reaction.accepted.turn.requestId, step: 'feedback', error });
  }
}

async function readReaction(
  deps: FeedbackDeps,
  { accepted, sensed }: { readonly accepted: AcceptedMessage; readonly sensed: Sensed },
): Promise<void> {
  const { turn, stored } = accepted;
  const metas = stored.responseMetas.flatMap(({ messageId, responseMeta: meta }) => {
    const parsed = responseMeta.safeParse(meta);
    return parsed.success ? [{ messageId, meta: parsed.data }] : [];
  });
  const last = metas[0];
  if (!last) return;
  const before = stored.recentMessages.findLast(({ role }) => role === 'user')?.moodFrame as
    { emotion?: { valence?: number } } | null | undefined;
  const signals = detectSignals({
    meta: last.meta,
    mood: flattenMood(sensed.mood),
    valenceBefore: before?.emotion?.valence ?? null,
    transcript: turn.text,
    lastMetas: metas.map(({ meta }) => meta),
  });
  const call = detachedCall({ caller: 'llm-orchestrator', requestId: turn.requestId });
  for (const { signal_type, signal_data } of signals) {
    await deps.persona.feedback(
      {
        user_id: turn.userId,
        exchange_id: last.messageId,
        signal_id: newId(),
        signal_type,
        signal_data: { ...signal_data },
      },
      forward(call, { timeoutMs: FEEDBACK_TIMEOUT_MS }),
    );
  }
  await deps.persona.flush(
    { user_id: turn.userId, exchange_id: last.messageId },
    forward(call, { timeoutMs: FEEDBACK_TIMEOUT_MS }),
  );
}
