import pino from 'pino';

/** Levels, from quiet to loud. */
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Writes one line: fields first, then the event's name. Never message text, transcripts, coordinates or keys. */
export type LogLine = (fields: Readonly<Record<string, unknown>>, event: string) => void;

/** A structured log: one JSON line an event. */
export interface Logger {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
  /** A log that adds the given fields to every line. */
  readonly child: (fields: Readonly<Record<string, unknown>>) => Logger;
}

/** Field names whose values are never written, whatever they hold. */
const SECRET_FIELDS = ['authorization', 'token', 'access_token', 'refresh_token', 'api_key', 'apiKey', 'password'];

/** A log on standard output (or on `destination`), as JSON lines with time, level, service and event. */
export function createLogger(input: {
  readonly level: LogLevel;
  readonly destination?: { write(line: string): void };
}): Logger {
  const settings = {
    level: input.level,
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    serializers: { error: describeError },
  };
  return wrap(input.destination ? pino(settings, input.destination) : pino(settings));
}

/** An error as fields of a log line: name, code, message, stack and the chain of causes (at most three). */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, code, message, stack, ...(cause && depth < 3 ? { cause: describeError(cause, depth + 1) } : {}) };
}

/** A log that writes nothing; for tests. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};

function wrap(logger: pino.Logger): Logger {
  return {
    debug: (fields, event) => logger.debug(fields, event),
    info: (fields, event) => logger.info(fields, event),
    warn: (fields, event) => logger.warn(fields, event),
    error: (fields, event) => logger.error(fields, event),
    child: (fields) => wrap(logger.child(fields)),
  };
}
