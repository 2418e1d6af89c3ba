import type { AnyContractRouter } from '@orpc/contract';
import { createApiClient } from './api-client.ts';
import type { ApiClient, Fetch } from './api-client.ts';
import { Conversation } from './conversation.ts';
import { MemoryControls } from './memory.ts';
import { PairBuffer } from './pair-buffer.ts';
import { createDeviceSession } from './session.ts';
import type { DeviceSession, Exclusive } from './session.ts';
import type { PairStorage } from './storage/pair-storage.ts';
import type { Settings } from './storage/settings.ts';
import { systemTime } from './time.ts';
import type { Time } from './time.ts';

/** What the whole client needs from the place where it runs. */
export interface ClientDeps {
  /** Origin of the gateway, without a path. */
  readonly baseUrl: string;
  /** `gatewayContract`, or its minified form in a browser bundle. */
  readonly routes: AnyContractRouter;
  readonly pairs: PairStorage;
  readonly settings: Settings;
  readonly exclusive?: Exclusive;
  readonly fetch?: Fetch;
  readonly time?: Time;
  /** How the device calls itself in the list of devices. */
  readonly label?: string;
}

/** The client: one session, the typed API, one conversation, the hand on the memory. */
export interface Client {
  readonly api: ApiClient;
  readonly session: DeviceSession;
  readonly buffer: PairBuffer;
  readonly conversation: Conversation;
  readonly memory: MemoryControls;
}

/** Puts the client together. Nothing is sent before the first call or `conversation.start()`. */
export function openClient(deps: ClientDeps): Client {
  const time = deps.time ?? systemTime;
  const fetch: Fetch = deps.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const token = (rejected?: string): Promise<string> => session.token(rejected);
  const api = createApiClient({ baseUrl: deps.baseUrl, routes: deps.routes, fetch, token });
  const session = createDeviceSession({
    api,
    settings: deps.settings,
    time,
    exclusive: deps.exclusive,
    label: deps.label,
  });
  const buffer = new PairBuffer({ storage: deps.pairs, time });
  const conversation = new Conversation({
    api,
    baseUrl: deps.baseUrl,
    fetch,
    token,
    buffer,
    settings: deps.settings,
    time,
  });
  const memory = new MemoryControls({ api, conversation, session, settings: deps.settings, time });
  return { api, session, buffer, conversation, memory };
}
