import { createHash } from 'node:crypto';
import type { VoiceParams } from '#dialogue/model/persona';
import type { Call } from '#kernel/call';
import type { Cache } from '#ports/cache';
import { AudioCutter, SpeechLength, toPlayable } from './audio.ts';
import type { Synthesis } from './contract.ts';
import { synthesis } from './contract.ts';
import { mapVoiceParams } from './map-voice-params.ts';
import type { VoiceCoefficients } from './map-voice-params.ts';
import { speakText } from './speak-text.ts';
import type { SpeakTextDeps } from './speak-text.ts';
import { VisemeTrack } from './visemes.ts';
import type { Viseme } from './visemes.ts';

/** What a phrase needs. */
export interface SynthesizePhraseDeps extends SpeakTextDeps {
  readonly cache: Cache;
  readonly settings: VoiceCoefficients & { readonly vendorTimeoutMs: number; readonly phraseTtlMs: number };
}

/** A phrase to be spoken. */
export interface Phrase {
  readonly text: string;
  readonly voice_params: VoiceParams;
  readonly lang: 'en' | 'ru' | 'ar';
  /** Marks the phrase as frequent and free of personal data; the content decides what is found under it. */
  readonly cache_key?: string | undefined;
}

/**
 * Speaks a short text at once. Only phrases that the caller marks are kept, under a hash of everything that changes
 * the sound. A cache that fails costs the saving, not the phrase.
 *
 * @see dialogue.md D-52
 */
export async function synthesizePhrase(deps: SynthesizePhraseDeps, phrase: Phrase, call: Call): Promise<Synthesis> {
  const key = phrase.cache_key === undefined ? undefined : phraseKey(deps, phrase);
  const kept = key === undefined ? undefined : await findPhrase(deps, key, call.requestId);
  if (kept) return { ...kept, source: 'cache' };
  const spoken = await speakPhrase(deps, phrase, call);
  if (key !== undefined) {
    const store = deps.cache.set(key, JSON.stringify(spoken), { ttlMs: deps.settings.phraseTtlMs });
    await store.catch((error: unknown) => deps.events.cacheFailed(call.requestId, error));
  }
  return spoken;
}

async function findPhrase(deps: SynthesizePhraseDeps, key: string, requestId: string): Promise<Synthesis | undefined> {
  try {
    const found = synthesis.safeParse(JSON.parse((await deps.cache.get(key)) ?? 'null'));
    deps.events.phraseFound(found.success);
    return found.success ? found.data : undefined;
  } catch (error) {
    deps.events.cacheFailed(requestId, error);
    return undefined;
  }
}

function phraseKey(
  { speechModel, settings }: SynthesizePhraseDeps,
  { text, voice_params: params, lang }: Phrase,
): string {
  const { name, contentType, sampleRate } = speechModel;
  const normalized = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const content = JSON.stringify([name, contentType, sampleRate, lang, mapVoiceParams(params, settings), normalized]);
  return `voice:phrase:${createHash('sha256').update(content).digest('hex')}`;
}

async function speakPhrase(
  deps: SynthesizePhraseDeps,
  { text, lang, voice_params: params }: Phrase,
  call: Call,
): Promise<Synthesis> {
  const { speechModel, settings } = deps;
  const request = {
    text,
    lang,
    settings: mapVoiceParams(params, settings),
    timeoutMs: settings.vendorTimeoutMs,
    signal: call.signal,
  };
  const [track, length, cutter] = [new VisemeTrack(), new SpeechLength(speechModel, text), new AudioCutter(65_536)];
  const [pieces, visemes]: [Uint8Array[], Viseme[]] = [[], []];
  for await (const chunk of speakText(deps, call.requestId, request)) {
    pieces.push(...cutter.cut(chunk.audio));
    length.add(chunk);
    if (chunk.alignment) visemes.push(...track.add(chunk.alignment));
  }
  pieces.push(...cutter.end());
  visemes.push(...track.end(length.durationMs));
  const { audio, contentType } = toPlayable(Buffer.concat(pieces), speechModel);
  return {
    audio_base64: Buffer.from(audio).toString('base64'),
    content_type: contentType,
    duration_ms: length.durationMs,
    source: speechModel.source,
    visemes,
  };
}
