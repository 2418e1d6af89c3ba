import { AppError } from './error.ts';
import type { RunningService } from './running-service.ts';

/** `/health`: the process lives. `/ready`: it can work, and is not about to stop. `/metrics`: Prometheus. */
export function makeProbes(all: readonly RunningService[], draining: AbortSignal) {
  const json = 'application/json';
  return {
    '/health': async () => ({
      status: 200,
      contentType: json,
      body: JSON.stringify({ status: 'ok', services: all.map(({ definition }) => definition.name) }),
    }),
    '/ready': async () => {
      if (draining.aborted)
        return { status: 503, contentType: json, body: JSON.stringify({ status: 'draining', missing: [] }) };
      const reasons = await Promise.all(
        all.map(async ({ definition, instance }) => {
          try {
            await instance.checkReady?.();
            return undefined;
          } catch (error) {
            return { service: definition.name, reason: error instanceof AppError ? error.code : 'internal' };
          }
        }),
      );
      const missing = reasons.filter((reason) => reason !== undefined);
      return {
        status: missing.length === 0 ? 200 : 503,
        contentType: json,
        body: JSON.stringify({ status: missing.length === 0 ? 'ready' : 'not_ready', missing }),
      };
    },
    '/metrics': async () => ({
      status: 200,
      contentType: 'text/plain; version=0.0.4',
      body: (await Promise.all(all.map(({ metrics }) => metrics.expose()))).join('\n'),
    }),
  };
}
