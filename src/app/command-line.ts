import { systemClock } from '#kernel/clock';
import { AppError, InvalidInputError } from '#kernel/error';
import { createLogger } from '#kernel/log';
import type { Environment } from '#kernel/option';
import { backupEmbedded, restoreEmbedded } from '#stores/database/backup-embedded';
import { migrateDatabase } from '#stores/database/migrate';
import type { SchemaName } from '#stores/database/migrate';
import { openDatabase } from '#stores/database/open-database';
import { Capabilities } from './capabilities.ts';
import { openDatabases } from './databases.ts';
import { loadDemonstration } from './demonstration.ts';
import { runDeletionsCommand } from './deletions-command.ts';
import { runKeysCommand } from './keys-command.ts';
import { withSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

const HELP = `npm run unde -- <command>
  migrate           bring the database servers up to date
  demonstration     put the demonstration catalogue into the database servers
  keys              which master key wraps how many data keys
  keys rewrap       wrap all data keys by the current master key now
  keys rotate       make a new master key and use it (embedded data; UNDE must be stopped)
  deletions         apply every deletion again and prove it: after each restore, before users are let in
  backup FILE       write the embedded data to a file (UNDE must be stopped)
  restore FILE      put the embedded data back; the folder must be empty`;

/** An operator's command; returns the exit code. */
export async function runCommand(input: {
  readonly words: readonly string[];
  readonly environment: Environment;
  readonly write: (line: string) => void;
}): Promise<number> {
  const [command = 'help', file] = input.words;
  try {
    const settings = readSettings(input.environment);
    switch (command) {
      case 'migrate':
        if (settings.isEmbedded)
          throw new InvalidInputError(
            'The embedded databases are brought up to date at every start: there is nothing to do.',
          );
        for (const [schema, url] of [
          ['production', settings.productionDbUrl],
          ['staging', settings.stagingDbUrl],
          ...[...settings.shards.values()].map((url) => ['shard', url] as const),
        ] as const) {
          const database = openDatabase({ url, applicationName: 'unde-migrate', maxConnections: 2 });
          const { applied } = await migrateDatabase(database, schema as SchemaName).finally(() => database.close());
          input.write(`${schema}: ${applied.length === 0 ? 'up to date' : applied.join(', ')}`);
        }
        return 0;
      case 'demonstration':
        input.write(`The demonstration catalogue: ${await loadOnServers(input.environment)}.`);
        return 0;
      case 'keys':
        for (const line of await runKeysCommand(file, input.environment)) input.write(line);
        return 0;
      case 'deletions':
        for (const line of await runDeletionsCommand(input.environment)) input.write(line);
        return 0;
      case 'backup':
        await backupEmbedded({ directory: settings.home, file: requireFile(file, command) });
        input.write(`The data of ${settings.home} are in ${file}.`);
        return 0;
      case 'restore':
        await restoreEmbedded({ directory: settings.home, file: requireFile(file, command) });
        input.write(`The data of ${file} are in ${settings.home}.`);
        return 0;
      default:
        input.write(HELP);
        return command === 'help' ? 0 : 1;
    }
  } catch (error) {
    input.write(error instanceof AppError ? error.message : String(error));
    return 1;
  }
}

async function loadOnServers(environment: Environment): Promise<string> {
  const settings = readSettings(environment);
  const log = createLogger({ level: settings.logLevel });
  const databases = await openDatabases(settings, log);
  const capabilities = new Capabilities({
    settings,
    environment: await withSecrets(environment, settings),
    databases,
    version: '',
    log,
    clock: systemClock,
  });
  try {
    return (await loadDemonstration({ databases, storage: await capabilities.storage(), clock: systemClock, log }))
      .outcome;
  } finally {
    await capabilities.close();
    await databases.close();
  }
}

function requireFile(file: string | undefined, command: string): string {
  if (!file) throw new InvalidInputError(`Say which file: npm run unde -- ${command} FILE`);
  return file;
}
