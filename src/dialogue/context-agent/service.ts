import { option } from '#kernel/option';
import { defineService } from '#kernel/service';
import { cachePort } from '#ports/cache';
import { eventSourcePort } from '#ports/event-source';
import { mallDirectoryPort } from '#ports/mall-directory';
import { weatherSourcePort } from '#ports/weather-source';
import { contextAgentContract } from './contract.ts';
import { describeContext } from './describe-context.ts';
import type { DescribeDeps } from './describe-context.ts';
import { createContextEvents } from './events.ts';
import { loadHolidayCalendar } from './holiday-calendar.ts';

/** The sensor of the outside world: place, weather, time, culture, events. @see dialogue.md 5 */
export const contextAgentService = defineService({
  name: 'context-agent',
  title: 'Describes what is around the user now',
  tier: 'supporting',
  port: 8080,
  memoryMb: 2048,
  contract: contextAgentContract,
  needs: { cache: cachePort, malls: mallDirectoryPort, weather: weatherSourcePort, eventSource: eventSourcePort },
  peers: {},
  options: {
    cityLatitude: option.number({
      env: 'CONTEXT_CITY_LATITUDE',
      doc: 'City that stands in for a user without coordinates',
      unit: 'degrees',
      default: 25.2,
    }),
    cityLongitude: option.number({
      env: 'CONTEXT_CITY_LONGITUDE',
      doc: 'City that stands in for a user without coordinates',
      unit: 'degrees',
      default: 55.27,
    }),
    sourceDeadlineMs: option.integer({
      env: 'CONTEXT_SOURCE_DEADLINE_MS',
      doc: 'How long each source is waited for',
      unit: 'ms',
      default: 60,
    }),
  },
  create: async ({ needs, options, log, metrics, clock }) => {
    const events = createContextEvents({ log, metrics });
    const deps: DescribeDeps = {
      ...needs,
      clock,
      events,
      holidays: await loadHolidayCalendar(),
      homeCity: { latitude: options.cityLatitude, longitude: options.cityLongitude },
      sourceDeadlineMs: options.sourceDeadlineMs,
      inflight: new Map(),
      lastMalls: new Map(),
    };
    return {
      handlers: {
        context: async (request) => {
          try {
            return await describeContext(deps, request);
          } catch (error) {
            events.failed({ requestId: request.request_id, error });
            throw error;
          }
        },
      },
    };
  },
});
