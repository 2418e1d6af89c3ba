import { systemClock } from '#kernel/clock';
import { ConflictError, InvalidInputError } from '#kernel/error';
import { createLogger } from '#kernel/log';
import type { Environment } from '#kernel/option';
import { countDataKeys } from '#stores/shard/list-data-keys';
import { rewrapDataKeys } from '#user-data/knowledge/rewrap-data-keys';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { openCipher } from './capabilities.ts';
import { openDatabases } from './databases.ts';
import type { Databases } from './databases.ts';
import { retireFormerMasterKey, rotateMasterKey, withSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

/**
 * `npm run unde -- keys [rewrap|rotate]`: the master keys as an operator sees and changes them. Returns the lines to print.
 *
 * @throws InvalidInputError for another word; ConflictError when data keys are left that no loaded key opens.
 * @see user-data.md 8
 */
export async function runKeysCommand(word: string | undefined, environment: Environment): Promise<readonly string[]> {
  const settings = readSettings(environment);
  if (word !== undefined && word !== 'rewrap' && word !== 'rotate')
    throw new InvalidInputError(`There is no command "keys ${word}".`);
  if (word === 'rotate' && (!settings.isEmbedded || environment['MASTER_ENCRYPTION_KEY']))
    throw new InvalidInputError(
      'The master key comes from the environment: set a new MASTER_ENCRYPTION_KEY with a new MASTER_ENCRYPTION_KEY_ID and the old ones as MASTER_ENCRYPTION_KEY_FORMER and _FORMER_ID, restart, then "npm run unde -- keys rewrap".',
    );
  const databases = await openDatabases(settings, createLogger({ level: settings.logLevel }));
  try {
    // Only whoever owns the data may change its key: another process would go on with the old one.
    const rotated = word === 'rotate' ? await rotateMasterKey(settings.home) : undefined;
    const cipher = openCipher({ environment: await withSecrets(environment, settings), clock: systemClock });
    const lines = rotated ? [`The master key is now number ${rotated.id}.`] : [];
    if (word === undefined) return describeKeys(await countAll(databases), cipher);
    lines.push(...(await rewrapAll(databases, cipher)));
    if (await retireFormerMasterKey(settings.home)) lines.push('The former master key is gone from the secrets.');
    return [...lines, ...describeKeys(await countAll(databases), cipher)];
  } finally {
    await databases.close();
  }
}

async function rewrapAll(databases: Databases, cipher: FactCipher): Promise<readonly string[]> {
  const { rewrapped, failed } = await rewrapDataKeys({ ...databases, cipher, onFailed: () => undefined });
  if (failed > 0)
    throw new ConflictError(
      `${failed} data keys could not be wrapped again, ${rewrapped} were: is the master key that wraps them loaded? Nothing is lost; keep the former key.`,
      { code: 'data_keys_left' },
    );
  return [`${rewrapped} data keys are wrapped again.`];
}

async function countAll({ shards }: Databases): Promise<ReadonlyMap<number, number>> {
  const total = new Map<number, number>();
  for (const shard of shards.values())
    for (const [id, count] of await countDataKeys(shard)) total.set(id, (total.get(id) ?? 0) + count);
  return total;
}

function describeKeys(counts: ReadonlyMap<number, number>, { currentKekId }: FactCipher): readonly string[] {
  if (counts.size === 0) return [`Master key ${currentKekId} is in use; there are no data keys yet.`];
  return [...counts].map(
    ([id, count]) => `Master key ${id}${id === currentKekId ? ' (current)' : ''} wraps ${count} data keys.`,
  );
}
