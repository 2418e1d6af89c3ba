import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ObjectPage } from '#ports/object-storage';

/** Code points, as S3 orders: UTF-8 bytes. */
const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** One page of the keys below a bucket's folder. Reads the whole folder: for thousands of objects, not for millions. */
export async function listKeys(query: {
  readonly folder: string;
  readonly prefix: string;
  readonly after: string | undefined;
  readonly limit: number;
}): Promise<ObjectPage> {
  const { folder, prefix, after, limit } = query;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key.startsWith(prefix) && (after === undefined || byBytes(key, after) > 0))
    .sort(byBytes);
  const page = keys.slice(0, Math.max(1, Math.min(1000, Math.trunc(limit))));
  return { keys: page, after: keys.length > page.length ? page.at(-1) : undefined };
}
