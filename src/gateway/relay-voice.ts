import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { detachedCall, forward } from '#kernel/call';
import type { Call } from '#kernel/call';
import { NotFoundError, UnauthenticatedError } from '#kernel/error';
import { isId } from '#kernel/id';
import type { Socket } from '#kernel/socket';
import { voiceStreamCommand } from '#dialogue/voice/contract';
import type { VoiceStreamCommand } from '#dialogue/voice/contract';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import type { VoiceParams } from '#dialogue/model/persona';
import { followRequest } from './follow-events.ts';
import type { FollowDeps } from './follow-events.ts';
import type { GatewayEvents } from './events.ts';
import type { Sessions } from './sessions.ts';

const AUTHORIZE_TIMEOUT_MS = 5_000;
/** Longest answer that is still being heard after it was sent. */
const HEARING_LIMIT_MS = 120_000;

/** First message of a browser, which cannot set headers on a socket. */
const authorizeMessage = z.object({ type: z.literal('authorize'), token: z.string() });
/** The only command that a client may give: stop, with how far it was heard. */
const stopMessage = z.object({ type: z.literal('stop'), spoken_chars: z.number().int().min(0).optional() });

/** What relaying needs. */
export type RelayDeps = FollowDeps & {
  readonly sessions: Sessions;
  readonly events: GatewayEvents;
  readonly openVoice: (call: Call) => Promise<Socket>;
};

/**
 * Speaks an answer to whoever attaches: released sentences go to the voice server, its bytes come back. The sentences are
 * read from the user's event stream, so any instance can relay, and an answer that nobody listens to costs nothing.
 *
 * @see dialogue.md 6.2-6.3, DESIGN.md 8.5
 */
export async function relayVoice(
  deps: RelayDeps,
  client: Socket,
  call: Call,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const requestId = parameters['request_id'] ?? '';
  if (!isId(requestId)) throw new NotFoundError('There is no such request.');
  const incoming = client.messages[Symbol.asyncIterator]();
  const { userId } = await authorize(deps, incoming, call);
  const voice = await deps.openVoice(call);
  const over = AbortSignal.any([client.closed, voice.closed, call.signal]);
  const feeding = feed(deps, voice, { userId, requestId }, { ...call, signal: over, lastEventId: undefined });
  let failure: unknown;
  feeding.catch((error: unknown) => {
    if (!over.aborted) {
      failure = error;
      deps.events.relayFailed({ requestId, error });
    }
    voice.close();
  });
  const listening = obey(deps, incoming, voice, { userId, requestId }, call);
  listening.catch(() => voice.close());
  for await (const message of voice.messages) client.send(message);
  // A request that is not there, or not this user's, is refused at once.
  if (failure !== undefined) throw failure;
  // The sound goes on after its last byte has left: until the client lets go, it may still say how far it was heard.
  await Promise.race([listening, until(client.closed), sleep(HEARING_LIMIT_MS, undefined, { ref: false })]).catch(
    () => undefined,
  );
}

async function authorize(
  deps: RelayDeps,
  incoming: AsyncIterator<string | Uint8Array>,
  call: Call,
): Promise<{ userId: string }> {
  if (call.http?.headers['authorization']) return deps.sessions.identify(call);
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new UnauthenticatedError('No authorize message came.')), AUTHORIZE_TIMEOUT_MS).unref();
  });
  const first = await Promise.race([incoming.next(), late]);
  const parsed = typeof first.value === 'string' ? authorizeMessage.safeParse(parseJson(first.value)) : undefined;
  if (!parsed?.success) throw new UnauthenticatedError('The first message must be authorize.');
  return deps.sessions.authenticate(parsed.data.token);
}

interface Target {
  readonly userId: string;
  readonly requestId: string;
}

async function feed(deps: RelayDeps, voice: Socket, target: Target, call: Call): Promise<void> {
  const send = (command: VoiceStreamCommand): void => voice.send(JSON.stringify(voiceStreamCommand.parse(command)));
  let params: VoiceParams = DEFAULT_VOICE_PARAMS;
  let isStarted = false;
  let previous: string | undefined;
  const speak = (index: number, text: string, lang: 'en' | 'ru' | 'ar'): void => {
    if (!isStarted) send({ type: 'start', voice_params: params, lang, format: 'mp3' });
    isStarted = true;
    send({ type: 'text', index, text, ...(previous === undefined ? {} : { previous_text: previous }) });
    previous = text;
  };
  for await (const event of await followRequest(deps, target, call)) {
    if (event.type === 'persona') params = presetFor(event.render_hints.pace);
    if (event.type === 'text') speak(event.index, event.speech, languageOf(event.speech));
    if (event.type === 'done') {
      params = event.reply.voice_params;
      // Sentences that were lost with the cache are read from the stored answer.
      if (!isStarted && event.reply.speech_text !== '')
        speak(0, event.reply.speech_text.slice(0, 2_000), event.reply.lang);
    }
  }
  send({ type: 'end' });
}

/** Passes barge-in on and notes how far the answer was heard. */
async function obey(
  deps: RelayDeps,
  incoming: AsyncIterator<string | Uint8Array>,
  voice: Socket,
  target: Target,
  call: Call,
): Promise<void> {
  for (let next = await incoming.next(); !next.done; next = await incoming.next()) {
    const parsed = typeof next.value === 'string' ? stopMessage.safeParse(parseJson(next.value)) : undefined;
    if (!parsed?.success) continue;
    voice.send(JSON.stringify(parsed.data));
    if (parsed.data.spoken_chars === undefined) continue;
    const detached = detachedCall({ caller: 'gateway', requestId: call.requestId });
    await deps.orchestrator
      .markSpoken(
        { user_id: target.userId, request_id: target.requestId, spoken_chars: parsed.data.spoken_chars },
        forward(detached, { timeoutMs: 2_000 }),
      )
      .catch((error: unknown) => deps.events.relayFailed({ requestId: target.requestId, error }));
  }
  voice.close();
}

/** Before the answer is whole its pace is all that is known of its voice. */
function presetFor(pace: 'slow' | 'normal' | 'fast'): VoiceParams {
  return pace === 'slow'
    ? { preset: 'soft_calm', warmth: 0.7, tempo: 0.9, tension: 0.1, expressiveness: 'subdued' }
    : DEFAULT_VOICE_PARAMS;
}

function languageOf(text: string): 'en' | 'ru' | 'ar' {
  if (/\p{Script=Arabic}/u.test(text)) return 'ar';
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
