import { option } from '#kernel/option';
import { defineSchedule } from '#kernel/schedule';
import { defineService } from '#kernel/service';
import { cachePort } from '#ports/cache';
import { cleanUp } from './clean-up.ts';
import { personaAgentContract } from './contract.ts';
import { decidePersona } from './decide-persona.ts';
import { flushExchange } from './flush-exchange.ts';
import { createPersonaDeps } from './persona-deps.ts';
import { personaStorePort } from './persona-store.ts';
import { readProfile } from './read-profile.ts';
import { storeOnboarding } from './store-onboarding.ts';
import { startSweeping } from './sweep-buffers.ts';
import { takeFeedback } from './take-feedback.ts';

/** The actuator: decides how the avatar speaks, sounds and looks; learns from the user's reactions. Rules only. @see persona.md */
export const personaAgent = defineService({
  name: 'persona-agent',
  title: 'Character, tone, voice and face; the only writer of profile and relationship stage',
  tier: 'supporting',
  port: 8080,
  memoryMb: 1024,
  contract: personaAgentContract,
  needs: { cache: cachePort, store: personaStorePort },
  peers: {},
  options: {
    directiveLanguage: option.choice({
      env: 'PERSONA_DIRECTIVE_LANGUAGE',
      doc: 'Language in which directives are written; answers are in the language of the user',
      choices: ['en', 'ru'],
      default: 'en',
    }),
    timeZone: option.string({
      env: 'PERSONA_TIME_ZONE',
      doc: 'IANA zone in which the days before an event are counted',
      default: 'Asia/Dubai',
    }),
  },
  schedules: [
    defineSchedule({
      name: 'persona_cleanup',
      cron: '0 4 * * *',
      doc: 'Expired blocks, deltas older than 7 days',
      database: 'shard',
    }),
  ],
  create: ({ needs, options, log, metrics, clock }) => {
    const { directiveLanguage: language, timeZone } = options;
    const deps = createPersonaDeps({ ...needs, language, timeZone, log, metrics, clock });
    const { observe } = deps.events;
    let stopSweeping: (() => void) | undefined;
    return {
      handlers: {
        persona: (input, call) => observe('persona', call.requestId, () => decidePersona(deps, input)),
        feedback: (input, call) => observe('feedback', call.requestId, () => takeFeedback(deps, input)),
        flush: ({ user_id: userId, exchange_id: exchangeId }, call) =>
          observe('flush', call.requestId, () => flushExchange(deps, { userId, exchangeId })),
        profile: (input, call) => observe('profile', call.requestId, () => readProfile(deps, input.user_id)),
        onboarding: (input, call) => observe('onboarding', call.requestId, () => storeOnboarding(deps, input)),
      },
      schedules: { persona_cleanup: () => cleanUp(deps) },
      start: async () => {
        stopSweeping = await startSweeping(deps);
      },
      drain: () => deps.lock.idle(),
      stop: async () => stopSweeping?.(),
    };
  },
});
