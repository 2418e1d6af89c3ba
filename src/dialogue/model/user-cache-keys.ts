import { frameKeys } from './frame-keys.ts';

/** Names of the caches that hold words of one user: what forgetting has to clear. @see knowledge.md 18.1, O-100 */
export const userCacheKeys = {
  /** The events of the last hour, answers included. @see DESIGN.md 8.3 */
  events: (userId: string): string => `events:${userId}`,
  /** Messages that wait for their answer. @see dialogue.md 2.4 */
  pendingMessages: (userId: string): string => `pending_msgs:${userId}`,
  /** What the sensors may know. @see dialogue.md D-10 */
  compactView: (userId: string): string => `uk_compact:${userId}`,
  /** A digest of a message's text, by which a reused id is noticed. */
  messageDigest: (userId: string, messageId: string): string => `message:${userId}:${messageId}`,
  /** The same for the request that carried it. */
  requestDigest: (userId: string, requestId: string): string => `request:${userId}:${requestId}`,
} as const;

/** All names under which something that was made of a user's words is kept for a day or less, for some of the messages. */
export function cachesOf(
  userId: string,
  messages: readonly { readonly id: string; readonly requestId: string | null }[],
): readonly string[] {
  return [
    userCacheKeys.events(userId),
    userCacheKeys.compactView(userId),
    frameKeys.latestMood(userId),
    frameKeys.latestContext(userId),
    ...messages.flatMap(({ id, requestId }) => [
      frameKeys.mood(userId, id),
      frameKeys.context(userId, id),
      userCacheKeys.messageDigest(userId, id),
      ...(requestId === null ? [] : [userCacheKeys.requestDigest(userId, requestId)]),
    ]),
  ];
}
