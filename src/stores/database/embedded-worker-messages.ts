/** What the thread of an embedded database is started with. */
export interface EmbeddedWorkerData {
  readonly dataDirectory: string;
  /** Unix socket to serve on; without one the thread only creates the data directory. */
  readonly socketPath?: string;
  /** False only in tests: commits are not flushed to the disk. */
  readonly isDurable: boolean;
}

/** Between the thread of an embedded database and its owner. */
export type EmbeddedWorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'close' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string };
