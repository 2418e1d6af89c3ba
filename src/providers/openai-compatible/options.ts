import { option } from '#kernel/option';

/** A model server of one's own that speaks chat completions (llama.cpp, Ollama, vLLM ...). Both set: it is used. */
export const openAiCompatibleOptions = {
  baseUrl: option.url({
    env: 'OPENAI_COMPATIBLE_BASE_URL',
    doc: 'Base URL of a model server that speaks chat completions, such as http://127.0.0.1:8081/v1; empty: none.',
    default: '',
  }),
  modelName: option.string({ env: 'OPENAI_COMPATIBLE_MODEL', doc: 'Name of the model on that server.', default: '' }),
};
