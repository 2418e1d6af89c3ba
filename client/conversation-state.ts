import type { ChatBody } from '#gateway/contract';
import type { ApiClient, Fetch } from './api-client.ts';
import type { PairBuffer } from './pair-buffer.ts';
import type { Settings } from './storage/settings.ts';
import type { Time } from './time.ts';
import type { Turn } from './turn.ts';

/** `recovering` asks for "one moment": the server is being shown what this client holds. */
export type ConnectionState = 'starting' | 'online' | 'recovering' | 'offline';

/** Everything a screen needs to draw the talk. */
export interface ConversationState {
  readonly connection: ConnectionState;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  /** Whether the first page of history has been read (or could not be). */
  readonly isHistoryLoaded: boolean;
  /** Where the next older page begins; null when there is none. */
  readonly earlierBefore: string | null;
}

/** What a message may carry beside its words. */
export type MessageOptions = Pick<
  Partial<ChatBody>,
  | 'input_type'
  | 'explicit_reply_to'
  | 'voice_signals'
  | 'voice_mode'
  | 'lat'
  | 'lng'
  | 'mall_id'
  | 'companions'
  | 'photo_url'
>;

/** What a conversation is built from. */
export interface ConversationDeps {
  readonly api: Pick<ApiClient, 'chat'>;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly token: (rejected?: string) => Promise<string>;
  readonly buffer: PairBuffer;
  readonly settings: Settings;
  readonly time: Time;
  readonly random?: () => number;
}
