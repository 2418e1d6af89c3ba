import { createServer } from 'node:net';
import { InvalidInputError } from './error.ts';
import type { Listener } from './topology.ts';

/**
 * Refuses a port that cannot be listened on, before anything slow is begun. Whoever takes it meanwhile is noticed when it
 * is taken for good. @throws InvalidInputError codes `port_taken`, `port_refused`
 */
export async function requireFreePort({ host, port }: Listener): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw toListenError(error, port);
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** What to do about a port that could not be taken. */
export function toListenError(error: unknown, port: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') {
    return new InvalidInputError(
      `Port ${port} is taken: stop what listens there, or choose another with PORT=${port + 1}.`,
      { code: 'port_taken', cause: error },
    );
  }
  if (code === 'EACCES') {
    return new InvalidInputError(
      `Port ${port} needs rights that this user does not have: choose one above 1024 with PORT.`,
      { code: 'port_refused', cause: error },
    );
  }
  return error;
}
