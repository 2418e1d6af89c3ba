import { DependencyError, DependencyTimeoutError } from '#kernel/error';
import type { EmbeddingModel } from '#ports/embedding-model';
import { countEnrichmentFailure, findUnenriched, setEmbedding } from '#stores/shard/message-store';
import type { Routing } from '#user-data/routing/routing';

/** Texts of one call: the vendor's own limit. @see knowledge.md O-60 */
const BATCH = 96;
const EMBED_TIMEOUT_MS = 20_000;

/** What enriching needs. */
export interface EnrichDeps {
  readonly routing: Routing;
  readonly embeddingModel: EmbeddingModel;
  readonly onEmbedded: (count: number) => void;
}

/**
 * Gives all waiting messages of a user's conversation their vectors, batch by batch. A vendor that is down burns no retry
 * of the messages; a text that the vendor refuses does. A message that was forgotten meanwhile stays without.
 *
 * @throws DependencyError, DependencyTimeoutError when the vendor fails: the job is then repeated.
 * @see knowledge.md 11.4-11.5 (O-62, O-64)
 */
export async function enrichMessages(
  deps: EnrichDeps,
  input: { readonly userId: string; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    const waiting = await deps.routing.read(input.userId, (session) =>
      findUnenriched(session, { embeddingModel: deps.embeddingModel.name, limit: BATCH }),
    );
    if (waiting.length === 0) return;
    const vectors = await embedOrCount(
      deps,
      waiting.map(({ content }) => content),
      waiting.map(({ id }) => id),
      input,
    );
    await deps.routing.transact(input.userId, async (transaction) => {
      await transaction.query('SET LOCAL synchronous_commit = off');
      for (const [index, message] of waiting.entries()) {
        const vector = vectors[index];
        if (vector)
          await setEmbedding(transaction, { messageId: message.id, vector, embeddingModel: deps.embeddingModel.name });
      }
    });
    const embedded = vectors.filter((vector) => vector !== undefined).length;
    deps.onEmbedded(embedded);
    // A batch that brought nothing would come again: the rest waits for the recovery.
    if (waiting.length < BATCH || embedded === 0) return;
  }
}

async function embedOrCount(
  deps: EnrichDeps,
  texts: readonly string[],
  ids: readonly string[],
  input: { readonly userId: string; readonly signal: AbortSignal },
): Promise<readonly (readonly number[] | undefined)[]> {
  const embed = (batch: readonly string[]) =>
    deps.embeddingModel.embed({ texts: batch, purpose: 'document', timeoutMs: EMBED_TIMEOUT_MS, signal: input.signal });
  try {
    return await embed(texts);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  // One bad text must not cost the others: ask for each alone and count only the refused ones.
  const vectors: (readonly number[] | undefined)[] = [];
  for (const [index, text] of texts.entries()) {
    try {
      vectors.push((await embed([text]))[0]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      vectors.push(undefined);
      await deps.routing.autocommit(input.userId, (session) => countEnrichmentFailure(session, ids[index] ?? ''));
    }
  }
  return vectors;
}

function isRefusal(error: unknown): boolean {
  return error instanceof DependencyError && !(error instanceof DependencyTimeoutError) && !error.isRetryable;
}
