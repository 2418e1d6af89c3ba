import { definePort } from '#kernel/service';
import type { Routing } from './routing.ts';

/** The way from a user to their shard. */
export const routingPort = definePort<Routing>('user-data-routing');
