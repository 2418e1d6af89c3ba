import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** One request as an emulator received it; keys are cut out, the body is a hash. */
export interface JournalEntry {
  /** ISO 8601, from the emulator's clock. */
  readonly at: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  bodySha256: string;
  bodyBytes: number;
  /** Kind of the fault that was played. */
  fault: string | null;
  status: number | null;
  /** How it ended: `closed_by_client` when the client went away before the answer was whole. */
  ended: 'open' | 'answered' | 'closed_by_client' | 'dropped';
}

const KEY_HEADERS = new Set([
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'xi-api-key',
  'api-key',
  'cookie',
  'proxy-authorization',
]);
const KEY_PARAMETERS = /([?&](?:key|token|api_key|access_token)=)[^&]*/giu;
const MAX_ENTRIES = 1000;

/** The last requests of an emulator. */
export class EmulatorJournal {
  private entries: JournalEntry[] = [];

  add(request: FastifyRequest, at: string): JournalEntry {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) {
      headers[name] = KEY_HEADERS.has(name) ? '[cut]' : String(value);
    }
    const entry: JournalEntry = {
      at,
      method: request.method,
      path: request.url.replaceAll(KEY_PARAMETERS, '$1[cut]'),
      headers,
      bodySha256: hashBody(Buffer.alloc(0)),
      bodyBytes: 0,
      fault: null,
      status: null,
      ended: 'open',
    };
    this.entries.push(entry);
    if (this.entries.length > MAX_ENTRIES) this.entries.shift();
    return entry;
  }

  list(): readonly JournalEntry[] {
    return this.entries.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.entries = [];
  }
}

/** SHA-256 of a body in hexadecimal. */
export function hashBody(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
