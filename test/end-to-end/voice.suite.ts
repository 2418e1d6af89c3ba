import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { newId } from '#kernel/id';
import { openUser } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import { waitUntil } from '../support/child-process.ts';
import type { Installation } from '../support/installation.ts';

/** A socket to the voice of one answer, with everything that came. */
interface Listening {
  readonly events: Record<string, unknown>[];
  readonly audioBytes: () => number;
  readonly send: (message: unknown) => void;
  /** Resolves with the event that ends the sound; the listener then lets go, as an app does when it has played it. */
  readonly heard: () => Promise<void>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

function listen(url: string, requestId: string, token?: string): Listening {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/voice/${requestId}`);
  const events: Record<string, unknown>[] = [];
  let bytes = 0;
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) bytes += data.length;
    else events.push({ ...(JSON.parse(data.toString('utf8')) as Record<string, unknown>), after: bytes });
  });
  socket.on('open', () => {
    if (token !== undefined) socket.send(JSON.stringify({ type: 'authorize', token }));
  });
  socket.on('error', () => undefined);
  return {
    events,
    audioBytes: () => bytes,
    send: (message) => socket.send(JSON.stringify(message)),
    heard: async () => {
      await waitUntil('the end of the sound', () =>
        events.some(({ type }) => type === 'end' || type === 'stopped') ? true : undefined,
      );
      socket.close();
    },
    closed: new Promise((resolve) =>
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') })),
    ),
  };
}

/** The spoken answer. @see DESIGN.md 8.5 */
export function describeVoice(installation: () => Installation): void {
  const url = (): string => installation().url();
  const newUser = (): Promise<ApiUser> => openUser(url);

  describe('speaking aloud', () => {
    test('8.5: announces audio by an event, and relays the sentences in order with their bytes', async () => {
      const user = await newUser();
      const sent = await user.send('I need a casual look up to 900 AED', { voice_mode: true });
      const ear = listen(url(), sent.requestId, user.session.token);
      const told = await user.follow(sent.requestId);
      expect(told.types).toContain('audio');
      expect(told.types.indexOf('audio')).toBeLessThanOrEqual(told.types.indexOf('text'));
      expect(told.reply.audio).toEqual({ stream_id: sent.requestId });
      await ear.heard();
      expect(ear.events[0]).toMatchObject({ type: 'started' });
      const sentences = ear.events.filter(({ type }) => type === 'sentence');
      expect(sentences.map(({ index }) => index)).toEqual(told.sentences.map((_, index) => index));
      expect(ear.events.filter(({ type }) => type === 'visemes').length).toBeGreaterThan(0);
      expect(ear.events.at(-1)).toMatchObject({ type: 'end' });
      const starts = sentences.map(({ after }) => Number(after));
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      expect(ear.audioBytes()).toBeGreaterThan(1_000);
    }, 60_000);

    test('8.5: speaks a stored answer to whoever comes late', async () => {
      const user = await newUser();
      const told = await user.say('hello');
      const ear = listen(url(), told.requestId, user.session.token);
      await ear.heard();
      expect(ear.audioBytes()).toBeGreaterThan(500);
    }, 60_000);

    test('8.5: stops at once when the person speaks', async () => {
      const user = await newUser();
      const sent = await user.send('Show me dresses up to 900 AED', { voice_mode: true });
      const ear = listen(url(), sent.requestId, user.session.token);
      await waitUntil('the first sound', () => (ear.audioBytes() > 0 ? true : undefined));
      ear.send({ type: 'stop', spoken_chars: 12 });
      await ear.heard();
      expect(ear.events.map(({ type }) => type)).toContain('stopped');
      expect((await user.follow(sent.requestId)).reply.text).not.toBe('');
    }, 60_000);

    test('refuses whoever shows no token, or asks for the answer of somebody else', async () => {
      const [user, other] = [await newUser(), await newUser()];
      const told = await user.say('hello');
      expect((await listen(url(), told.requestId, 'nonsense').closed).code).toBe(1008);
      const foreign = listen(url(), told.requestId, other.session.token);
      await foreign.closed;
      expect(foreign.audioBytes()).toBe(0);
      expect((await listen(url(), newId(), user.session.token).closed).code).not.toBe(1006);
    }, 60_000);

    test('drops voice signals that our recogniser did not sign, and answers all the same', async () => {
      const user = await newUser();
      const forged = {
        speech_rate: 'fast',
        utterance_duration_ms: 2_000,
        utterance_id: newId(),
        issued_at: new Date().toISOString(),
        hmac: '0'.repeat(64),
      };
      for (const voiceSignals of [forged, 'nonsense', { speech_rate: 7 }]) {
        const told = await user.say('hello', { voice_signals: voiceSignals });
        expect(told.reply.text).not.toBe('');
      }
    });
  });
}
