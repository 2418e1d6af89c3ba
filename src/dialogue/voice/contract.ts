import { z } from 'zod';
import { oc } from '#kernel/contract';
import { voiceParams } from '#dialogue/model/persona';

/** What comes back for one text. Audio is base64, since contracts hold JSON values only. */
export const synthesis = z.object({
  audio_base64: z.string(),
  content_type: z.string(),
  duration_ms: z.number(),
  /** `emulated` when no real voice stands behind it. */
  source: z.enum(['vendor', 'emulated', 'local', 'cache']),
  visemes: z.array(z.object({ at_ms: z.number(), viseme: z.number().int().min(0).max(6) })),
});
export type Synthesis = z.output<typeof synthesis>;

/**
 * First text message of the `stream` socket and every later one. The server answers with text messages
 * {@link voiceStreamEvent} and binary audio chunks of at most 4,096 bytes, strictly in sentence order.
 */
export const voiceStreamCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    voice_params: voiceParams,
    lang: z.enum(['en', 'ru', 'ar']),
    format: z.enum(['mp3', 'pcm']).default('mp3'),
  }),
  z.object({
    type: z.literal('text'),
    index: z.number().int(),
    text: z.string().max(2_000),
    previous_text: z.string().optional(),
  }),
  z.object({ type: z.literal('end') }),
  /** Barge-in: abort the vendor at once and drop what waits. */
  z.object({ type: z.literal('stop'), spoken_chars: z.number().int().min(0).optional() }),
]);
export type VoiceStreamCommand = z.output<typeof voiceStreamCommand>;

/** What the `stream` socket tells beside the bytes. */
export const voiceStreamEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    content_type: z.string(),
    sample_rate: z.number().int(),
    source: z.enum(['vendor', 'emulated', 'local', 'cache']),
  }),
  /** The chunks that follow belong to this sentence. */
  z.object({ type: z.literal('sentence'), index: z.number().int(), text: z.string() }),
  z.object({
    type: z.literal('visemes'),
    index: z.number().int(),
    visemes: z.array(z.object({ at_ms: z.number(), viseme: z.number().int() })),
  }),
  z.object({ type: z.literal('sentence_end'), index: z.number().int(), duration_ms: z.number() }),
  z.object({ type: z.literal('audio_unavailable'), reason: z.string() }),
  z.object({ type: z.literal('stopped'), spoken_chars: z.number().int() }),
  z.object({ type: z.literal('end') }),
]);
export type VoiceStreamEvent = z.output<typeof voiceStreamEvent>;

/** Sockets of the voice server. */
export const voiceSockets = { stream: '/stream' };

/** The speaking voice. @see dialogue.md 6 */
export const voiceContract = {
  synthesize: oc
    .route({ method: 'POST', path: '/synthesize', summary: 'Speak a short text; phrases with a cache key are kept' })
    .input(
      z.object({
        text: z.string().min(1).max(2_000),
        voice_params: voiceParams,
        lang: z.enum(['en', 'ru', 'ar']),
        cache_key: z.string().max(100).optional(),
      }),
    )
    .output(synthesis),
};
