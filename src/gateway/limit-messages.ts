import { RateLimitedError } from '#kernel/error';
import type { Cache } from '#ports/cache';
import { detectLanguage } from '#dialogue/model/language/detect-language';

const STILL_THINKING: Readonly<Record<'en' | 'ru' | 'ar', string>> = {
  en: 'Wait a second, I am still thinking.',
  ru: 'Подожди секунду, я ещё думаю.',
  ar: 'لحظة، لسا أفكر.',
};

/** What limiting needs. */
export interface LimitDeps {
  readonly cache: Cache;
  readonly options: {
    readonly messagesPerUserSecond: number;
    readonly messagesPerUserMinute: number;
    readonly messagesPerIpSecond: number;
  };
  readonly onLimited: (limit: string) => void;
}

/**
 * Counts a message against the limits of its user and its address, in sliding windows that all instances share.
 *
 * @throws RateLimitedError with a line that the avatar can say. @see dialogue.md 2.3 (D-07)
 */
export async function limitMessages(
  { cache, options, onLimited }: LimitDeps,
  input: { readonly userId: string; readonly address: string; readonly text: string },
): Promise<void> {
  const limits = [
    { name: 'user_second', key: `limit:user:s:${input.userId}`, windowMs: 1_000, limit: options.messagesPerUserSecond },
    {
      name: 'user_minute',
      key: `limit:user:m:${input.userId}`,
      windowMs: 60_000,
      limit: options.messagesPerUserMinute,
    },
    { name: 'ip_second', key: `limit:ip:s:${input.address}`, windowMs: 1_000, limit: options.messagesPerIpSecond },
  ];
  const counted = await cache.count(limits);
  if (counted.isAllowed) return;
  onLimited(limits.find(({ key }) => key === counted.full)?.name ?? 'unknown');
  throw new RateLimitedError('Too many messages at once.', {
    retryAfterSeconds: Math.max(1, Math.ceil(counted.retryAfterMs / 1000)),
    extensions: { speakable: STILL_THINKING[detectLanguage(input.text).replyLanguage] },
  });
}
