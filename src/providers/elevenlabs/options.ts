import { option } from '#kernel/option';

/** Settings of the ElevenLabs client. Without a key the emulator answers, with a machine's voice or a tone track. */
export const elevenLabsOptions = {
  elevenLabsApiKey: option.secret({
    env: 'ELEVENLABS_API_KEY',
    doc: 'Key of ElevenLabs; empty: the voice is emulated',
    default: '',
  }),
  elevenLabsVoiceId: option.string({
    env: 'ELEVENLABS_VOICE_ID',
    doc: 'The voice that speaks',
    default: 'EXAVITQu4vr4xnSDxMaL',
  }),
  elevenLabsModel: option.string({ env: 'ELEVENLABS_MODEL', doc: 'Speech model', default: 'eleven_flash_v2_5' }),
  elevenLabsOutputFormat: option.string({
    env: 'ELEVENLABS_OUTPUT_FORMAT',
    doc: 'Codec, sample rate and bit rate; the emulator has no encoder and speaks pcm_22050 whatever this says',
    default: 'mp3_44100_128',
  }),
  elevenLabsBaseUrl: option.url({
    env: 'ELEVENLABS_BASE_URL',
    doc: 'Address of the ElevenLabs API',
    default: 'https://api.elevenlabs.io',
  }),
};
