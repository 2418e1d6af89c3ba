/** The parts of oRPC that only the kernel uses. */
export { isContractProcedure } from '@orpc/contract';
export { createORPCClient, getEventMeta, withEventMeta } from '@orpc/client';
