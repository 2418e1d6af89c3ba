import type { AnyRouter } from '@orpc/server';
import type { Metrics } from './metric.ts';
import type { AnyService, ServiceInstance } from './service.ts';

/** A service that was created in this process. */
export interface RunningService {
  readonly definition: AnyService;
  readonly instance: ServiceInstance<never>;
  readonly router: AnyRouter;
  readonly metrics: Metrics;
}
