import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { EmulatorContext } from '#kernel/emulator';
import type { SpeechChunk, SpeechModel } from '#ports/speech-model';
import { speechBody } from './api-schemas.ts';
import { speakBody } from './emulator-voice.ts';
import { parseOutputFormat } from './output-format.ts';
import type { OutputFormat } from './output-format.ts';

const clientMessage = z.object({
  text: z.string(),
  voice_settings: speechBody.shape.voice_settings,
  generation_config: z.object({ chunk_length_schedule: z.array(z.number()).optional() }).nullish(),
  xi_api_key: z.string().optional(),
  try_trigger_generation: z.boolean().optional(),
  flush: z.boolean().optional(),
});
type ClientMessage = z.output<typeof clientMessage>;

/** Characters that trigger a generation when the client gives no schedule. */
const DEFAULT_SCHEDULE = [120, 160, 250, 290];

/**
 * The input socket: text in pieces, audio in pieces. Times are relative to each message. Closes with 1008 after a
 * fault, as the vendor does. @see providers.md 10.2
 */
export async function registerStreamInput(
  app: FastifyInstance,
  emulator: EmulatorContext,
  model: SpeechModel,
): Promise<void> {
  await app.register(websocket);
  app.get('/v1/text-to-speech/:voice/stream-input', { websocket: true }, (socket, request) => {
    const conversation = new InputConversation(socket, request, emulator, model);
    socket.on('message', (data: Buffer) => conversation.take(data.toString()));
  });
}

class InputConversation {
  readonly #socket: WebSocket;
  readonly #request: FastifyRequest;
  readonly #model: SpeechModel;
  readonly #format: OutputFormat;
  readonly #gone = new AbortController();
  #settings: ClientMessage['voice_settings'];
  #schedule = DEFAULT_SCHEDULE;
  #generations = 0;
  #text = '';
  #hasStarted = false;
  #work: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, request: FastifyRequest, emulator: EmulatorContext, model: SpeechModel) {
    this.#socket = socket;
    this.#request = request;
    this.#model = model;
    const { output_format: format = 'pcm_22050' } = request.query as { output_format?: string };
    this.#format = parseOutputFormat(/^(?:pcm|ulaw)_/.test(format) ? format : 'pcm_22050');
    socket.on('close', () => this.#gone.abort());
    emulator.plan(request).signal.addEventListener('abort', () => socket.close(1001));
  }

  take(data: string): void {
    const message = this.#parse(data);
    if (!message) return this.#refuse('invalid_message', 'The message is not valid.');
    if (!this.#hasStarted) {
      const key = this.#request.headers['xi-api-key'] ?? message.xi_api_key;
      if (!key || key === 'invalid') return this.#refuse('invalid_api_key', 'Invalid API key');
      this.#hasStarted = true;
      this.#settings = message.voice_settings;
      this.#schedule = message.generation_config?.chunk_length_schedule ?? DEFAULT_SCHEDULE;
    }
    this.#text += message.text;
    const isLast = message.text === '';
    const wanted = this.#schedule[Math.min(this.#generations, this.#schedule.length - 1)] ?? 0;
    if (isLast || message.flush || this.#text.length >= wanted) this.#generate();
    if (isLast) this.#enqueue(async () => this.#end());
  }

  #generate(): void {
    const text = this.#text.trim();
    this.#text = '';
    if (text === '') return;
    this.#generations++;
    this.#enqueue(async () => {
      const body = speechBody.parse({ text, voice_settings: this.#settings });
      for await (const chunk of speakBody(this.#model, body, this.#format, this.#gone.signal))
        this.#send(toAudioMessage(chunk));
    });
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => this.#socket.close(1011));
  }

  #end(): void {
    this.#send({ audio: null, isFinal: true });
    this.#socket.close(1000);
  }

  #refuse(error: string, message: string): void {
    this.#send({ message, error, code: 1008 });
    this.#socket.close(1008, error);
  }

  #send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  #parse(data: string): ClientMessage | undefined {
    try {
      return clientMessage.parse(JSON.parse(data));
    } catch {
      return undefined;
    }
  }
}

function toAudioMessage({ audio, alignment }: SpeechChunk): unknown {
  const originMs = alignment?.startMs[0] ?? 0;
  const times = alignment && {
    chars: alignment.characters,
    charStartTimesMs: alignment.startMs.map((ms) => ms - originMs),
    charDurationsMs: alignment.startMs.map((ms, at) => (alignment.endMs[at] ?? ms) - ms),
  };
  return { audio: Buffer.from(audio).toString('base64'), isFinal: null, alignment: times, normalizedAlignment: times };
}
