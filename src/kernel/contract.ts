/**
 * Contracts are oRPC contracts: one value from which come the types of both sides, the validation, the HTTP client, the
 * local client and the OpenAPI document. They hold JSON values only, so that a value is the same after the wire.
 */
export { eventIterator, oc } from '@orpc/contract';
export { withEventMeta } from '@orpc/client';
export type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
