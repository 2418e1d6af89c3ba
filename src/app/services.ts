import { InvalidInputError } from '#kernel/error';
import type { AnyService } from '#kernel/service';

/** Every service of the system by its server name. These lines are the whole system. */
const SERVICES: Readonly<Record<string, () => Promise<unknown>>> = {
  app: async () => (await import('#gateway/service')).gateway,
  'llm-orchestrator': async () => (await import('#dialogue/llm-orchestrator/service')).llmOrchestrator,
  'mood-agent': async () => (await import('#dialogue/mood-agent/service')).moodAgentService,
  'context-agent': async () => (await import('#dialogue/context-agent/service')).contextAgentService,
  'persona-agent': async () => (await import('#dialogue/persona-agent/service')).personaAgent,
  voice: async () => (await import('#dialogue/voice/service')).voice,
};

/** Names of all services. */
export const serviceNames: readonly string[] = Object.keys(SERVICES);

/** Loads the declarations of all services; nothing runs yet. */
export async function loadRegistry(): Promise<readonly AnyService[]> {
  return Promise.all(Object.values(SERVICES).map(async (load) => (await load()) as AnyService));
}

/** The services that a process is asked to run: `all`, or some by name. */
export function selectServices(registry: readonly AnyService[], names: readonly string[]): readonly AnyService[] {
  if (names.length === 1 && names[0] === 'all') return registry;
  const unknown = names.filter((name) => !serviceNames.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    throw new InvalidInputError(
      `Say which services to run: all, or some of ${serviceNames.join(', ')}.${unknown.length > 0 ? ` Unknown: ${unknown.join(', ')}.` : ''}`,
    );
  }
  return registry.filter(({ name }) => names.includes(name));
}
