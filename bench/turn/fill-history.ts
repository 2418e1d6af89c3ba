import { newId } from '#kernel/id';
import type { EmbeddingModel } from '#ports/embedding-model';
import { setEmbedding } from '#stores/shard/message-store';
import { replayMessage } from '#stores/shard/replay-message';
import type { ReplayedMessage } from '#stores/shard/replay-message';
import type { Routing } from '#user-data/routing/routing';
import { pastExchanges } from './messages.ts';
import type { PastExchange } from './messages.ts';

/** What filling needs. */
export interface FillDeps {
  readonly routing: Routing;
  readonly embeddingModel: EmbeddingModel;
}

const EXCHANGES_PER_TRANSACTION = 50;
const TEXTS_PER_CALL = 96;
const DAY_MS = 86_400_000;
/** The history spreads over a year and ends the day before. */
const HISTORY_DAYS = 365;
const USERS_AT_ONCE = 4;

/**
 * Gives users a past through the stores: so many messages, half of them the user's and each of those with its vector, as
 * the embedding job would have left them.
 */
export async function fillHistory(
  deps: FillDeps,
  input: { readonly userIds: readonly string[]; readonly messages: number },
): Promise<void> {
  const exchanges = pastExchanges(Math.ceil(input.messages / 2));
  const vectors = await embedAll(
    deps.embeddingModel,
    exchanges.map(({ said }) => said),
  );
  const waiting = [...input.userIds];
  const fillNext = async (): Promise<void> => {
    for (let userId = waiting.shift(); userId !== undefined; userId = waiting.shift())
      await fillUser(deps, userId, exchanges, vectors);
  };
  await Promise.all(Array.from({ length: USERS_AT_ONCE }, fillNext));
}

async function embedAll(model: EmbeddingModel, texts: readonly string[]): Promise<readonly (readonly number[])[]> {
  const vectors: (readonly number[])[] = [];
  for (let from = 0; from < texts.length; from += TEXTS_PER_CALL) {
    const batch = texts.slice(from, from + TEXTS_PER_CALL);
    vectors.push(
      ...(await model.embed({
        texts: batch,
        purpose: 'document',
        timeoutMs: 60_000,
        signal: AbortSignal.timeout(60_000),
      })),
    );
  }
  return vectors;
}

async function fillUser(
  deps: FillDeps,
  userId: string,
  exchanges: readonly PastExchange[],
  vectors: readonly (readonly number[])[],
): Promise<void> {
  const stepMs = (HISTORY_DAYS * DAY_MS) / Math.max(1, exchanges.length);
  const firstMs = Date.now() - (HISTORY_DAYS + 1) * DAY_MS;
  for (let from = 0; from < exchanges.length; from += EXCHANGES_PER_TRANSACTION) {
    await deps.routing.transact(
      userId,
      async (transaction) => {
        for (const [offset, exchange] of exchanges.slice(from, from + EXCHANGES_PER_TRANSACTION).entries()) {
          const requestId = newId();
          const said = toMessage({
            requestId,
            role: 'user',
            content: exchange.said,
            atMs: firstMs + (from + offset) * stepMs,
          });
          await replayMessage(transaction, said);
          await replayMessage(
            transaction,
            toMessage({
              requestId,
              role: 'assistant',
              content: exchange.answered,
              atMs: said.createdAt.getTime() + 2_000,
              replyToId: said.id,
            }),
          );
          const vector = vectors[from + offset];
          if (vector)
            await setEmbedding(transaction, { messageId: said.id, vector, embeddingModel: deps.embeddingModel.name });
        }
      },
      { statementTimeoutMs: 60_000 },
    );
  }
}

interface Part {
  readonly requestId: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly atMs: number;
  readonly replyToId?: string;
}

function toMessage({ requestId, role, content, atMs, replyToId }: Part): ReplayedMessage {
  return {
    id: newId(),
    requestId,
    role,
    content,
    createdAt: new Date(atMs),
    inputType: role === 'user' ? 'text' : null,
    lang: 'en',
    replyToId: replyToId ?? null,
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: role === 'user',
    isSensitive: false,
    responseDescription: null,
    cards: null,
    mediaUrls: null,
    moodFrame: null,
  };
}
