import type { Clock } from '#kernel/clock';
import { DependencyError, DependencyTimeoutError, toAppError } from '#kernel/error';
import type { SpeechChunk, SpeechModel, SpeechRequest } from '#ports/speech-model';
import type { VoiceEvents } from './events.ts';

/** What speaking a text needs. */
export interface SpeakTextDeps {
  readonly speechModel: SpeechModel;
  readonly events: VoiceEvents;
  readonly clock: Clock;
}

const ATTEMPTS = 2;

/**
 * The audio of one text. A call that failed before any audio came is repeated once where a repeat can help; later it
 * is not, because the listener would hear the beginning twice. A text without letters has no audio.
 *
 * @throws DependencyError, DependencyTimeoutError; the reason of the signal when the caller goes away.
 * @see dialogue.md D-52
 */
export async function* speakText(
  deps: SpeakTextDeps,
  requestId: string,
  request: SpeechRequest,
): AsyncGenerator<SpeechChunk, void, void> {
  if (!/[\p{L}\p{N}]/u.test(request.text)) return;
  for (let attempt = 1; ; attempt++) {
    const startedAtMs = deps.clock.nowMs();
    let hasAudio = false;
    deps.events.asked(deps.speechModel.name);
    try {
      for await (const chunk of deps.speechModel.speak(request)) {
        if (!hasAudio) deps.events.firstAudio(deps.clock.nowMs() - startedAtMs);
        hasAudio = true;
        yield chunk;
      }
      return;
    } catch (error) {
      if (request.signal.aborted) throw error;
      deps.events.failed(requestId, toAppError(error), attempt);
      if (hasAudio || attempt === ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof DependencyTimeoutError || (error instanceof DependencyError && error.isRetryable);
}
