import { newId } from '#kernel/id';
import type { EmbeddingModel } from '#ports/embedding-model';
import { acceptTurn } from '#stores/shard/accept-turn';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { searchMemory } from '#stores/shard/search-memory';
import type { Routing } from '#user-data/routing/routing';
import { questionsOf } from './messages.ts';
import type { Baseline } from './protocol.ts';
import { machineNowMs } from './turn-probe.ts';

const WARM_UP = 20;
/** A user of its own in the generator of questions. */
const BASELINE_USER = 99;

/**
 * The floor under a turn: its three round trips to the shard (accept, search, remember), one after another, one user,
 * nothing else running; the same statements through the same stores, with the vector of the query made beforehand.
 */
export async function measureBaseline(
  deps: { readonly routing: Routing; readonly embeddingModel: EmbeddingModel },
  input: { readonly userId: string; readonly turns: number },
): Promise<Baseline> {
  const questions = questionsOf(BASELINE_USER, WARM_UP + input.turns);
  const baseline = { accept: [] as number[], search: [] as number[], remember: [] as number[] };
  for (const [index, question] of questions.entries()) {
    const [queryVector = null] = await deps.embeddingModel.embed({
      texts: [question],
      purpose: 'query',
      timeoutMs: 5_000,
      signal: AbortSignal.timeout(5_000),
    });
    const requestId = newId();
    const times = {
      accept: await timed(() =>
        deps.routing.autocommit(input.userId, (session) =>
          acceptTurn(session, { requestId, leaseMs: 45_000, messages: [toTurnMessage(question)] }),
        ),
      ),
      search: await timed(() =>
        deps.routing.read(input.userId, (session) =>
          searchMemory(session, {
            queryVector,
            embeddingModel: deps.embeddingModel.name,
            text: question,
            excludeMessageIds: [],
            excludeRequestId: requestId,
          }),
        ),
      ),
      remember: await timed(() =>
        deps.routing.autocommit(input.userId, (session) =>
          rememberAnswer(session, { requestId, moodFrame: null, answer: toAnswer() }),
        ),
      ),
    };
    if (index < WARM_UP) continue;
    baseline.accept.push(times.accept);
    baseline.search.push(times.search);
    baseline.remember.push(times.remember);
  }
  return baseline;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begunMs = machineNowMs();
  await run();
  return machineNowMs() - begunMs;
}

function toTurnMessage(content: string) {
  return {
    id: newId(),
    content,
    createdAt: new Date(),
    inputType: 'text',
    lang: 'en',
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: true,
    isSensitive: false,
  } as const;
}

function toAnswer() {
  const empty = { responseDescription: null, cards: null, memoryRefs: null, presentation: null };
  return {
    id: newId(),
    content: 'A plain answer of one sentence.',
    createdAt: new Date(),
    lang: 'en',
    ...empty,
    durationMs: 1,
    modelUsed: 'bench',
  } as const;
}
