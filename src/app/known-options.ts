import { findUnknownVariables, requireNoFaults } from '#kernel/option';
import type { Environment, Option } from '#kernel/option';
import type { AnyService } from '#kernel/service';
import { claudeOptions } from '#providers/claude/options';
import { cohereOptions } from '#providers/cohere/options';
import { deepSeekOptions } from '#providers/deepseek/options';
import { elevenLabsOptions } from '#providers/elevenlabs/options';
import { geminiOptions } from '#providers/gemini/options';
import { openAiCompatibleOptions } from '#providers/openai-compatible/options';
import { openMeteoOptions } from '#providers/open-meteo/options';
import { qwenOptions } from '#providers/qwen/options';
import { processOptions } from './settings.ts';
import { houseSecretOptions } from './secrets.ts';
import { emulatorOptions } from './vendors.ts';

/** Beginnings of names that are only ours; a name that begins so and is not known is a typing error. */
const OWN_PREFIXES = ['UNDE_', 'GATEWAY_', 'ORCHESTRATOR_', 'MOOD_', 'CONTEXT_', 'PERSONA_', 'VOICE_', 'EMULATOR_'];
/** Names of ours that the tooling reads, not the process. */
const TOOLING = ['UNDE_TESTBED', 'UNDE_TESTBED_HOME', 'UNDE_TESTBED_STATE', 'UNDE_PAGE_URL'];

/** Options of the process and of the vendors, by owner. */
export const sharedOptions: Readonly<Record<string, Readonly<Record<string, Option<unknown>>>>> = {
  process: processOptions,
  secrets: houseSecretOptions,
  emulators: emulatorOptions,
  deepseek: deepSeekOptions,
  gemini: geminiOptions,
  claude: claudeOptions,
  qwen: qwenOptions,
  'openai-compatible': openAiCompatibleOptions,
  cohere: cohereOptions,
  elevenlabs: elevenLabsOptions,
  'open-meteo': openMeteoOptions,
};

/** Refuses to start on a variable that looks like ours and is not. @throws InvalidInputError with all of them. */
export function refuseUnknownVariables(registry: readonly AnyService[], environment: Environment): void {
  const known = [...registry.map(({ options }) => options), ...Object.values(sharedOptions)].flatMap((options) =>
    Object.values(options),
  );
  requireNoFaults(
    findUnknownVariables(known, OWN_PREFIXES, environment).filter(
      (fault) => !TOOLING.some((name) => fault.startsWith(`${name} `)),
    ),
  );
}
