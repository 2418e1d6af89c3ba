import type { FastifyReply, FastifyRequest } from 'fastify';
import { createEmulator } from '#kernel/emulator';
import type { Emulator, EmulatorContext, VendorErrorBody } from '#kernel/emulator';
import type { SpeechChunk, SpeechModel } from '#ports/speech-model';
import { speechBody } from './api-schemas.ts';
import type { SpeechBody } from './api-schemas.ts';
import { speakBody, toVendorAlignment } from './emulator-voice.ts';
import { registerStreamInput } from './emulator-socket.ts';
import { MODEL_CAPABILITIES } from './model-capabilities.ts';
import { OUTPUT_FORMATS, parseOutputFormat } from './output-format.ts';
import type { OutputFormat } from './output-format.ts';

/** What stands behind the emulator. */
export interface ElevenLabsEmulatorDeps {
  /** Speaks raw 16-bit mono samples (`audio/pcm`). */
  readonly speechModel: SpeechModel;
  readonly port?: number;
  /** Calls at once, as the plan allows. */
  readonly concurrency?: number;
}

/** An error in the vendor's own words. Which of 400 and 404 an unknown voice gets is not known: one switch. */
const VOICE_NOT_FOUND_STATUS = 404;
const FAULTS: Readonly<Record<number, readonly [status: string, message: string]>> = {
  400: ['invalid_request', 'The request is not valid.'],
  401: ['invalid_api_key', 'Invalid API key'],
  403: ['only_for_creator+', 'This feature is only for the Creator plan and above.'],
  404: ['not_found', 'Not found'],
  429: ['system_busy', 'The system is experiencing heavy traffic, please try again.'],
};

/** A request that passed every check. */
interface AcceptedSpeech {
  readonly body: SpeechBody;
  readonly format: OutputFormat;
}

/**
 * ElevenLabs' speech API as far as this project calls it: the four HTTP answers and the input socket. The voice is that
 * of the local engine; there is no encoder, so MP3, Opus and A-law are refused.
 *
 * @see providers.md 10
 */
export function createElevenLabsEmulator(deps: ElevenLabsEmulatorDeps): Promise<Emulator> {
  return createEmulator({
    vendor: 'elevenlabs',
    ...(deps.port === undefined ? {} : { port: deps.port }),
    errorBody: (status, reason) => {
      if (reason === 'quota') return fault('quota_exceeded', 'This request exceeds your quota.');
      if (reason === 'malformed')
        return { body: { detail: [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }] } };
      return fault(...(FAULTS[status] ?? ['internal_server_error', 'Internal error']));
    },
    register: async (app, emulator) => {
      const speaker = new Speaker(deps, emulator);
      const path = '/v1/text-to-speech/:voice';
      app.post(path, (request, reply) => speaker.answer(request, reply, sendWhole));
      app.post(`${path}/stream`, (request, reply) => speaker.answer(request, reply, sendStream));
      app.post(`${path}/with-timestamps`, (request, reply) => speaker.answer(request, reply, sendTimed));
      app.post(`${path}/stream/with-timestamps`, (request, reply) => speaker.answer(request, reply, sendTimedStream));
      app.get('/v1/models', (_request, reply) =>
        reply.send(Object.keys(MODEL_CAPABILITIES).map((id) => ({ model_id: id, can_do_text_to_speech: true }))),
      );
      await registerStreamInput(app, emulator, deps.speechModel);
    },
  });
}

/** The error body of the vendor. */
function fault(status: string, message: string): VendorErrorBody {
  return { body: { detail: { status, message } } };
}

type Send = (answer: {
  readonly emulator: EmulatorContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly chunks: AsyncIterable<SpeechChunk>;
  readonly format: OutputFormat;
  readonly headers: Readonly<Record<string, string>>;
}) => Promise<unknown>;

const sendWhole: Send = async ({ reply, chunks, format, headers }) =>
  reply
    .headers({ ...headers, 'content-type': format.contentType })
    .send(Buffer.concat((await collect(chunks)).map(({ audio }) => audio)));

const sendStream: Send = ({ emulator, request, reply, chunks, format, headers }) =>
  emulator.stream(request, reply, audioOf(chunks), { contentType: format.contentType, headers });

const sendTimed: Send = async ({ reply, chunks, headers }) => {
  const all = await collect(chunks);
  const alignments = all.flatMap(({ alignment }) => alignment ?? []);
  const alignment = toVendorAlignment({
    characters: alignments.flatMap(({ characters }) => characters),
    startMs: alignments.flatMap(({ startMs }) => startMs),
    endMs: alignments.flatMap(({ endMs }) => endMs),
  });
  const audio = Buffer.concat(all.map((chunk) => chunk.audio)).toString('base64');
  return reply.headers(headers).send({ audio_base64: audio, alignment, normalized_alignment: alignment });
};

