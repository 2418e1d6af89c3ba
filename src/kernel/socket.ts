import type { Call } from './call.ts';

/** A message of a socket: text frames carry JSON control messages, binary frames carry audio. */
export type SocketMessage = string | Uint8Array;

/** One end of a duplex connection, local or over a WebSocket. */
export interface Socket {
  /** Messages of the other end, in order; ends when the connection closes. */
  readonly messages: AsyncIterable<SocketMessage>;
  /** Sends one message; ignored after the close. */
  readonly send: (message: SocketMessage) => void;
  /** Bytes that were sent and not yet taken; 0 when nothing waits. */
  readonly bufferedBytes: () => number;
  /** Closes with a WebSocket code (1000 normal, 1008 refused, 1011 fault). */
  readonly close: (code?: number, reason?: string) => void;
  /** Aborts when the connection is closed, by whomever. */
  readonly closed: AbortSignal;
}

/** Serves one connection; returns when it is done with it. */
export type SocketHandler = (socket: Socket, call: Call, parameters: Readonly<Record<string, string>>) => Promise<void>;

/** A queue of messages that is read as an async iterable. */
export class MessageQueue implements AsyncIterable<SocketMessage> {
  readonly #waiting: SocketMessage[] = [];
  #wake: (() => void) | undefined;
  #ended = false;
  #bytes = 0;

  /** Bytes that wait to be read. */
  get bytes(): number {
    return this.#bytes;
  }

  push(message: SocketMessage): void {
    if (this.#ended) return;
    this.#waiting.push(message);
    this.#bytes += message.length;
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SocketMessage, void, void> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message !== undefined) {
        this.#bytes -= message.length;
        yield message;
      } else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** Two connected ends in one process. Messages are copied, so neither end can change what the other holds. */
export function createSocketPair(): readonly [Socket, Socket] {
  const closed = new AbortController();
  const toLeft = new MessageQueue();
  const toRight = new MessageQueue();
  const close = (): void => {
    toLeft.end();
    toRight.end();
    closed.abort();
  };
  const end = (incoming: MessageQueue, outgoing: MessageQueue): Socket => ({
    messages: incoming,
    send: (message) => outgoing.push(typeof message === 'string' ? message : new Uint8Array(message)),
    bufferedBytes: () => outgoing.bytes,
    close,
    closed: closed.signal,
  });
  return [end(toLeft, toRight), end(toRight, toLeft)];
}
