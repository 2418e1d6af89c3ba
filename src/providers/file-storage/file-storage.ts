import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemClock, type Clock } from '#kernel/clock';
import { ConflictError, DependencyError, InvalidInputError } from '#kernel/error';
import {
  assertObjectName,
  contentTypeOf,
  type ObjectHead,
  type ObjectName,
  type ObjectStorage,
} from '#ports/object-storage';
import { listKeys } from './list-keys.ts';
import { objectPath, signLink, verifyLink } from './signed-link.ts';

/** Longest life of a signed link; the limit of S3. */
const MAX_LINK_SECONDS = 604_800;

/** What the adapter needs. */
export interface FileStorageDeps {
  /** Folder of all buckets; made when it is not there. */
  readonly directory: string;
  /** What links begin with, without a trailing slash: a path of the page's own server, or an address. */
  readonly publicBaseUrl: string;
  /** Key of the signatures, at least 32 characters. */
  readonly linkSecret: string;
  /** Buckets that anyone may read. */
  readonly publicBuckets?: readonly string[];
  readonly clock?: Clock;
}

/** An object storage in files, and the way in for the server that serves its links. */
export interface FileStorage extends ObjectStorage {
  /**
   * What a link leads to; undefined when there is nothing, or when the link is forged, changed or over: the two are not
   * told apart.
   */
  readonly openLink: (url: string) => Promise<(ObjectHead & { readonly body: Uint8Array }) | undefined>;
}

const hashOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function toStorageError(error: unknown, operation: string): Error {
  const code = errorCode(error);
  if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENOTEMPTY') {
    return new ConflictError('An object cannot be the folder of another one', { cause: error });
  }
  return new DependencyError(`The object storage cannot ${operation} (${code || 'unknown'})`, {
    vendor: 'file-storage',
    operation,
    cause: error,
  });
}

/** Writes beside the goal, flushes and renames: a crash leaves the old object or the new one. */
async function writeAtomically(directory: string, path: string, body: Uint8Array): Promise<void> {
  const workshop = join(directory, '.tmp');
  await mkdir(workshop, { recursive: true });
  const draft = join(workshop, randomUUID());
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(body);
      await file.datasync();
    } finally {
      await file.close();
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw toStorageError(error, 'write');
  }
}

/** Objects as files of a folder: `{directory}/{bucket}/{key}`. For one machine; the embedded default. */
export function createFileStorage(deps: FileStorageDeps): FileStorage {
  const { directory, publicBaseUrl, linkSecret, publicBuckets = ['unde-images'], clock = systemClock } = deps;
  if (linkSecret.length < 32) throw new InvalidInputError('The key of the signed links needs at least 32 characters');
  const pathOf = (name: ObjectName): string => {
    assertObjectName(name);
    return join(directory, name.bucket, ...name.key.split('/'));
  };
  const get: FileStorage['get'] = async (name) => {
    const path = pathOf(name);
    try {
      const body = await readFile(path);
      const { mtime } = await stat(path);
      const { key } = name;
      return {
        key,
        body,
        sizeBytes: body.byteLength,
        contentType: contentTypeOf(key),
        sha256: hashOf(body),
        updatedAt: mtime,
      };
    } catch (error) {
      if (MISSING.has(errorCode(error))) return undefined;
      throw toStorageError(error, 'read');
    }
  };
  return {
    name: 'files',
    get,
    put: async ({ bucket, key, body }) => {
      await writeAtomically(directory, pathOf({ bucket, key }), body);
      const contentType = contentTypeOf(key);
      return { key, sizeBytes: body.byteLength, contentType, sha256: hashOf(body), updatedAt: clock.now() };
    },
    head: async (name) => {
      const found = await get(name);
      if (found === undefined) return undefined;
      const { body: _, ...head } = found;
      return head;
    },
    delete: async (name) => {
      await rm(pathOf(name), { force: true }).catch((error: unknown) => {
        if (!MISSING.has(errorCode(error)) && errorCode(error) !== 'ERR_FS_EISDIR')
          throw toStorageError(error, 'delete');
      });
    },
    list: async ({ bucket, prefix, after, limit }) => {
      assertObjectName({ bucket, key: 'any' });
      return await listKeys({ folder: join(directory, bucket), prefix, after, limit });
    },
    signedUrl: async ({ bucket, key, expiresInSeconds }) => {
      assertObjectName({ bucket, key });
      if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > MAX_LINK_SECONDS) {
        throw new InvalidInputError(`A link lives between 1 and ${MAX_LINK_SECONDS} seconds`);
      }
      const expiresAt = Math.floor(clock.nowMs() / 1000) + expiresInSeconds;
      return publicBaseUrl + signLink({ bucket, key, expiresAt }, linkSecret);
    },
    publicUrl: ({ bucket, key, version }) => {
      assertObjectName({ bucket, key });
      return (
        publicBaseUrl + objectPath({ bucket, key }) + (version === undefined ? '' : `?v=${encodeURIComponent(version)}`)
      );
    },
    openLink: async (url) => {
      const path = url.startsWith(publicBaseUrl) ? url.slice(publicBaseUrl.length) : url;
      const name = verifyLink(path, { secret: linkSecret, publicBuckets, nowSeconds: clock.nowMs() / 1000 });
      return name && (await get(name));
    },
  };
}