const sendTimedStream: Send = ({ emulator, request, reply, chunks, headers }) =>
  emulator.stream(request, reply, linesOf(chunks), { contentType: 'application/json', headers });

async function collect(chunks: AsyncIterable<SpeechChunk>): Promise<readonly SpeechChunk[]> {
  const all: SpeechChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

async function* audioOf(chunks: AsyncIterable<SpeechChunk>): AsyncGenerator<Uint8Array> {
  for await (const { audio } of chunks) yield audio;
}

async function* linesOf(chunks: AsyncIterable<SpeechChunk>): AsyncGenerator<string> {
  for await (const { audio, alignment } of chunks) {
    const times = toVendorAlignment(alignment);
    yield `${JSON.stringify({ audio_base64: Buffer.from(audio).toString('base64'), alignment: times, normalized_alignment: times })}\n`;
  }
}

class Speaker {
  readonly #deps: ElevenLabsEmulatorDeps;
  readonly #emulator: EmulatorContext;
  #active = 0;

  constructor(deps: ElevenLabsEmulatorDeps, emulator: EmulatorContext) {
    this.#deps = deps;
    this.#emulator = emulator;
  }

  async answer(request: FastifyRequest, reply: FastifyReply, send: Send): Promise<unknown> {
    const accepted = accept(request);
    if ('status' in accepted) return this.#emulator.fail(reply, accepted.status, accepted.error);
    const most = this.#deps.concurrency ?? 20;
    if (this.#active >= most) {
      const message = `Too many concurrent requests. Your current subscription is associated with a maximum of ${most} concurrent requests.`;
      return this.#emulator.fail(reply, 429, fault('too_many_concurrent_requests', message));
    }
    this.#active++;
    reply.raw.once('close', () => this.#active--);
    const { body, format } = accepted;
    const headers = {
      'request-id': this.#emulator.digest(JSON.stringify(body)).slice(0, 20),
      'character-cost': String(body.text.length),
      'current-concurrent-requests': String(this.#active),
      'maximum-concurrent-requests': String(most),
    };
    const chunks = speakBody(this.#deps.speechModel, body, format, this.#emulator.signal(request));
    return send({ emulator: this.#emulator, request, reply, chunks, format, headers });
  }
}

type Refusal = { readonly status: number; readonly error: VendorErrorBody };

function accept(request: FastifyRequest): AcceptedSpeech | Refusal {
  const { voice } = request.params as { voice: string };
  const { output_format: format = 'mp3_44100_128' } = request.query as { output_format?: string };
  const refused = refuseKey(request) ?? refuseVoice(voice);
  if (refused) return refused;
  const parsed = speechBody.safeParse(request.body);
  if (!parsed.success) {
    const detail = parsed.error.issues.map(({ path, message, code }) => ({
      loc: ['body', ...path],
      msg: message,
      type: code,
    }));
    return { status: 422, error: { body: { detail } } };
  }
  return refuseBody(parsed.data) ?? refuseFormat(format) ?? { body: parsed.data, format: parseOutputFormat(format) };
}

/** 401 without a key, and for the key `invalid`. */
function refuseKey(request: FastifyRequest): Refusal | undefined {
  const key = request.headers['xi-api-key'];
  if (key && key !== 'invalid') return undefined;
  return { status: 401, error: fault('invalid_api_key', 'Invalid API key') };
}

function refuseVoice(voice: string): Refusal | undefined {
  if (/^[A-Za-z0-9]{20}$/.test(voice)) return undefined;
  return {
    status: VOICE_NOT_FOUND_STATUS,
    error: fault('voice_not_found', `A voice with the voice_id ${voice} was not found.`),
  };
}

function refuseBody(body: SpeechBody): Refusal | undefined {
  const capabilities = MODEL_CAPABILITIES[body.model_id];
  if (!capabilities)
    return { status: 400, error: fault('model_not_found', `A model with model ID ${body.model_id} does not exist.`) };
  if (body.text.length > capabilities.maxCharacters) {
    return {
      status: 400,
      error: fault('max_character_limit_exceeded', `The text has more than ${capabilities.maxCharacters} characters.`),
    };
  }
  if (!capabilities.supportsContext && (body.previous_text || body.next_text)) {
    return {
      status: 400,
      error: fault('unsupported_model', `Providing previous_text or next_text is not supported with ${body.model_id}.`),
    };
  }
  return undefined;
}

function refuseFormat(format: string): Refusal | undefined {
  if (!OUTPUT_FORMATS.has(format))
    return { status: 400, error: fault('invalid_output_format', `${format} is not a valid output format.`) };
  if (/^(?:pcm|ulaw)_/.test(format)) return undefined;
  return {
    status: 400,
    error: fault('output_format_not_emulated', 'The emulator has no encoder: ask for pcm_* or ulaw_8000.'),
  };
}
