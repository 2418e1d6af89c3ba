import type { Emulator } from '#kernel/emulator';
import { option, parseOptions, requireNoFaults } from '#kernel/option';
import type { Environment } from '#kernel/option';
import { findConcepts } from '#dialogue/model/language/concepts';
import type { EmbeddingModel } from '#ports/embedding-model';
import type { LanguageModel } from '#ports/language-model';
import type { RerankingModel } from '#ports/reranking-model';
import type { SpeechModel } from '#ports/speech-model';
import type { WeatherSource } from '#ports/weather-source';
import { claudeOptions } from '#providers/claude/options';
import { cohereOptions } from '#providers/cohere/options';
import { deepSeekOptions } from '#providers/deepseek/options';
import { elevenLabsOptions } from '#providers/elevenlabs/options';
import { geminiOptions } from '#providers/gemini/options';
import { openAiCompatibleOptions } from '#providers/openai-compatible/options';
import { openMeteoOptions } from '#providers/open-meteo/options';
import { qwenOptions } from '#providers/qwen/options';
import type { SystemStatus } from '#gateway/ports';

/** Pace of the emulators: a real model thinks and speaks too, and the page shall look as it will. Benches set 0. */
export const emulatorOptions = {
  firstByteMs: option.integer({
    env: 'EMULATOR_FIRST_TOKEN_MS',
    doc: 'Wait of an emulated language model before its first word',
    unit: 'ms',
    default: 450,
  }),
  perChunkMs: option.integer({
    env: 'EMULATOR_TOKEN_MS',
    doc: 'Wait of an emulated language model between words',
    unit: 'ms',
    default: 18,
  }),
};

/** An emulated model reads the mood worse than the rules do: without a key it is not asked. */
export function emulationDefaults(environment: Environment): Environment {
  return environment['DEEPSEEK_API_KEY'] ? {} : { MOOD_CLASSIFIER: 'rules' };
}

/** Key that emulators take: any will do. */
const EMULATED_KEY = 'emulated';

type VendorStatus = SystemStatus['vendors'][number];

/**
 * The outside models of this process: with a key the real vendor, without one its emulator over the same client. Emulators
 * start when they are first needed and stop with the process.
 */
