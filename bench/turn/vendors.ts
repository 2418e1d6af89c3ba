import { findConcepts } from '#dialogue/model/language/concepts';
import { createCohereEmulator } from '#providers/cohere/emulator';
import { createDeepSeekEmulator } from '#providers/deepseek/emulator';
import { createLocalEmbeddingModel, createLocalRerankingModel } from '#providers/local-embedding/local-embedding';
import { createRulesLanguageModel } from '#providers/rules/client';

/** Where the emulated vendors listen. */
export interface VendorAddresses {
  readonly deepSeekUrl: string;
  readonly cohereUrl: string;
}

/**
 * The vendors that a turn calls (a language model and embeddings), emulated without any waiting, in a process of their own:
 * what they compute belongs neither to the measured process's time nor to its memory.
 */
async function serve(): Promise<void> {
  const concepts = (text: string): string[] =>
    findConcepts(text).flatMap(({ conceptId, parent }) => [conceptId, ...(parent ? [parent] : [])]);
  const [deepSeek, cohere] = await Promise.all([
    createDeepSeekEmulator({ model: createRulesLanguageModel() }),
    createCohereEmulator({
      embeddingModel: createLocalEmbeddingModel({ concepts }),
      rerankingModel: createLocalRerankingModel({ concepts }),
    }),
  ]);
  process.on('disconnect', () => process.exit(0));
  process.send?.({ deepSeekUrl: deepSeek.url, cohereUrl: cohere.url } satisfies VendorAddresses);
}

await serve();
