import { InvalidInputError } from '#kernel/error';
import { definePort } from '#kernel/service';

/** Where an object lies. */
export interface ObjectName {
  /** `unde-images` (public to read), `unde-user-media`, `backups`. @see catalog.md 12 */
  readonly bucket: string;
  /** Path of URL-safe segments, such as `originals/zara/123/1.jpg`; its ending says the content type. */
  readonly key: string;
}

/** What is known of an object without its bytes. */
export interface ObjectHead {
  readonly key: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  readonly updatedAt: Date;
}

/** A part of a listing, in the order of the keys (code points). */
export interface ObjectPage {
  readonly keys: readonly string[];
  /** Where the next page begins; undefined at the end. */
  readonly after: string | undefined;
}

/**
 * Photos, collages, user media and backups. Writing is atomic: a reader sees the old object or the new one. What is not
 * there is `undefined`; deleting it is no error.
 */
export interface ObjectStorage {
  readonly name: string;
  /** Writes or replaces an object. */
  readonly put: (object: ObjectName & { readonly body: Uint8Array }) => Promise<ObjectHead>;
  readonly get: (name: ObjectName) => Promise<(ObjectHead & { readonly body: Uint8Array }) | undefined>;
  readonly head: (name: ObjectName) => Promise<ObjectHead | undefined>;
  readonly delete: (name: ObjectName) => Promise<void>;
  /** Keys that begin with `prefix`, at most `limit` (1 to 1,000) of them, after the key `after`. */
  readonly list: (query: {
    readonly bucket: string;
    readonly prefix: string;
    readonly after?: string | undefined;
    readonly limit: number;
  }) => Promise<ObjectPage>;
  /** A link with which anyone may read the object for `expiresInSeconds` (1 to 604,800). */
  readonly signedUrl: (name: ObjectName & { readonly expiresInSeconds: number }) => Promise<string>;
  /** The lasting link of an object in a public bucket; `version` defeats caches when a photo changed in place (C-28). */
  readonly publicUrl: (name: ObjectName & { readonly version?: string | undefined }) => string;
}

export const objectStoragePort = definePort<ObjectStorage>('object-storage');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  gz: 'application/gzip',
};

/** The content type that a key's ending stands for; unknown endings are bytes. */
export function contentTypeOf(key: string): string {
  return CONTENT_TYPES[/\.([a-z0-9]+)$/u.exec(key)?.[1] ?? ''] ?? 'application/octet-stream';
}

const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/u;
const SEGMENT = /^[\p{L}\p{N}_=+@!$'()~-](?:[\p{L}\p{N}._=+@!$'()~ -]*[\p{L}\p{N}._=+@!$'()~-])?$/u;
const MAX_KEY_BYTES = 900;
const MAX_SEGMENT_BYTES = 200;

/**
 * Refuses what could leave the bucket or mean two things: empty, dotted or hidden segments, separators, control characters.
 *
 * @throws InvalidInputError with the code `invalid_object_name`.
 * @see catalog.md C-51
 */
export function assertObjectName({ bucket, key }: ObjectName): void {
  const segments = key.split('/');
  const isSafe =
    BUCKET.test(bucket) &&
    Buffer.byteLength(key) <= MAX_KEY_BYTES &&
    segments.every((segment) => SEGMENT.test(segment) && Buffer.byteLength(segment) <= MAX_SEGMENT_BYTES);
  if (!isSafe) throw new InvalidInputError('This is not a name of an object', { code: 'invalid_object_name' });
}