export class Vendors {
  readonly #environment: Environment;
  readonly #emulators = new Map<string, Promise<Emulator>>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Models for answers, in the order of the fallback; a local model server comes first when one is named. */
  async languageModels(): Promise<readonly LanguageModel[]> {
    const local = this.#options(openAiCompatibleOptions);
    const own: LanguageModel[] = [];
    if (local.baseUrl !== '') {
      const { createOpenAiCompatibleLanguageModel } = await import('#providers/openai-compatible/client');
      own.push(createOpenAiCompatibleLanguageModel(local));
    }
    return [...own, await this.#deepSeek(), await this.#gemini(), await this.#claude(), await this.#qwen()];
  }

  /** The small model of the mood agent. */
  moodModel(): Promise<LanguageModel> {
    return this.#deepSeek();
  }

  async embeddingModel(): Promise<EmbeddingModel> {
    const { cohereApiKey, cohereBaseUrl, cohereEmbeddingModel: modelName } = this.#options(cohereOptions);
    const { createCohereEmbeddingModel } = await import('#providers/cohere/client');
    if (cohereApiKey !== '')
      return createCohereEmbeddingModel({ apiKey: cohereApiKey, baseUrl: cohereBaseUrl, modelName });
    // Behind the emulator stand the local vectors: they carry their own name, so that they are never compared with real ones.
    const { LOCAL_EMBEDDING_NAME } = await import('#providers/local-embedding/local-embedding');
    const { url } = await this.#cohereEmulator();
    return createCohereEmbeddingModel({ apiKey: EMULATED_KEY, baseUrl: url, modelName, name: LOCAL_EMBEDDING_NAME });
  }

  async rerankingModel(): Promise<RerankingModel> {
    const { cohereApiKey, cohereBaseUrl, cohereRerankModel: modelName } = this.#options(cohereOptions);
    const { createCohereRerankingModel } = await import('#providers/cohere/client');
    if (cohereApiKey !== '')
      return createCohereRerankingModel({ apiKey: cohereApiKey, baseUrl: cohereBaseUrl, modelName });
    const { url } = await this.#cohereEmulator();
    return createCohereRerankingModel({ apiKey: EMULATED_KEY, baseUrl: url, modelName });
  }

  async speechModel(): Promise<SpeechModel> {
    const options = this.#options(elevenLabsOptions);
    const { createElevenLabsSpeechModel } = await import('#providers/elevenlabs/client');
    const common = { voiceId: options.elevenLabsVoiceId, modelName: options.elevenLabsModel };
    if (options.elevenLabsApiKey !== '') {
      return createElevenLabsSpeechModel({
        ...common,
        apiKey: options.elevenLabsApiKey,
        baseUrl: options.elevenLabsBaseUrl,
        outputFormat: options.elevenLabsOutputFormat,
        source: 'vendor',
      });
    }
    const { url } = await this.#emulate('elevenlabs', async () => {
      const { createElevenLabsEmulator } = await import('#providers/elevenlabs/emulator');
      const { createLocalSpeechModel } = await import('#providers/local-speech/local-speech');
      return createElevenLabsEmulator({ speechModel: await createLocalSpeechModel() });
    });
    return createElevenLabsSpeechModel({
      ...common,
      apiKey: EMULATED_KEY,
      baseUrl: url,
      outputFormat: 'pcm_22050',
      source: 'emulated',
    });
  }

  async weatherSource(): Promise<WeatherSource> {
    const options = this.#options(openMeteoOptions);
    const { createOpenMeteoWeatherSource } = await import('#providers/open-meteo/client');
    if (options.openMeteoEnabled)
      return createOpenMeteoWeatherSource({
        baseUrl: options.openMeteoBaseUrl,
        ...(options.openMeteoApiKey === '' ? {} : { apiKey: options.openMeteoApiKey }),
      });
    const { url } = await this.#emulate('open-meteo', async () =>
      (await import('#providers/open-meteo/emulator')).createOpenMeteoEmulator(),
    );
    return createOpenMeteoWeatherSource({ baseUrl: url });
  }

  /** What the page says about them. */
  status(): readonly VendorStatus[] {
    const line = (capability: string, vendor: string, hasKey: boolean, note: string): VendorStatus => ({
      capability,
      vendor,
      mode: hasKey ? 'live' : 'emulated',
      note: hasKey ? '' : note,
    });
    const local = this.#options(openAiCompatibleOptions).baseUrl !== '';
    const hasModel =
      local ||
      [
        this.#options(deepSeekOptions),
        this.#options(geminiOptions),
        this.#options(claudeOptions),
        this.#options(qwenOptions),
      ].some(({ apiKey }) => apiKey !== '');
    return [
      line(
        'language-model',
        local ? 'local model server' : 'DeepSeek, Gemini, Claude, Qwen',
        hasModel,
        'answers are written by rules, not by a language model',
      ),
      line(
        'embedding-model',
        'Cohere',
        this.#options(cohereOptions).cohereApiKey !== '',
        'memory is searched by words and known concepts only',
      ),
      line(
        'speech-model',
        'ElevenLabs',
        this.#options(elevenLabsOptions).elevenLabsApiKey !== '',
        'the voice is a machine voice or a tone',
      ),
      line(
        'weather-source',
        'Open-Meteo',
        this.#options(openMeteoOptions).openMeteoEnabled,
        'the weather is a typical one',
      ),
    ];
  }

  async close(): Promise<void> {
    await Promise.all([...this.#emulators.values()].map(async (emulator) => (await emulator).close()));
  }

  #cohereEmulator(): Promise<Emulator> {
    return this.#emulate('cohere', async () => {
      const { createCohereEmulator } = await import('#providers/cohere/emulator');
      const { createLocalEmbeddingModel, createLocalRerankingModel } =
        await import('#providers/local-embedding/local-embedding');
      const concepts = (text: string): string[] =>
        findConcepts(text).flatMap(({ conceptId, parent }) => [conceptId, ...(parent ? [parent] : [])]);
      return createCohereEmulator({
        embeddingModel: createLocalEmbeddingModel({ concepts }),
        rerankingModel: createLocalRerankingModel({ concepts }),
      });
    });
  }

  async #deepSeek(): Promise<LanguageModel> {
    const options = this.#options(deepSeekOptions);
    const { createDeepSeekLanguageModel } = await import('#providers/deepseek/client');
    return createDeepSeekLanguageModel(
      await this.#keyed('deepseek', options, async () =>
        (await import('#providers/deepseek/emulator')).createDeepSeekEmulator({ model: await rules() }),
      ),
    );
  }

  async #gemini(): Promise<LanguageModel> {
    const options = this.#options(geminiOptions);
    const { createGeminiLanguageModel } = await import('#providers/gemini/client');
    const keyed = await this.#keyed('gemini', options, async () =>
      (await import('#providers/gemini/emulator')).createGeminiEmulator({ model: await rules() }),
    );
    return createGeminiLanguageModel(options.apiKey === '' ? { ...keyed, baseUrl: `${keyed.baseUrl}/v1beta` } : keyed);
  }

  async #claude(): Promise<LanguageModel> {
    const options = this.#options(claudeOptions);
    const { createClaudeLanguageModel } = await import('#providers/claude/client');
    return createClaudeLanguageModel(
      await this.#keyed('claude', options, async () =>
        (await import('#providers/claude/emulator')).createClaudeEmulator({ model: await rules() }),
      ),
    );
  }

  async #qwen(): Promise<LanguageModel> {
    const options = this.#options(qwenOptions);
    const { createQwenLanguageModel } = await import('#providers/qwen/client');
    const keyed = await this.#keyed('qwen', options, async () =>
      (await import('#providers/qwen/emulator')).createQwenEmulator({ model: await rules() }),
    );
    return createQwenLanguageModel(
      options.apiKey === '' ? { ...keyed, baseUrl: `${keyed.baseUrl}/compatible-mode/v1` } : keyed,
    );
  }

  async #keyed<O extends { readonly apiKey: string; readonly baseUrl: string; readonly modelName: string }>(
    vendor: string,
    options: O,
    start: () => Promise<Emulator>,
  ): Promise<O> {
    if (options.apiKey !== '') return options;
    const { firstByteMs, perChunkMs } = this.#options(emulatorOptions);
    const { url } = await this.#emulate(vendor, async () => {
      const emulator = await start();
      emulator.control({ latency: { first_byte_ms: firstByteMs, per_chunk_ms: perChunkMs } });
      return emulator;
    });
    return { ...options, apiKey: EMULATED_KEY, baseUrl: url };
  }

  #emulate(vendor: string, start: () => Promise<Emulator>): Promise<Emulator> {
    const known = this.#emulators.get(vendor);
    if (known) return known;
    const started = start();
    this.#emulators.set(vendor, started);
    return started;
  }

  #options<O extends Parameters<typeof parseOptions>[0]>(options: O) {
    const { values, faults } = parseOptions(options, this.#environment);
    requireNoFaults(faults);
    return values;
  }
}

async function rules(): Promise<LanguageModel> {
  const { createRulesLanguageModel } = await import('#providers/rules/client');
  const { readStatements } = await import('./read-statements.ts');
  return createRulesLanguageModel({ readStatements });
}
