import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConflictError, InvalidInputError, InvariantError } from '#kernel/error';
import { newId } from '#kernel/id';
import { claimDataFolder, DATA_FOLDER_VERSION, explainFolderError } from './data-folder.ts';

const run = promisify(execFile);

/** What belongs to a run, not to the data. */
const NOT_DATA = [
  'owner.lock',
  'owner.lock.*',
  'version.*',
  'databases/.empty',
  'databases/*.unfinished',
  'databases/.*.socket',
];

/** A data folder and the file that holds it packed. */
export interface EmbeddedBackup {
  /** The data folder (`.unde`). */
  readonly directory: string;
  /** A gzip-compressed tar archive. */
  readonly file: string;
}

/**
 * Packs the whole data folder (databases, objects, secrets) into one file that only this user can read. The folder must
 * not be in use; a folder that was left by a killed process is fine.
 *
 * @throws as {@link claimDataFolder}; ConflictError code `backup_exists`.
 */
export async function backupEmbedded(backup: EmbeddedBackup): Promise<{ readonly sizeBytes: number }> {
  const file = resolve(backup.file);
  if (await exists(file)) {
    throw new ConflictError(`The file ${file} exists already: choose another name.`, { code: 'backup_exists' });
  }
  if (!(await exists(join(backup.directory, 'version')))) {
    throw new InvalidInputError(
      `There is no data folder at ${resolve(backup.directory)}: start the program once first.`,
    );
  }
  const folder = await claimDataFolder(backup.directory);
  const unfinished = `${file}.${newId()}`;
  try {
    const excludes = NOT_DATA.map((pattern) => `--exclude=./${pattern}`);
    await mkdir(dirname(file), { recursive: true });
    await tar(['--create', '--gzip', '--file', unfinished, ...excludes, '--directory', folder.directory, '.']);
    await chmod(unfinished, 0o600);
    await rename(unfinished, file);
    return { sizeBytes: (await stat(file)).size };
  } catch (error) {
    throw explainFolderError(error, dirname(file));
  } finally {
    await rm(unfinished, { force: true });
    await folder.release();
  }
}

/**
 * Unpacks a backup into a data folder that is not there yet. The folder appears whole or not at all.
 *
 * @throws ConflictError code `data_folder_exists`; InvalidInputError when the file is not a backup; InvariantError code
 *   `data_folder_version` when it was written by a release with another format.
 */
export async function restoreEmbedded(backup: EmbeddedBackup): Promise<void> {
  const directory = resolve(backup.directory);
  const file = resolve(backup.file);
  if (!(await isEmptyOrMissing(directory))) {
    throw new ConflictError(`The data folder ${directory} is not empty: move it away first.`, {
      code: 'data_folder_exists',
    });
  }
  const unfinished = join(dirname(directory), `.${basename(directory)}.${newId()}`);
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await tar(['--extract', '--gzip', '--file', file, '--directory', unfinished]).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
      throw new InvalidInputError(`The file ${file} is not a backup that can be read.`, { cause: error });
    });
    await requireVersion(unfinished, file);
    await rmdir(directory).catch(() => undefined);
    await rename(unfinished, directory);
  } catch (error) {
    throw explainFolderError(error, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function requireVersion(directory: string, file: string): Promise<void> {
  const version = (await readFile(join(directory, 'version'), 'utf8').catch(() => '')).trim();
  if (version === String(DATA_FOLDER_VERSION)) return;
  if (version === '') throw new InvalidInputError(`The file ${file} is not a backup of a data folder.`);
  throw new InvariantError(
    `The backup ${file} has format ${version} and this release reads format ${DATA_FOLDER_VERSION}: restore it with the release that wrote it.`,
    { code: 'data_folder_version' },
  );
}

async function tar(parameters: readonly string[]): Promise<void> {
  try {
    await run('tar', [...parameters]);
  } catch (error) {
    if (/No space left/.test(String((error as { stderr?: string }).stderr))) throw diskFullCode(error);
    throw error;
  }
}

/** Lets {@link explainFolderError} find the right sentence. */
function diskFullCode(cause: unknown): NodeJS.ErrnoException {
  return Object.assign(new Error('No space left', { cause }), { code: 'ENOSPC' });
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

async function isEmptyOrMissing(directory: string): Promise<boolean> {
  return await readdir(directory).then(
    (entries) => entries.length === 0,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
