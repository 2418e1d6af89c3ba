/** What a statement gave back. */
export interface SqlResult<Row> {
  readonly rows: readonly Row[];
  /** Rows returned or changed. */
  readonly rowCount: number;
}

/**
 * Something that runs SQL: a database (every statement its own transaction) or a transaction.
 *
 * Values come back as: int8 and numeric `number`, timestamptz `Date`, date `'YYYY-MM-DD'`, uuid and text `string`, jsonb
 * parsed, bytea `Buffer`. Statements are unnamed, which is what PgBouncer's transaction pooling needs.
 */
export interface SqlRunner {
  readonly query: <Row = Record<string, unknown>>(
    text: string,
    parameters?: readonly unknown[],
  ) => Promise<SqlResult<Row>>;
}

/** One open transaction on one connection. */
export interface Transaction extends SqlRunner {
  /**
   * Runs a part whose failure must not cost the transaction: on an error everything since the call is undone, the error
   * is thrown on and the transaction stays usable.
   */
  readonly savepoint: <T>(run: (inner: Transaction) => Promise<T>) => Promise<T>;
}

/** How a transaction runs. */
export interface TransactionOptions {
  readonly readOnly?: boolean;
  /** Default: read committed. */
  readonly isolation?: 'repeatable read' | 'serializable';
  /** Longest time of one statement; the embedded database does not enforce it. */
  readonly statementTimeoutMs?: number;
}

/** A PostgreSQL database, on a server or embedded. */
export interface Database extends SqlRunner {
  readonly name: string;
  /** `embedded` has one connection: a query outside a running transaction waits for its end. */
  readonly kind: 'server' | 'embedded';
  /**
   * Commits when `run` resolves, rolls back when it throws; in either case the connection goes back clean. Inside, use
   * the transaction: a query on the database itself would wait for this very transaction when there is one connection.
   */
  readonly transaction: <T>(run: (transaction: Transaction) => Promise<T>, options?: TransactionOptions) => Promise<T>;
  /** Waits for running statements, then closes; the embedded database writes its checkpoint first. */
  readonly close: () => Promise<void>;
}
