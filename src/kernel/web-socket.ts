import { WebSocket } from 'ws';
import { DependencyError } from './error.ts';
import { MessageQueue } from './socket.ts';
import type { Socket } from './socket.ts';

/** Most bytes that may wait for a slow reader before the connection is given up. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/** The house's socket over a WebSocket of `ws`, whichever side opened it. */
export function wrapWebSocket(socket: WebSocket): Socket {
  const closed = new AbortController();
  const incoming = new MessageQueue();
  const finish = (): void => {
    incoming.end();
    closed.abort();
  };
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    incoming.push(isBinary ? new Uint8Array(data) : data.toString('utf8'));
    if (incoming.bytes > MAX_BUFFERED_BYTES) socket.close(1009, 'too much unread');
  });
  socket.on('close', finish);
  socket.on('error', finish);
  return {
    messages: incoming,
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    bufferedBytes: () => socket.bufferedAmount,
    close: (code = 1000, reason = '') => socket.close(code, reason),
    closed: closed.signal,
  };
}

/** Opens a WebSocket and waits until it stands. */
export async function connectWebSocket(input: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}): Promise<Socket> {
  const socket = new WebSocket(input.url, { headers: { ...input.headers }, handshakeTimeout: input.timeoutMs });
  const wrapped = wrapWebSocket(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (cause) => reject(new DependencyError('the peer does not take the connection', { cause })));
  });
  return wrapped;
}
