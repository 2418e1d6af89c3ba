import { z } from 'zod';

/** Dimensions a model can give, the first is its default. @see providers.md 9.2 */
export const EMBEDDING_MODELS: Readonly<
  Record<string, { readonly dimensions: readonly number[]; readonly maxTokens: number }>
> = {
  'embed-v4.0': { dimensions: [1536, 256, 512, 1024], maxTokens: 128_000 },
  'embed-multilingual-v3.0': { dimensions: [1024], maxTokens: 512 },
  'embed-english-v3.0': { dimensions: [1024], maxTokens: 512 },
  'embed-multilingual-light-v3.0': { dimensions: [384], maxTokens: 512 },
  'embed-english-light-v3.0': { dimensions: [384], maxTokens: 512 },
};

/** Reranking models by name. @see providers.md 9.3 */
export const RERANK_MODELS: ReadonlySet<string> = new Set([
  'rerank-v4.0-pro',
  'rerank-v4.0-fast',
  'rerank-v3.5',
  'rerank-multilingual-v3.0',
  'rerank-english-v3.0',
]);

/** Forms in which a vector may be asked for. */
export const embeddingType = z.enum(['float', 'int8', 'uint8', 'binary', 'ubinary', 'base64']);
export type EmbeddingType = z.output<typeof embeddingType>;

/** Body of `POST /v2/embed`, as far as the emulator reads it. */
export const embedRequest = z.object({
  model: z.string(),
  input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering', 'image']).optional(),
  texts: z.array(z.string()).optional(),
  images: z.array(z.string()).optional(),
  inputs: z
    .array(z.object({ content: z.array(z.object({ type: z.string(), text: z.string().optional() })) }))
    .optional(),
  embedding_types: z.array(embeddingType).min(1).optional(),
  output_dimension: z.number().int().optional(),
  max_tokens: z.number().int().positive().optional(),
  truncate: z.enum(['NONE', 'START', 'END']).default('END'),
});
export type EmbedRequest = z.output<typeof embedRequest>;

/** Body of `POST /v2/rerank`. */
export const rerankRequest = z.object({
  model: z.string(),
  query: z.string(),
  documents: z.array(z.string()),
  top_n: z.number().int().positive().optional(),
  max_tokens_per_doc: z.number().int().positive().optional(),
});
