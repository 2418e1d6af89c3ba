import type { Call } from '#kernel/call';
import { defineService } from '#kernel/service';
import type { Socket } from '#kernel/socket';
import { cachePort } from '#ports/cache';
import { speechModelPort } from '#ports/speech-model';
import { voiceContract, voiceSockets } from './contract.ts';
import { createVoiceEvents } from './events.ts';
import { voiceOptions } from './options.ts';
import { SpeechSession } from './speech-session.ts';
import { synthesizePhrase } from './synthesize-phrase.ts';

/** The speaking voice: text and voice parameters in, audio and mouth shapes out. Knows nothing of the conversation. @see dialogue.md 6 */
export const voice = defineService({
  name: 'voice',
  title: 'Speech: sentences in, audio with mouth shapes out, in order',
  tier: 'supporting',
  port: 8080,
  memoryMb: 2_048,
  contract: voiceContract,
  sockets: voiceSockets,
  needs: { speechModel: speechModelPort, cache: cachePort },
  peers: {},
  options: voiceOptions,
  create: ({ needs: { speechModel, cache }, options: settings, log, metrics, clock }) => {
    const deps = { speechModel, cache, settings, clock, events: createVoiceEvents({ log, metrics }) };
    const sessions = new Map<SpeechSession, Promise<void>>();
    const stream = async (socket: Socket, call: Call): Promise<void> => {
      const session = new SpeechSession(deps, socket, call);
      const running = session.run();
      sessions.set(session, running);
      await running.finally(() => sessions.delete(session));
    };
    return {
      handlers: { synthesize: (phrase, call) => synthesizePhrase(deps, phrase, call) },
      sockets: { stream },
      drain: async () => void (await Promise.allSettled(sessions.values())),
      stop: async () => {
        for (const session of sessions.keys()) session.close();
        await Promise.allSettled(sessions.values());
      },
    };
  },
});
