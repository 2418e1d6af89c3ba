import type { Reply } from '#dialogue/model/reply';
import type { ApiClient } from './api-client.ts';
import { toApiError } from './api-error.ts';
import type { MessageOptions } from './conversation-state.ts';
import { MAX_ATTEMPTS } from './pair-buffer.ts';
import type { PairBuffer } from './pair-buffer.ts';

/** What became of one try to send a message. */
export type Delivery =
  /** `reply` when it is a fixed answer, which needs no event. */
  | { readonly kind: 'sent'; readonly reply: Reply | undefined }
  /** Nothing came back: no attempt is counted. */
  | { readonly kind: 'unreached' }
  /** The server is busy or has a fault: try again after the wait. */
  | { readonly kind: 'later'; readonly waitMs: number }
  /** For good, or after three attempts (`repeat`: ask the user to say it again). */
  | { readonly kind: 'refused'; readonly code: string; readonly retryAfterSeconds: number | null };

/** Sends the newest words of a pair once, always with the same ids. @see user-data.md 13.1 */
export async function deliverMessage(
  deps: { readonly api: Pick<ApiClient, 'chat'>; readonly buffer: PairBuffer },
  requestId: string,
  options: MessageOptions | undefined,
): Promise<Delivery> {
  const message = deps.buffer.find(requestId)?.messages.findLast((each) => each.role === 'user');
  if (!message) return { kind: 'refused', code: 'repeat', retryAfterSeconds: null };
  try {
    const { reply } = await deps.api.chat.send({
      ...options,
      message: message.content,
      request_id: requestId,
      message_id: message.id,
    });
    return { kind: 'sent', reply };
  } catch (thrown) {
    const error = toApiError(thrown);
    if (error.status === 0) return { kind: 'unreached' };
    await deps.buffer.countAttempt(requestId);
    const attempts = deps.buffer.find(requestId)?.attempts ?? MAX_ATTEMPTS;
    if (error.isTransient && attempts < MAX_ATTEMPTS) {
      return { kind: 'later', waitMs: (error.retryAfterSeconds ?? attempts * 2) * 1000 };
    }
    // What the server refuses for good is not kept: it would be refused again at every start.
    if (!error.isTransient) await deps.buffer.remove(requestId);
    return {
      kind: 'refused',
      code: error.isTransient ? 'repeat' : error.code,
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
}
