import {
  AppError,
  ConflictError,
  DependencyError,
  DependencyTimeoutError,
  InvariantError,
  OverloadedError,
} from '#kernel/error';

/**
 * What PostgreSQL said, without the parts that can hold a user's words: its `detail` and `where` quote whole rows, and the
 * message of a data error quotes the value. This is the `cause` of the AppError.
 */
export class DatabaseFault extends Error {
  /** Five characters, `''` when the fault was not PostgreSQL's. @see https://www.postgresql.org/docs/17/errcodes-appendix.html */
  readonly sqlState: string;
  readonly constraint: string | undefined;
  readonly table: string | undefined;

  constructor(
    message: string,
    facts: { sqlState: string; constraint?: string | undefined; table?: string | undefined },
  ) {
    super(message);
    this.name = 'DatabaseFault';
    this.sqlState = facts.sqlState;
    this.constraint = facts.constraint;
    this.table = facts.table;
  }
}

interface PgError {
  readonly code?: string;
  readonly message?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** Classes whose messages name values of the statement: data exceptions and constraint violations. */
const QUOTING_CLASSES = new Set(['22', '23']);

function toFault(thrown: unknown): DatabaseFault {
  const error = (thrown ?? {}) as PgError;
  const code = typeof error.code === 'string' ? error.code : '';
  const sqlState = /^[0-9A-Z]{5}$/.test(code) ? code : '';
  const quotes = QUOTING_CLASSES.has(sqlState.slice(0, 2));
  const message = quotes
    ? `PostgreSQL ${sqlState}${error.constraint ? ` (${error.constraint})` : ''}`
    : `PostgreSQL ${sqlState || code}: ${error.message ?? 'unknown fault'}`;
  return new DatabaseFault(message, { sqlState, constraint: error.constraint, table: error.table });
}

/** Makes the house's error of whatever `pg` threw; what already is one passes through. */
export function toDatabaseError(thrown: unknown, database: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const cause = toFault(thrown);
  const details = { cause, vendor: 'postgresql', operation: database };
  const { sqlState } = cause;
  if (sqlState === '23505' || sqlState === '23P01') return new ConflictError('This exists already', { cause });
  if (sqlState === '57014') return new DependencyTimeoutError(`${database}: ${cause.message}`, details);
  if (sqlState === '53100' || /No space left|ENOSPC/.test(cause.message)) {
    return new OverloadedError('The disk of the database is full: free some space', { code: 'disk_full', cause });
  }
  if (sqlState.startsWith('53') || /timeout exceeded when trying to connect/.test(cause.message)) {
    return new OverloadedError('The database has no free connection', { code: 'database_busy', cause });
  }
  if (sqlState === '' || /^(08|57P|40|25006|55P03)/.test(sqlState)) {
    return new DependencyError(`${database}: ${cause.message}`, details);
  }
  return new InvariantError(`${database}: ${cause.message}`, { code: 'database_fault', cause });
}

/** Whether an error is the violation of a unique constraint (of the one named, when named). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const fault = error instanceof AppError ? error.cause : error;
  if (!(fault instanceof DatabaseFault) || fault.sqlState !== '23505') return false;
  return constraint === undefined || fault.constraint === constraint;
}
