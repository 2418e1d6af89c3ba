import { z } from 'zod';
import { eventIterator, oc } from '#kernel/contract';
import { historyMessage, verifyAndReplayBody, verifyAndReplayResult } from '#dialogue/llm-orchestrator/contract';
import { voiceSignals } from '#dialogue/model/mood-frame';
import { reply } from '#dialogue/model/reply';
import { isStorable, timestamp, uuid } from '#dialogue/model/scalar';
import { streamEvent } from '#dialogue/model/stream-event';
import { memoryContract } from './memory/contract.ts';

/** What the user calls a device. */
const deviceLabel = z.string().max(80).refine(isStorable, 'holds characters that are no text');

const api = oc;

/** A device's key to its user. The access token is short-lived, the refresh token is used once. */
export const session = z.object({
  token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in_seconds: z.number().int(),
  refresh_token: z.string(),
  user_id: uuid,
  device_id: uuid,
});
export type Session = z.output<typeof session>;

/** Body of a chat message. Unknown fields are ignored, wrong types are refused. @see dialogue.md 2.1 */
export const chatBody = z.object({
  message: z.string().min(1),
  request_id: uuid.optional(),
  message_id: uuid.optional(),
  input_type: z.enum(['text', 'voice']).default('text'),
  explicit_reply_to: uuid.nullable().optional(),
  /** Checked apart: an invalid object is dropped, the turn goes on as text. */
  voice_signals: z.unknown().optional(),
  voice_mode: z.boolean().default(false),
  lat: z.number().min(-90).max(90).optional(),
  lng: z.number().min(-180).max(180).optional(),
  mall_id: z.string().max(100).optional(),
  companions: z.enum(['alone', 'with_others']).optional(),
  photo_url: z.url().nullable().optional(),
});
export type ChatBody = z.output<typeof chatBody>;

/** Voice signals with the proof of the speech recogniser. @see dialogue.md D-06 */
export const signedVoiceSignals = voiceSignals.extend({
  utterance_id: z.string().min(8).max(64),
  issued_at: timestamp,
  hmac: z.string().min(32).max(128),
});

/** What the door says at once. */
export const chatAccepted = z.object({
  request_id: uuid,
  message_id: uuid,
  status: z.enum(['accepted', 'done']),
  events_url: z.string(),
  /** A fixed answer (crisis, busy) that needs no event to be seen; it comes as `done` in the stream as well. */
  reply: reply.optional(),
});

const device = z.object({
  device_id: uuid,
  label: z.string().nullable(),
  created_at: timestamp,
  last_seen_at: timestamp,
  is_current: z.boolean(),
});

/** A vendor and whether a real one stands behind it. */
export const vendorStatus = z.object({
  capability: z.string(),
  vendor: z.string(),
  mode: z.enum(['live', 'emulated', 'local']),
  note: z.string(),
});

/** The public API, `/api/v1`. @see dialogue.md 2 */
export const gatewayContract = {
  session: {
    open: api
      .route({
        method: 'POST',
        path: '/api/v1/session',
        tags: ['Session'],
        summary: 'Register a device and open a session',
      })
      .input(z.object({ device_id: uuid, label: deviceLabel.optional() }))
      .output(session),
    refresh: api
      .route({
        method: 'POST',
        path: '/api/v1/session/refresh',
        tags: ['Session'],
        summary: 'Trade a refresh token for a new session',
      })
      .input(z.object({ refresh_token: z.string().min(20).max(200) }))
      .output(session),
    close: api
      .route({ method: 'DELETE', path: '/api/v1/session', tags: ['Session'], summary: 'Log this device out' })
      .output(z.object({ closed: z.boolean() })),
    makeLinkCode: api
      .route({
        method: 'POST',
        path: '/api/v1/session/link-code',
        tags: ['Session'],
        summary: 'Make a one-use code for a second device',
      })
      .output(z.object({ code: z.string(), expires_at: timestamp })),
    link: api
      .route({
        method: 'POST',
        path: '/api/v1/session/link',
        tags: ['Session'],
        summary: 'Join a device to the user who made the code',
      })
      .input(z.object({ code: z.string().min(6).max(20), device_id: uuid, label: deviceLabel.optional() }))
      .output(session),
    devices: api
      .route({ method: 'GET', path: '/api/v1/devices', tags: ['Session'], summary: 'Devices of this user' })
      .output(z.object({ devices: z.array(device) })),
    revoke: api
      .route({
        method: 'DELETE',
        path: '/api/v1/devices/{device_id}',
        tags: ['Session'],
        summary: 'Log another device out',
      })
      .input(z.object({ device_id: uuid }))
      .output(z.object({ revoked: z.boolean() })),
  },
  chat: {
    send: api
      .route({
        method: 'POST',
        path: '/api/v1/chat',
        successStatus: 202,
        tags: ['Chat'],
        summary: 'Send a message; the answer comes by events or by polling',
      })
      .input(chatBody)
      .output(chatAccepted),
    get: api
      .route({
        method: 'GET',
        path: '/api/v1/chat/{request_id}',
        tags: ['Chat'],
        summary: 'The answer once it is there, else where the turn stands',
        outputStructure: 'detailed',
      })
      .input(z.object({ request_id: uuid }))
      .output(
        z.union([
          z.object({ status: z.literal(200), body: reply.extend({ status: z.literal('done') }) }),
          z.object({
            status: z.literal(202),
            body: z.object({
              request_id: uuid,
              status: z.enum(['running', 'unanswered', 'superseded', 'cancelled']),
              by: uuid.nullable(),
            }),
          }),
        ]),
      ),
    cancel: api
      .route({
        method: 'POST',
        path: '/api/v1/chat/{request_id}/cancel',
        tags: ['Chat'],
        summary: 'Stop a running turn',
      })
      .input(z.object({ request_id: uuid }))
      .output(z.object({ cancelled: z.boolean() })),
    requestEvents: api
      .route({
        method: 'GET',
        path: '/api/v1/chat/{request_id}/events',
        tags: ['Chat'],
        summary: 'Events of one request, resumable by Last-Event-ID',
      })
      .input(z.object({ request_id: uuid }))
      .output(eventIterator(streamEvent)),
    events: api
      .route({
        method: 'GET',
        path: '/api/v1/events',
        tags: ['Chat'],
        summary: 'Events of all requests of the user, resumable by Last-Event-ID',
      })
      .output(eventIterator(streamEvent)),
    history: api
      .route({ method: 'GET', path: '/api/v1/history', tags: ['Chat'], summary: 'The conversation, newest page first' })
      .input(z.object({ before: uuid.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }))
      .output(
        z.object({ conversation_id: uuid.nullable(), messages: z.array(historyMessage), next_before: uuid.nullable() }),
      ),
    verifyAndReplay: api
      .route({
        method: 'POST',
        path: '/api/v1/verify-and-replay',
        tags: ['Chat'],
        summary: 'Show the server what the client holds after a reconnect',
      })
      .input(verifyAndReplayBody)
      .output(verifyAndReplayResult),
  },
  memory: memoryContract,
  system: {
    status: api
      .route({ method: 'GET', path: '/api/v1/status', tags: ['System'], summary: 'Which vendors are emulated here' })
      .output(z.object({ vendors: z.array(vendorStatus), version: z.string() })),
  },
};
