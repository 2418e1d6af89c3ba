import { DependencyTimeoutError, InvalidInputError } from '#kernel/error';
import type { SpeechChunk, SpeechModel, SpeechRequest } from '#ports/speech-model';
import { toRefusal, toTransportError } from './error.ts';
import { capabilitiesOf, toVoiceSettings } from './model-capabilities.ts';
import { parseOutputFormat } from './output-format.ts';
import { readLines, TimedAudioReader } from './read-timed-audio.ts';

/** How to reach ElevenLabs, or its emulator. */
export interface ElevenLabsDeps {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly voiceId: string;
  readonly modelName: string;
  /** Such as `mp3_44100_128`; the emulator speaks `pcm_*` only. */
  readonly outputFormat: string;
  /** `emulated` behind the emulator: shown to the user. */
  readonly source: 'vendor' | 'emulated';
}

/**
 * Speech by ElevenLabs over the HTTP stream with timestamps: the only answer that carries audio and character moments.
 * One call a text, never repeated here. `timeoutMs` limits the wait for the first byte and every silence after it.
 *
 * @see providers.md 10
 */
export function createElevenLabsSpeechModel(deps: ElevenLabsDeps): SpeechModel {
  const { contentType, sampleRate } = parseOutputFormat(deps.outputFormat);
  return {
    // The voice belongs to the name: cached phrases of one voice are not those of another.
    name: `elevenlabs/${deps.modelName}:${deps.voiceId}`,
    source: deps.source,
    contentType,
    sampleRate,
    speak: (request) => speak(deps, request),
  };
}

async function* speak(deps: ElevenLabsDeps, request: SpeechRequest): AsyncGenerator<SpeechChunk, void, void> {
  const limit = capabilitiesOf(deps.modelName).maxCharacters;
  if (request.text.length > limit)
    throw new InvalidInputError(`A text for ${deps.modelName} has at most ${limit} characters`);
  const patience = new Patience(request.timeoutMs);
  const ended = new AbortController();
  const signal = AbortSignal.any([request.signal, patience.signal, ended.signal]);
  try {
    signal.throwIfAborted();
    const response = await post(deps, request, signal);
    const reader = new TimedAudioReader();
    for await (const line of readLines(patience.watch(requireBody(response)))) {
      const chunk = reader.read(line);
      patience.pause();
      yield chunk;
      patience.resume();
    }
  } catch (error) {
    throw patience.signal.aborted
      ? patience.signal.reason
      : request.signal.aborted
        ? request.signal.reason
        : toTransportError(error);
  } finally {
    // A reader who stops in the middle ends the vendor's call too.
    ended.abort();
    patience.pause();
  }
}

async function post(deps: ElevenLabsDeps, request: SpeechRequest, signal: AbortSignal): Promise<Response> {
  const path = `/v1/text-to-speech/${encodeURIComponent(deps.voiceId)}/stream/with-timestamps`;
  const url = `${deps.baseUrl.replace(/\/+$/, '')}${path}?output_format=${encodeURIComponent(deps.outputFormat)}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'xi-api-key': deps.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(toBody(deps.modelName, request)),
    signal,
  });
  if (!response.ok) throw toRefusal(response.status, await response.text(), response.headers);
  return response;
}

/** Fields that the model does not understand are left out. */
function toBody(modelName: string, request: SpeechRequest): unknown {
  const capabilities = capabilitiesOf(modelName);
  return {
    text: request.text,
    model_id: modelName,
    voice_settings: toVoiceSettings(request.settings, capabilities),
    ...(capabilities.supportsLanguageCode ? { language_code: request.lang } : {}),
    ...(capabilities.supportsContext && request.previousText ? { previous_text: request.previousText } : {}),
    ...(capabilities.supportsContext && request.nextText ? { next_text: request.nextText } : {}),
  };
}

function requireBody(response: Response): AsyncIterable<Uint8Array> {
  if (!response.body) throw new SyntaxError('The answer has no body');
  return response.body;
}

/** Ends a call whose other side is silent for too long; a slow reader of ours does not count as silence. */
class Patience {
  readonly #controller = new AbortController();
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.resume();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  pause(): void {
    clearTimeout(this.#timer);
  }

  resume(): void {
    clearTimeout(this.#timer);
    const message = `ElevenLabs was silent for ${this.#timeoutMs} ms`;
    const late = new DependencyTimeoutError(message, { vendor: 'elevenlabs', operation: 'speak' });
    this.#timer = setTimeout(() => this.#controller.abort(late), this.#timeoutMs);
  }

  async *watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
    for await (const piece of bytes) {
      this.resume();
      yield piece;
    }
  }
}
