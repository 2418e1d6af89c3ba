import { NotFoundError } from '#kernel/error';
import { readSettings, writeSetting } from '#stores/shard/settings-store';
import { clearCaches } from './clear-caches.ts';
import { memorySettings } from './contract.ts';
import type { MemorySettings } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';

const LEVEL = 'cultural_sensitivity_level';
const DEFAULT: MemorySettings = { cultural_sensitivity_level: 'medium' };

/** The settings of a user; the defaults where nothing was chosen. @see knowledge.md 17 */
export async function readMemorySettings(
  deps: Pick<ControlsDeps, 'routing'>,
  input: { readonly userId: string },
): Promise<MemorySettings> {
  try {
    const settings = await deps.routing.read(input.userId, (session) => readSettings(session));
    const parsed = memorySettings.safeParse({ [LEVEL]: settings.get(LEVEL)?.value });
    return parsed.success ? parsed.data : DEFAULT;
  } catch (error) {
    if (error instanceof NotFoundError) return DEFAULT;
    throw error;
  }
}

/** Changes the settings; an explicit choice, above everything that was inferred. */
export async function writeMemorySettings(
  deps: Pick<ControlsDeps, 'routing' | 'cache' | 'events'>,
  input: { readonly userId: string; readonly settings: MemorySettings },
): Promise<MemorySettings> {
  const { userId, settings } = input;
  await deps.routing.autocommit(userId, (session) =>
    writeSetting(session, { key: LEVEL, value: settings.cultural_sensitivity_level, source: 'settings' }),
  );
  await clearCaches(deps.cache, { userId, messages: [] });
  deps.events.done({ operation: 'settings', userId, operationId: null, messages: 0, facts: 0 });
  return settings;
}
