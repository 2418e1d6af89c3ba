import { z } from 'zod';

/** Moments of characters in seconds, as the HTTP answers carry them. */
export const alignment = z.object({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
});
export type Alignment = z.output<typeof alignment>;

/** One line of `/stream/with-timestamps`, and the whole answer of `/with-timestamps`. */
export const timedAudio = z.object({
  audio_base64: z.string(),
  alignment: alignment.nullish(),
  normalized_alignment: alignment.nullish(),
});

/** An error body: an object with a status, or the list of a failed validation. */
export const errorBody = z.object({
  detail: z.union([
    z.object({ status: z.string().optional(), message: z.string().optional() }),
    z.array(z.object({ msg: z.string() })),
    z.string(),
  ]),
});

const ratio = z.number().min(0).max(1);

/** Body of a speech request, as far as the emulator reads it. */
export const speechBody = z.object({
  text: z.string(),
  model_id: z.string().default('eleven_multilingual_v2'),
  language_code: z.string().length(2).nullish(),
  voice_settings: z
    .object({
      stability: ratio.nullish(),
      similarity_boost: ratio.nullish(),
      style: ratio.nullish(),
      use_speaker_boost: z.boolean().nullish(),
      speed: z.number().min(0.7).max(1.2).nullish(),
    })
    .nullish(),
  seed: z.number().int().min(0).max(4_294_967_295).nullish(),
  previous_text: z.string().nullish(),
  next_text: z.string().nullish(),
  previous_request_ids: z.array(z.string()).max(3).nullish(),
  next_request_ids: z.array(z.string()).max(3).nullish(),
  apply_text_normalization: z.enum(['auto', 'on', 'off']).default('auto'),
});
export type SpeechBody = z.output<typeof speechBody>;
