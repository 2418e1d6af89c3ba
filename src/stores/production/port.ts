import { definePort } from '#kernel/service';
import type { Database } from '../database/database.ts';

/** The production database: routes, tombstones, devices, catalogue. */
export const productionDatabasePort = definePort<Database>('production-database');
