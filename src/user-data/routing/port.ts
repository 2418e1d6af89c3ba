import { definePort } from '#kernel/service';
import type { Database } from '#stores/database/database';
import type { Routing } from './routing.ts';

/** The way from a user to their shard. */
export const routingPort = definePort<Routing>('user-data-routing');

/** All shards by endpoint name, for work that goes over every user. */
export const shardsPort = definePort<ReadonlyMap<string, Database>>('shards');
