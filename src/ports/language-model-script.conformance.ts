import type { LanguageModel } from './language-model.ts';

/** What the emulators of the suite say: three scripts, several sentences. */
export const SCRIPTED_TEXT = 'We found two shirts, 249 AED each. Вот они, наши. وهذا لنا أيضا.';
/** The object that they answer with. */
export const SCRIPTED_OBJECT = { mood: 'calm', valence: 0.6 };

/** A model that always says the same; what the emulators speak with in the suite. */
export const scriptedModel: LanguageModel = {
  provider: 'scripted',
  modelName: 'scripted-1',
  stream: () => {
    const usage = { inputTokens: 1, outputTokens: 1 };
    async function* text(): AsyncGenerator<string> {
      yield SCRIPTED_TEXT;
    }
    return { text: text(), outcome: Promise.resolve({ model: 'scripted/scripted-1', finishReason: 'stop', usage }) };
  },
  generateObject: async ({ messages, schema }) => {
    const isMisfit = messages.at(-1)?.content.includes('misfit') === true;
    const usage = { inputTokens: 1, outputTokens: 1 };
    const value = schema.parse(isMisfit ? { mood: 7 } : SCRIPTED_OBJECT);
    return { value, outcome: { model: 'scripted/scripted-1', finishReason: 'stop', usage } };
  },
};
