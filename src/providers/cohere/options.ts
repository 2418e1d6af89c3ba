import { option } from '#kernel/option';

/** Settings of the Cohere client. Without a key the emulator answers. */
export const cohereOptions = {
  cohereApiKey: option.secret({
    env: 'COHERE_API_KEY',
    doc: 'Key of Cohere; empty: embeddings are emulated',
    default: '',
  }),
  cohereBaseUrl: option.url({
    env: 'COHERE_BASE_URL',
    doc: 'Address of the Cohere API',
    default: 'https://api.cohere.com',
  }),
  cohereEmbeddingModel: option.string({
    env: 'COHERE_EMBEDDING_MODEL',
    doc: 'Embedding model with 1,024 dimensions; a change makes a job embed everything again',
    default: 'embed-multilingual-v3.0',
  }),
  cohereRerankModel: option.string({
    env: 'COHERE_RERANK_MODEL',
    doc: 'Reranking model',
    default: 'rerank-multilingual-v3.0',
  }),
};
