import type { z } from 'zod';
import { definePort } from '#kernel/service';
import type { vendorStatus } from './contract.ts';

/** Which vendors stand behind this installation, for the thin line of truth on the page. */
export interface SystemStatus {
  readonly version: string;
  readonly vendors: readonly z.output<typeof vendorStatus>[];
}

export const systemStatusPort = definePort<SystemStatus>('system-status');
