import type { SpeechChunk, SpeechModel, SpeechRequest } from '#ports/speech-model';

/** What a scripted voice was asked, and what became of it. */
export interface SpokenRequest {
  readonly request: SpeechRequest;
  outcome: 'speaking' | 'spoken' | 'aborted' | 'failed';
}

/** A voice whose calls a test can hold, fail and look at. */
export interface ScriptedVoice extends SpeechModel {
  readonly requests: SpokenRequest[];
  /** Lets every call that waits and every later one go on. */
  readonly release: () => void;
}

const MS_A_CHARACTER = 20;

/**
 * Speaks one chunk a word, 20 ms a character, samples that hold the request's number.
 *
 * @param script by number of the call (from 0): how many words come before the failure.
 */
export function createScriptedVoice(
  input: {
    readonly isHeld?: boolean;
    readonly contentType?: string;
    readonly failures?: Readonly<Record<number, { readonly afterWords: number; readonly error: Error }>>;
  } = {},
): ScriptedVoice {
  const requests: SpokenRequest[] = [];
  let release = (): void => undefined;
  const released = input.isHeld ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
  const contentType = input.contentType ?? 'audio/pcm';
  const voice = {
    name: 'test/scripted',
    source: 'emulated',
    contentType,
    sampleRate: 8_000,
    requests,
    release: () => release(),
  } as const;
  async function* speak(request: SpeechRequest): AsyncGenerator<SpeechChunk> {
    const call: SpokenRequest = { request, outcome: 'speaking' };
    const number = requests.push(call) - 1;
    const failure = input.failures?.[number];
    try {
      await Promise.race([released, untilAborted(request.signal)]);
      let at = 0;
      for (const [words, word] of (request.text.match(/\S+\s*/gu) ?? []).entries()) {
        await Promise.resolve();
        if (request.signal.aborted) call.outcome = 'aborted';
        request.signal.throwIfAborted();
        if (failure && words >= failure.afterWords) throw failure.error;
        yield chunkOf(word, at, number);
        at += word.length;
      }
      call.outcome = 'spoken';
    } catch (error) {
      call.outcome = request.signal.aborted ? 'aborted' : 'failed';
      throw error;
    }
  }
  return { ...voice, speak };
}

function chunkOf(word: string, at: number, number: number): SpeechChunk {
  const characters = [...word];
  const startMs = characters.map((_, n) => (at + n) * MS_A_CHARACTER);
  return {
    audio: new Uint8Array(characters.length * MS_A_CHARACTER * 16).fill(number + 1),
    alignment: { characters, startMs, endMs: startMs.map((ms) => ms + MS_A_CHARACTER) },
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
