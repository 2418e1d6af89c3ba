import { z } from 'zod';

/** One fault of an emulator, as the control endpoint takes it. @see providers.md 1.2 */
export const emulatorFault = z.object({
  /**
   * `status`: the vendor's own error body. `hang`: no answer at all. `stall`: `after_bytes` of the body, then silence.
   * `cut`: `after_bytes` of the body (also inside a character or an object), then the end. `garbage`: a body that does
   * not parse. The two drops close the connection.
   */
  kind: z.enum(['status', 'hang', 'stall', 'cut', 'garbage', 'drop-before-headers', 'drop-after-headers']),
  status: z.number().int().min(400).max(599).default(500),
  /** Which of the vendor's bodies for this status, where it has several. */
  variant: z.string().optional(),
  after_bytes: z.number().int().min(0).default(160),
  /** How a cut ends: the connection breaks, or the body ends as if it were whole. */
  ends: z.enum(['broken', 'clean']).default('broken'),
  /** Requests that it hits; null: every one until the next reset. */
  count: z.number().int().min(1).nullable().default(1),
  /** Only requests whose path begins with this. */
  path: z.string().optional(),
});
export type EmulatorFault = z.output<typeof emulatorFault>;

/** How slow an emulator answers, in milliseconds. */
export const emulatorLatency = z.object({
  first_byte_ms: z.number().min(0).default(0),
  per_chunk_ms: z.number().min(0).default(0),
  /** Added to each wait: between 0 and this, from the seed. */
  jitter_ms: z.number().min(0).default(0),
});
export type EmulatorLatency = z.output<typeof emulatorLatency>;

/** Body of `POST /__control`: what is named replaces what was set; faults are added to the queue. */
export const emulatorControl = z.strictObject({
  latency: emulatorLatency.optional(),
  faults: z.array(emulatorFault).optional(),
  /** After `calls` answers within `window_ms` the vendor's own 429 follows; null lifts it. */
  quota: z
    .object({ calls: z.number().int().min(0), window_ms: z.number().min(1) })
    .nullable()
    .optional(),
});
export type EmulatorControl = z.input<typeof emulatorControl>;

/** What goes wrong with one request, and whether a quota was the reason. */
export interface PlannedFault extends Omit<EmulatorFault, 'count' | 'path'> {
  readonly isQuota: boolean;
}

const SENTINEL = /\[\[fault:(timeout|429|500|cut|garbage)(?:@([a-z-]+))?\]\]/u;

/**
 * Reads a sentinel from the text of a request: `[[fault:429]]` for every vendor that sees it, `[[fault:429@deepseek]]`
 * for one.
 */
export function readSentinel(text: string, vendor: string): EmulatorFault | undefined {
  const [, name, only] = SENTINEL.exec(text) ?? [];
  if (name === undefined || (only !== undefined && only !== vendor)) return undefined;
  if (name === 'timeout') return emulatorFault.parse({ kind: 'hang' });
  if (name === 'cut' || name === 'garbage') return emulatorFault.parse({ kind: name });
  return emulatorFault.parse({ kind: 'status', status: Number(name) });
}

/** The knobs of one emulator: latency, the queue of faults, the quota. */
export class EmulatorKnobs {
  latency: EmulatorLatency = emulatorLatency.parse({});
  private faults: EmulatorFault[] = [];
  private quota: { readonly calls: number; readonly window_ms: number } | null = null;
  private readonly calls: number[] = [];

  apply(control: EmulatorControl): void {
    const parsed = emulatorControl.parse(control);
    if (parsed.latency) this.latency = parsed.latency;
    if (parsed.faults) this.faults.push(...parsed.faults);
    if (parsed.quota !== undefined) this.quota = parsed.quota;
  }

  reset(): void {
    this.latency = emulatorLatency.parse({});
    this.faults = [];
    this.quota = null;
    this.calls.length = 0;
  }

  /** Decides the fault of one request; a sentinel wins over the queue, the queue over the quota. */
  plan(input: {
    readonly path: string;
    readonly text: string;
    readonly vendor: string;
    readonly nowMs: number;
  }): PlannedFault | undefined {
    const fault = readSentinel(input.text, input.vendor) ?? this.takeFault(input.path);
    if (fault) return { ...fault, isQuota: false };
    if (!this.quota) return undefined;
    const windowStartMs = input.nowMs - this.quota.window_ms;
    while (this.calls[0] !== undefined && this.calls[0] <= windowStartMs) this.calls.shift();
    if (this.calls.length >= this.quota.calls)
      return { ...emulatorFault.parse({ kind: 'status', status: 429 }), isQuota: true };
    this.calls.push(input.nowMs);
    return undefined;
  }

  private takeFault(path: string): EmulatorFault | undefined {
    const index = this.faults.findIndex((fault) => fault.path === undefined || path.startsWith(fault.path));
    const fault = this.faults[index];
    if (!fault || fault.count === null) return fault;
    if (fault.count === 1) this.faults.splice(index, 1);
    else this.faults[index] = { ...fault, count: fault.count - 1 };
    return fault;
  }
}
