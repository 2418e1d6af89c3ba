import { forgetNormalizedTexts } from '#dialogue/model/language/normalize-text';
import { cachesOf, userCacheKeys } from '#dialogue/model/user-cache-keys';
import type { Cache } from '#ports/cache';

/**
 * Takes a user's words out of everything that is kept for a while: the events of the last hour, the compact view, frames,
 * messages that wait, and the texts that this process has just normalised. What is lost is rebuilt from the rows.
 *
 * @see knowledge.md 18.1 step 5, O-100
 */
export async function clearCaches(
  cache: Cache,
  input: {
    readonly userId: string;
    readonly messages: readonly { readonly id: string; readonly requestId: string | null }[];
    /** The whole account: also every message that waits for its answer. */
    readonly isAccount?: boolean;
  },
): Promise<void> {
  const { userId, messages, isAccount = false } = input;
  forgetNormalizedTexts();
  await Promise.all(cachesOf(userId, messages).map((key) => cache.delete(key)));
  const pendingKey = userCacheKeys.pendingMessages(userId);
  const waiting = await cache.get(pendingKey);
  if (waiting === undefined) return;
  const gone = new Set(messages.map(({ id }) => id));
  const isAffected = (JSON.parse(waiting) as readonly { readonly message?: { readonly message_id?: string } }[]).some(
    ({ message }) => gone.has(message?.message_id ?? ''),
  );
  // The others that wait with it lose a joint answer and no message.
  if (isAccount || isAffected) await cache.delete(pendingKey);
}
