import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';

/** What the user's hand did, as log lines (ids and counts, never a word) and metrics. @see knowledge.md 19.1, 23 */
export interface ControlsEvents {
  readonly done: (facts: {
    readonly operation:
      'forget' | 'forget_fact' | 'undo' | 'erase' | 'erase_account' | 'change_fact' | 'export' | 'settings';
    readonly userId: string;
    readonly operationId: string | null;
    readonly messages: number;
    readonly facts: number;
    readonly snippets?: number;
  }) => void;
  /** A step after the shard's commit failed; the reconciler repeats it. */
  readonly postponed: (facts: { readonly operationId: string; readonly step: string; readonly error: unknown }) => void;
  readonly reconciled: (facts: { readonly applied: number; readonly failed: number; readonly pending: number }) => void;
  readonly unreadable: (facts: { readonly type: string; readonly error: unknown }) => void;
}

/** Joins the log and the metrics. */
export function createControlsEvents(log: Logger, metrics: Metrics): ControlsEvents {
  const operations = metrics.counter({
    name: 'unde_memory_operations_total',
    help: 'Operations of users on their memory',
    labels: ['operation'],
  });
  const snippets = metrics.counter({
    name: 'unde_forget_cascade_snippets_nullified_total',
    help: 'Snippets of neighbours that a forget has cleared',
  });
  const knowledge = metrics.counter({
    name: 'unde_forget_cascade_knowledge_deactivated_total',
    help: 'Facts that went with a forgotten message',
  });
  const postponed = metrics.counter({
    name: 'unde_deletion_postponed_total',
    help: 'Steps of deletions that failed and are repeated',
    labels: ['step'],
  });
  const failures = metrics.counter({
    name: 'unde_tombstone_reconcile_failures_total',
    help: 'Deletions that could not be applied again',
  });
  const pending = metrics.gauge({
    name: 'unde_tombstones_pending',
    help: 'Deletions that have waited for their shard for more than ten minutes',
  });
  const unreadable = metrics.counter({
    name: 'unde_memory_screen_unreadable_total',
    help: 'Facts that the memory screen or the export could not decrypt',
    labels: ['type'],
  });
  return {
    done: ({ operation, userId, operationId, messages, facts, snippets: cleared = 0 }) => {
      operations.increment({ operation });
      if (cleared > 0) snippets.increment({}, cleared);
      if (operation === 'forget' && facts > 0) knowledge.increment({}, facts);
      log.info({ operation, user_id: userId, operation_id: operationId, messages, facts }, 'memory.operation');
    },
    postponed: ({ operationId, step, error }) => {
      postponed.increment({ step });
      log.warn({ operation_id: operationId, step, error }, 'memory.operation_postponed');
    },
    reconciled: ({ applied, failed, pending: waiting }) => {
      if (failed > 0) failures.increment({}, failed);
      pending.set(waiting);
      if (applied + failed > 0) log.info({ applied, failed, pending: waiting }, 'tombstones.reconciled');
    },
    unreadable: ({ type, error }) => {
      unreadable.increment({ type });
      log.error({ type, error }, 'knowledge.unreadable');
    },
  };
}
