import { constants } from 'node:fs';
import { access, link, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError, ConflictError, InvariantError, OverloadedError } from '#kernel/error';
import { newId } from '#kernel/id';

/** Format of the data folder. A change that older code cannot read raises it. */
export const DATA_FOLDER_VERSION = 1;

/** Free space below which nothing is started: a database that meets a full disk stops. */
const MIN_FREE_BYTES = 128 * 1024 * 1024;

/** A data folder that belongs to this process until it is released. */
export interface DataFolder {
  /** Absolute path. */
  readonly directory: string;
  readonly release: () => Promise<void>;
}

interface Owner {
  readonly pid: number;
  /** Start of the process in the kernel's own words; a number that is used again has another one. `''` where unknown. */
  readonly startedAt: string;
}

const claimed = new Map<string, { count: number; readonly ready: Promise<void> }>();

/**
 * Takes the data folder (`.unde`) for this process: makes it when missing, checks version, rights and free space. Within
 * one process it may be claimed several times; the last release gives it up.
 *
 * @throws ConflictError code `data_folder_in_use`; InvariantError code `data_folder_version` or `data_folder_rights`;
 *   OverloadedError code `disk_full`. Each message is one sentence that says what to do.
 */
export async function claimDataFolder(path: string): Promise<DataFolder> {
  const directory = resolve(path);
  let claim = claimed.get(directory);
  if (claim === undefined) {
    claim = { count: 0, ready: takeFolder(directory) };
    claimed.set(directory, claim);
  }
  claim.count++;
  try {
    await claim.ready;
  } catch (error) {
    claimed.delete(directory);
    throw error;
  }
  return { directory, release: releaseOnce(directory) };
}

function releaseOnce(directory: string): () => Promise<void> {
  let isReleased = false;
  return async () => {
    const claim = claimed.get(directory);
    if (isReleased || claim === undefined) return;
    isReleased = true;
    if (--claim.count > 0) return;
    claimed.delete(directory);
    await rm(lockPath(directory), { force: true });
  };
}

const lockPath = (directory: string) => join(directory, 'owner.lock');
const versionPath = (directory: string) => join(directory, 'version');

async function takeFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    await checkFreeSpace(directory);
    await lockFolder(directory);
    try {
      await checkVersion(directory);
    } catch (error) {
      await rm(lockPath(directory), { force: true });
      throw error;
    }
  } catch (error) {
    throw explainFolderError(error, directory);
  }
}

/** Turns a file system error into the sentence for the person at the terminal; other errors pass through. */
export function explainFolderError(error: unknown, directory: string): unknown {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new InvariantError(
      `This user cannot write to the data folder ${directory} (${code}): give it write permission or choose another folder.`,
      { code: 'data_folder_rights', cause: error },
    );
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(directory, error);
  return error;
}

function diskFull(directory: string, cause?: unknown): OverloadedError {
  return new OverloadedError(
    `The disk that holds ${directory} is full: free at least ${MIN_FREE_BYTES / 1024 / 1024} MB and start again.`,
    { code: 'disk_full', cause },
  );
}

/** @throws OverloadedError code `disk_full` when less than 128 MB (or `neededBytes`) are free. */
export async function checkFreeSpace(directory: string, neededBytes = MIN_FREE_BYTES): Promise<void> {
  const stats = await statfs(directory);
  if (stats.bavail * stats.bsize < neededBytes) throw diskFull(directory);
}

async function checkVersion(directory: string): Promise<void> {
  const found = await readFile(versionPath(directory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) {
    await writeWhole(versionPath(directory), `${DATA_FOLDER_VERSION}\n`);
    return;
  }
  const version = Number(found.trim());
  if (version === DATA_FOLDER_VERSION) return;
  const advice =
    version > DATA_FOLDER_VERSION
      ? 'start it with the release that wrote it, or move the folder away to begin anew'
      : 'make a backup with the release that wrote it and restore it here, or move the folder away to begin anew';
  throw new InvariantError(
    `The data folder ${directory} has format ${found.trim()} and this release reads format ${DATA_FOLDER_VERSION}: ${advice}.`,
    { code: 'data_folder_version' },
  );
}

async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${newId()}`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}

/** A lock file appears whole or not at all (hard link), and names its process, so that a dead owner is recognised. */
async function lockFolder(directory: string): Promise<void> {
  const path = lockPath(directory);
  const mine: Owner = { pid: process.pid, startedAt: (await processStart(process.pid)) ?? '' };
  const temporary = `${path}.${newId()}`;
  await writeFile(temporary, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        await link(temporary, path);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const text = await readFile(path, 'utf8').catch(() => '');
      const owner = parseOwner(text);
      if (owner !== undefined && (await isAlive(owner))) throw inUse(directory, owner);
      await removeStale(path, text);
    }
    throw inUse(directory, undefined);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Moves a dead owner's lock away; puts it back when it turns out to be another, living one's. */
async function removeStale(path: string, staleText: string): Promise<void> {
  const aside = `${path}.${newId()}`;
  try {
    await rename(path, aside);
  } catch {
    return; // another process was quicker
  }
  const moved = await readFile(aside, 'utf8').catch(() => staleText);
  if (moved !== staleText) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function inUse(directory: string, owner: Owner | undefined): ConflictError {
  const who = owner === undefined ? 'another process' : `process ${owner.pid}`;
  return new ConflictError(
    `The data folder ${directory} is in use by ${who}: stop that one first, or choose another folder.`,
    { code: 'data_folder_in_use' },
  );
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner>;
    return typeof value.pid === 'number' ? { pid: value.pid, startedAt: value.startedAt ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive(owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const startedAt = await processStart(owner.pid);
  return startedAt === undefined || owner.startedAt === '' || startedAt === owner.startedAt;
}

/** Boot id and start tick of a process; undefined where the system does not say (then the number alone decides). */
async function processStart(pid: number): Promise<string | undefined> {
  try {
    const [bootId, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The process name may hold spaces and parentheses; fields are counted after its last one. Start time is field 22.
    const startTick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${bootId.trim()}:${startTick}`;
  } catch {
    return undefined;
  }
}
