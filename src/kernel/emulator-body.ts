import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { EmulatorLatency, PlannedFault } from './emulator-fault.ts';

/** What a body is sent with: the waits, the fault and the dice of this request. */
export interface BodyPlan {
  readonly latency: EmulatorLatency;
  readonly fault: PlannedFault | undefined;
  /** Between 0 and 1, the same sequence for the same request. */
  readonly random: () => number;
  /** Aborted when the client has gone or the emulator closes. */
  readonly signal: AbortSignal;
}

/** Thrown by {@link shapeBody} where the connection must break; never leaves the kernel's emulator. */
class BrokenOffError extends Error {}

const BROKEN_TEXT = 'data: {"unfinished": tru, "text": "\u0007\n\n';

/**
 * Passes the pieces of a body on with the waits and the fault of the plan. A cut breaks the connection by an error, or
 * ends cleanly; a stall waits until the client has gone.
 */
export async function* shapeBody(pieces: AsyncIterable<string | Uint8Array>, plan: BodyPlan): AsyncGenerator<Buffer> {
  const { fault, latency } = plan;
  const limit = fault?.kind === 'cut' || fault?.kind === 'stall' ? fault.after_bytes : Infinity;
  let sentBytes = 0;
  for await (const piece of pieces) {
    await pause(sentBytes === 0 ? 0 : latency.per_chunk_ms, plan);
    const bytes = Buffer.from(piece as Uint8Array);
    if (fault?.kind === 'garbage') {
      yield bytes.subarray(0, Math.ceil(bytes.length / 2));
      yield Buffer.from(BROKEN_TEXT);
      return;
    }
    const rest = bytes.subarray(0, limit - sentBytes);
    if (rest.length > 0) yield rest;
    sentBytes += rest.length;
    if (sentBytes >= limit) break;
  }
  if (fault?.kind === 'stall') await untilAborted(plan.signal);
  if (fault?.kind === 'stall' || (fault?.kind === 'cut' && fault.ends === 'broken')) throw new BrokenOffError('cut');
}

/** Waits before the first byte, and the jitter with every wait. */
export async function pause(ms: number, plan: BodyPlan): Promise<void> {
  const wholeMs = ms + plan.latency.jitter_ms * plan.random();
  if (wholeMs > 0) await sleep(wholeMs, undefined, { signal: plan.signal }).catch(() => undefined);
}

/** Settles when the signal aborts. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Writes a streamed answer piece by piece; takes the reply away from Fastify. */
export async function writeStream(
  reply: FastifyReply,
  pieces: AsyncIterable<string | Uint8Array>,
  plan: BodyPlan,
  head: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): Promise<void> {
  reply.hijack();
  await pause(plan.latency.first_byte_ms, plan);
  if (plan.signal.aborted) return void reply.raw.destroy();
  reply.raw.writeHead(head.status, head.headers);
  reply.raw.flushHeaders();
  try {
    for await (const bytes of shapeBody(pieces, plan)) {
      if (plan.signal.aborted || reply.raw.destroyed) return;
      if (!reply.raw.write(bytes)) await drained(reply, plan.signal);
    }
    reply.raw.end();
  } catch (error) {
    if (error instanceof BrokenOffError) await flushed(reply);
    reply.raw.destroy();
    if (!(error instanceof BrokenOffError) && !plan.signal.aborted) throw error;
  }
}

/** A whole body as a stream that carries the plan's fault; for answers that Fastify sends itself. */
export function faultyBody(body: Uint8Array | string, plan: BodyPlan): Readable {
  async function* whole(): AsyncGenerator<Uint8Array | string> {
    yield body;
  }
  return Readable.from(shapeBody(whole(), plan), { objectMode: false });
}

async function drained(reply: FastifyReply, signal: AbortSignal): Promise<void> {
  await Promise.race([new Promise<void>((resolve) => reply.raw.once('drain', resolve)), untilAborted(signal)]);
}

/** What was written must reach the client before the connection breaks. */
async function flushed(reply: FastifyReply): Promise<void> {
  await new Promise<void>((resolve) => reply.raw.write('', () => resolve()));
  await sleep(5);
}
