import type { ControlsDeps } from './controls-deps.ts';

/** The private bucket; keys begin with the user's id. @see catalog.md 12 */
export const USER_MEDIA_BUCKET = 'unde-user-media';
const PAGE = 500;
const KEY = /^[0-9a-f-]{36}\/[\w./-]{1,300}$/u;

/** Deletes media objects of a user. What a message names and is not the user's own is left alone. @see user-data.md U32 */
export async function deleteMedia(
  storage: Pick<ControlsDeps['storage'], 'delete'>,
  userId: string,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys)
    if (key.startsWith(`${userId}/`) && KEY.test(key) && !key.includes('..'))
      await storage.delete({ bucket: USER_MEDIA_BUCKET, key });
}

/** Deletes everything that lies under a user's prefix. @returns how many objects there were. */
export async function deleteAllMedia(
  storage: Pick<ControlsDeps['storage'], 'list' | 'delete'>,
  userId: string,
): Promise<number> {
  let count = 0;
  for (let after: string | undefined; ;) {
    const page = await storage.list({
      bucket: USER_MEDIA_BUCKET,
      prefix: `${userId}/`,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const key of page.keys) await storage.delete({ bucket: USER_MEDIA_BUCKET, key });
    count += page.keys.length;
    after = page.after;
    if (after === undefined) return count;
  }
}
