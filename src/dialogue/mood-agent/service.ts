import { option } from '#kernel/option';
import { defineService } from '#kernel/service';
import { cachePort } from '#ports/cache';
import { moodModelPort } from '#ports/language-model';
import { analyzeMessage } from './analyze-message.ts';
import type { AnalyzeDeps } from './analyze-message.ts';
import { moodAgentContract } from './contract.ts';
import { createMoodEvents } from './events.ts';

/** The emotion sensor: a message in, a mood frame out, always in time. @see dialogue.md 4 */
export const moodAgentService = defineService({
  name: 'mood-agent',
  title: 'Reads the mood of a message',
  tier: 'supporting',
  port: 8080,
  memoryMb: 1024,
  contract: moodAgentContract,
  needs: { cache: cachePort, model: moodModelPort },
  peers: {},
  options: {
    classifier: option.choice({
      env: 'MOOD_CLASSIFIER',
      doc: 'Who reads the mood: `rules`, or `rules_and_model` with the model refining what the rules read',
      choices: ['rules', 'rules_and_model'],
      default: 'rules_and_model',
    }),
    modelDeadlineMs: option.integer({
      env: 'MOOD_MODEL_DEADLINE_MS',
      doc: 'How long a frame waits for the model',
      unit: 'ms',
      default: 180,
    }),
    lateDeadlineMs: option.integer({
      env: 'MOOD_MODEL_LATE_MS',
      doc: 'How long a late model may still refine the newest frame',
      unit: 'ms',
      default: 3000,
    }),
  },
  create: ({ needs, options, log, metrics, clock }) => {
    const events = createMoodEvents({ log, metrics });
    const stopping = new AbortController();
    const running = new Set<Promise<void>>();
    const deps: AnalyzeDeps = {
      model: options.classifier === 'rules' ? undefined : needs.model,
      cache: needs.cache,
      events,
      clock,
      stopping: stopping.signal,
      modelDeadlineMs: options.modelDeadlineMs,
      lateDeadlineMs: options.lateDeadlineMs,
      background: (work) => {
        running.add(work);
        void work.finally(() => running.delete(work));
      },
    };
    return {
      handlers: {
        analyze: async (request) => {
          try {
            return await analyzeMessage(deps, request);
          } catch (error) {
            events.failed({ requestId: request.request_id, error });
            throw error;
          }
        },
      },
      drain: async () => {
        stopping.abort();
        await Promise.allSettled(running);
      },
    };
  },
});
