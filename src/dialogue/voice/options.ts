import { option } from '#kernel/option';

/** Settings of the voice service. The coefficients are given; judge by ear before changing one. @see persona.md 11, P-25 */
export const voiceOptions = {
  vendorTimeoutMs: option.integer({
    env: 'VOICE_VENDOR_TIMEOUT_MS',
    doc: 'Longest silence of the speech vendor',
    unit: 'ms',
    default: 5_000,
  }),
  chunkBytes: option.integer({
    env: 'VOICE_CHUNK_BYTES',
    doc: 'Largest binary message of the stream',
    unit: 'bytes',
    default: 4_096,
  }),
  phraseTtlMs: option.integer({
    env: 'VOICE_PHRASE_TTL_MS',
    doc: 'How long cacheable phrases are kept',
    unit: 'ms',
    default: 30 * 86_400_000,
  }),
  stabilityBase: option.number({ env: 'VOICE_STABILITY_BASE', doc: 'Stability at warmth 0', default: 0.4 }),
  stabilityPerWarmth: option.number({
    env: 'VOICE_STABILITY_PER_WARMTH',
    doc: 'What warmth adds to stability',
    default: 0.3,
  }),
  similarityBoost: option.number({
    env: 'VOICE_SIMILARITY_BOOST',
    doc: 'Nearness to the recorded voice',
    default: 0.7,
  }),
  styleOffset: option.number({ env: 'VOICE_STYLE_OFFSET', doc: 'Style at tension 0', default: 0.3 }),
};
