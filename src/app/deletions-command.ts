import { systemClock } from '#kernel/clock';
import { ConflictError } from '#kernel/error';
import { createLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import type { Environment } from '#kernel/option';
import { cachePort } from '#ports/cache';
import type { Cache } from '#ports/cache';
import { describeStoredCards } from '#dialogue/llm-orchestrator/memory-handlers';
import { applyDeletions } from '#user-data/knowledge/controls/apply-deletions';
import { createControlsEvents } from '#user-data/knowledge/controls/events';
import { proveDeletions } from '#user-data/knowledge/controls/prove-deletions';
import { Capabilities, openCipher } from './capabilities.ts';
import { openDatabases } from './databases.ts';
import { withSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

/**
 * `npm run unde -- deletions`: applies every entry of the registry of deletions to the shards once more, then compares.
 * After a restore of a shard users are let in only when it ends well. Returns the lines to print.
 *
 * @throws ConflictError `deletions_left` when something that was deleted is still there.
 * @see user-data.md 14, knowledge.md 18.3
 */
export async function runDeletionsCommand(environment: Environment): Promise<readonly string[]> {
  const settings = readSettings(environment);
  const log = createLogger({ level: settings.logLevel });
  const databases = await openDatabases(settings, log);
  const secrets = await withSecrets(environment, settings);
  const capabilities = new Capabilities({
    settings,
    environment: secrets,
    databases,
    version: '',
    log,
    clock: systemClock,
  });
  try {
    const { applied, failed } = await applyDeletions(
      {
        ...databases,
        cache: (await capabilities.provide(cachePort)) as Cache,
        cipher: openCipher({ environment: secrets, clock: systemClock }),
        storage: await capabilities.storage(),
        clock: systemClock,
        events: createControlsEvents(log, createMetrics('unde')),
        describeCards: describeStoredCards,
      },
      { registeredBefore: null, appliedSince: new Date(0) },
    );
    const { checked, left } = await proveDeletions(databases);
    if (failed + left > 0)
      throw new ConflictError(
        `${failed} deletions could not be applied and ${left} things that were deleted are still there: let nobody in.`,
        { code: 'deletions_left' },
      );
    return [`${applied} deletions are applied, ${checked} compared: nothing is left of them.`];
  } finally {
    await capabilities.close();
    await databases.close();
  }
}
