import { forward } from '#kernel/call';
import { definePeer, defineService } from '#kernel/service';
import { cachePort } from '#ports/cache';
import { contextAgentContract } from '#dialogue/context-agent/contract';
import { llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import { moodAgentContract } from '#dialogue/mood-agent/contract';
import { voiceContract, voiceSockets } from '#dialogue/voice/contract';
import { productionDatabasePort } from '#stores/production/port';
import { sendMessage } from './chat.ts';
import { gatewayContract } from './contract.ts';
import { EventLog } from './event-log.ts';
import { createGatewayEvents } from './events.ts';
import { followRequest, followUser } from './follow-events.ts';
import { createMemoryHandlers } from './memory/memory-handlers.ts';
import { gatewayOptions } from './options.ts';
import { PendingMessages } from './pending-messages.ts';
import { systemStatusPort } from './ports.ts';
import { readChat } from './read-chat.ts';
import { relayVoice } from './relay-voice.ts';
import { RunningTurns } from './running-turns.ts';
import { Sessions } from './sessions.ts';

/** The public door: authenticate, limit, debounce, fan out, stream. It never touches a shard. */
export const gateway = defineService({
  name: 'app',
  title: 'Public API, sessions, event streams and the page',
  tier: 'user-facing',
  listener: 'public',
  port: 8080,
  memoryMb: 1024,
  contract: gatewayContract,
  sockets: { voice: '/api/v1/voice/:request_id' },
  needs: { production: productionDatabasePort, cache: cachePort, status: systemStatusPort },
  peers: {
    orchestrator: definePeer('llm-orchestrator', llmOrchestratorContract),
    mood: definePeer('mood-agent', moodAgentContract),
    context: definePeer('context-agent', contextAgentContract),
    voice: definePeer('voice', voiceContract, voiceSockets),
  },
  options: gatewayOptions,
  create: ({ needs, peers, sockets, options, log, metrics, clock }) => {
    const events = createGatewayEvents(log, metrics);
    const sessions = new Sessions({
      ...needs,
      clock,
      events,
      options,
      sessionKey: Buffer.from(options.sessionSecret, 'base64'),
    });
    const running = new RunningTurns();
    const deps = {
      ...needs,
      ...peers,
      options,
      events,
      clock,
      sessions,
      running,
      shutdown: running.shutdown,
      eventLog: new EventLog(needs.cache),
      pending: new PendingMessages(needs.cache),
      voiceSignalsKey: Buffer.from(options.voiceSignalsKey, 'base64'),
      openVoice: (call: Parameters<typeof sockets.voice>[1]) => sockets.voice('stream', call),
    };
    return {
      handlers: {
        session: {
          open: ({ device_id: deviceId, label }, call) =>
            sessions.open({ deviceId, label, address: call.http?.remoteAddress ?? '' }),
          refresh: ({ refresh_token: token }) => sessions.refresh(token),
          close: async (_input, call) => sessions.close(await sessions.identify(call)),
          makeLinkCode: async (_input, call) => sessions.makeLinkCode(await sessions.identify(call)),
          link: ({ code, device_id: deviceId, label }, call) =>
            sessions.link({ code, deviceId, label, address: call.http?.remoteAddress ?? '' }),
          devices: async (_input, call) => sessions.devices(await sessions.identify(call)),
          revoke: async ({ device_id: deviceId }, call) => sessions.revoke(await sessions.identify(call), deviceId),
        },
        chat: {
          send: async (body, call) => sendMessage(deps, sessions.readToken(call), body, call),
          get: async ({ request_id: requestId }, call) =>
            readChat(deps, { userId: (await sessions.identify(call)).userId, requestId }, call),
          cancel: async ({ request_id: requestId }, call) =>
            peers.orchestrator.cancel(
              { user_id: (await sessions.identify(call)).userId, request_id: requestId },
              forward(call),
            ),
          requestEvents: async ({ request_id: requestId }, call) =>
            followRequest(
              deps,
              { userId: (await sessions.identify(call)).userId, requestId },
              sessions.boundToSession(call),
            ),
          events: async (_input, call) =>
            followUser(deps, (await sessions.identify(call)).userId, sessions.boundToSession(call)),
          history: async ({ before, limit }, call) =>
            peers.orchestrator.history(
              { user_id: (await sessions.identify(call)).userId, before: before ?? null, limit },
              forward(call),
            ),
          verifyAndReplay: async (body, call) =>
            peers.orchestrator.verifyAndReplay(
              { ...body, user_id: (await sessions.identify(call)).userId },
              forward(call),
            ),
        },
        memory: createMemoryHandlers(deps),
        system: { status: () => ({ version: needs.status.version, vendors: [...needs.status.vendors] }) },
      },
      sockets: { voice: (socket, call, parameters) => relayVoice(deps, socket, call, parameters) },
      checkReady: async () => {
        await Promise.all([needs.production.query('SELECT 1'), needs.cache.get('ready')]);
      },
      drain: async () => {
        await running.idle();
        running.stop();
      },
    };
  },
});
