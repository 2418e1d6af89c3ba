import { v7 as newUuid } from 'uuid';
import type { Reply } from '#dialogue/model/reply';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { ConversationDeps, ConversationState, MessageOptions } from './conversation-state.ts';
import { deliverMessage } from './deliver-message.ts';
import { followEvents } from './event-stream.ts';
import type { StreamState } from './event-stream.ts';
import { createObservable } from './observable.ts';
import type { Observable } from './observable.ts';
import {
  applyEvent,
  applyReply,
  isSettled,
  markForgotten,
  mergeTurns,
  newTurn,
  removeMessages,
  turnsOfHistory,
} from './turn.ts';
import type { Turn, TurnStatus } from './turn.ts';
import { backoffMs } from './time.ts';
import { verifyAndReplay } from './verify-and-replay.ts';
import { askForEnd, watchTurn } from './watch-turn.ts';

const CONVERSATION = 'conversation_id';
const UNREACHED = { baseMs: 1_000, capMs: 15_000 };
/** A lost stream is told after so long. */
const OFFLINE_AFTER_MS = 1_200;
/**
 * The conversation of this device: sends, follows, recovers. State is one immutable value that can be subscribed to.
 * After `start` it keeps itself up to date until `stop`. @see dialogue.md 2
 */
export class Conversation {
  readonly state: Observable<ConversationState>;
  readonly #deps: ConversationDeps;
  readonly #random: () => number;
  readonly #listeners = new Set<(event: StreamEvent) => void>();
  readonly #options = new Map<string, MessageOptions>();
  #stopped = new AbortController();
  #stream: StreamState = 'connecting';
  #wasLost = false;
  #recovery: Promise<void> | null = null;
  /** Ends the wait between two attempts of a recovery. */
  #wake = new AbortController();
  /** Ends the wait of the stream between two connections. */
  #reached = new AbortController();
  readonly #watched = new Set<string>();

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.#random = deps.random ?? Math.random;
    this.state = createObservable<ConversationState>({
      connection: 'starting',
      turns: [],
      isHistoryLoaded: false,
      earlierBefore: null,
    });
  }

  /** Every event of the stream as it arrives, for the avatar and the voice. Returns the way to stop listening. */
  onEvent(listener: (event: StreamEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what was kept, opens the stream, shows the history, recovers what was not confirmed. */
  async start(): Promise<void> {
    this.#stopped = new AbortController();
    await this.#deps.buffer.load();
    const kept = this.#deps.buffer.pairs
      .filter((pair) => pair.status !== 'confirmed')
      .flatMap((pair) => pair.messages.filter((message) => message.role === 'user'));
    this.#merge(
      kept.map((message) =>
        newTurn({
          requestId: message.request_id,
          messageId: message.id,
          userText: message.content,
          createdAt: message.created_at,
          status: 'queued',
        }),
      ),
    );
    void followEvents({
      url: `${this.#deps.baseUrl}/api/v1/events`,
      fetch: this.#deps.fetch,
      token: this.#deps.token,
      time: this.#deps.time,
      random: this.#random,
      signal: this.#stopped.signal,
      wake: () => this.#reached.signal,
      onEvent: (event) => this.#receive(event),
      onState: (state) => this.#follow(state),
    });
    await this.loadEarlier();
    await this.#recover();
  }

  /** Ends the stream and all waiting; what is not confirmed stays in the buffer. */
  stop(): void {
    this.#stopped.abort();
  }

  /** Reads one older page of the history. A failure leaves the state as it is, with `isHistoryLoaded` set. */
  async loadEarlier(): Promise<void> {
    const { earlierBefore, isHistoryLoaded } = this.state.get();
    if (isHistoryLoaded && earlierBefore === null) return;
    try {
      const page = await this.#deps.api.chat.history({
        limit: 50,
        ...(earlierBefore === null ? {} : { before: earlierBefore }),
      });
      if (page.conversation_id !== null) await this.#deps.settings.set(CONVERSATION, page.conversation_id);
      this.#merge(turnsOfHistory(page.messages));
      this.#set({ isHistoryLoaded: true, earlierBefore: page.next_before });
    } catch {
      this.#set({ isHistoryLoaded: true });
    }
  }

  /** Sends a message; resolves with its request id as soon as it is kept on this device. Blank text is refused (null). */
  async send(text: string, options: MessageOptions = {}): Promise<string | null> {
    const words = text.trim();
    if (words === '') return null;
    const ids = { requestId: newUuid(), messageId: newUuid() };
    this.#options.set(ids.requestId, options);
    this.#merge([
      newTurn({
        ...ids,
        userText: words,
        createdAt: new Date(this.#deps.time.nowMs()).toISOString(),
        status: this.#recovery ? 'queued' : 'sending',
      }),
    ]);
    await this.#deps.buffer.add({ ...ids, text: words });
    void this.#deliver(ids.requestId);
    return ids.requestId;
  }

  /** Sends a failed message again, with the same ids. */
  async retry(requestId: string): Promise<void> {
    const turn = this.#find(requestId);
    if (!turn) return;
    await this.#deps.buffer.remove(requestId);
    await this.#deps.buffer.add({ requestId, messageId: turn.messageId, text: turn.userText });
    await this.#deliver(requestId);
  }

  /** Stops a turn that still runs. Its words stay in the conversation. */
  async cancel(requestId: string): Promise<void> {
    await this.#deps.api.chat.cancel({ request_id: requestId }).catch(() => undefined);
  }

  /** Tries at once what waits for a better time: call it when the device is online again or the page is shown. */
  async resume(): Promise<void> {
    this.#wasLost = true;
    this.#wake.abort();
    this.#noteReached();
    await this.#recover();
  }

  /** Shows messages as forgotten, or as remembered again. */
  markForgotten(messageIds: readonly string[], isForgotten: boolean): void {
    this.#set({ turns: markForgotten(this.state.get().turns, messageIds, isForgotten) });
  }

  /** Takes erased messages off the screen and out of what this device keeps for a replay. */
  async removeMessages(messageIds: readonly string[]): Promise<void> {
    const ids = new Set(messageIds);
    for (const pair of this.#deps.buffer.pairs)
      if (pair.messages.some(({ id }) => ids.has(id))) await this.#deps.buffer.remove(pair.requestId);
    this.#set({ turns: removeMessages(this.state.get().turns, messageIds) });
  }

  /** The account was erased: nothing is shown, kept or followed any more. */
  async forgetEverything(): Promise<void> {
    this.stop();
    this.#options.clear();
    await this.#deps.buffer.clear();
    this.#set({ turns: [], isHistoryLoaded: true, earlierBefore: null });
  }

  async #deliver(requestId: string, unreached = 0): Promise<void> {
    if (this.#recovery) await this.#recovery;
    if (!this.#deps.buffer.find(requestId)) return;
    const sending = (turn: Turn): TurnStatus => (isSettled(turn) || turn.status === 'queued' ? 'sending' : turn.status);
    this.#edit(requestId, (turn) => ({ ...turn, status: sending(turn), failure: null }));
    const outcome = await deliverMessage(this.#deps, requestId, this.#options.get(requestId));
    if (outcome.kind === 'refused') return this.#fail(requestId, outcome.code, outcome.retryAfterSeconds);
    if (outcome.kind === 'sent') {
      this.#edit(requestId, (turn) => (turn.status === 'sending' ? { ...turn, status: 'thinking' } : turn));
      this.#noteReached();
      if (outcome.reply) return this.#receive({ type: 'done', request_id: requestId, reply: outcome.reply });
      return void this.#watch(requestId);
    }
    // Nothing was reached, so nothing was tried: the message waits as long as it takes. A recovery may be faster.
    const misses = outcome.kind === 'unreached' ? unreached + 1 : 0;
    if (misses > 0) this.#set({ connection: 'offline' });
    const waitMs = outcome.kind === 'unreached' ? backoffMs(misses, UNREACHED, this.#random) : outcome.waitMs;
    this.#edit(requestId, (turn) => ({ ...turn, status: 'queued' }));
    await this.#deps.time.sleep(waitMs, this.#stopped.signal);
    const isWaiting = !this.#stopped.signal.aborted && this.#find(requestId)?.status === 'queued';
    if (isWaiting) await this.#deliver(requestId, misses);
  }

  /** The server answers: the stream need not wait for its next try. */
  #noteReached(): void {
    if (this.#stream === 'open') return this.#set({ connection: 'online' });
    this.#reached.abort();
    this.#reached = new AbortController();
  }

  /** Polls a turn whenever the stream does not carry it, until it is settled. */
  async #watch(requestId: string): Promise<void> {
    if (this.#watched.has(requestId)) return;
    this.#watched.add(requestId);
    const outcome = await watchTurn({
      time: this.#deps.time,
      random: this.#random,
      signal: this.#stopped.signal,
      isStreamOpen: () => this.#stream === 'open',
      isOver: () => isSettled(this.#find(requestId) ?? { status: 'done' }),
      poll: () => this.#poll(requestId),
    });
    this.#watched.delete(requestId);
    if (outcome === 'late') this.#fail(requestId, 'repeat');
  }

  /** Asks once; true when the turn is settled. */
  async #poll(requestId: string): Promise<boolean> {
    const end = await askForEnd(this.#deps.api, requestId);
    if (end !== null) this.#receive(end);
    return end !== null;
  }

  #receive(event: StreamEvent): void {
    if (event.type === 'done') void this.#settle(event.reply);
    else this.#edit(event.request_id, (turn) => applyEvent(turn, event));
    if (event.type === 'text') void this.#deps.buffer.markAnswerSeen(event.request_id);
    if (event.type === 'superseded') void this.#deps.buffer.supersede(event.request_id, event.by);
    if (event.type === 'cancelled') void this.#deps.buffer.remove(event.request_id);
    for (const listener of this.#listeners) listener(event);
  }

  async #settle(reply: Reply): Promise<void> {
    this.#edit(reply.request_id, (turn) => applyReply(turn, reply));
    // An answer that was not stored carries no signature, and the name of no conversation.
    if (reply.signature !== null) await this.#deps.settings.set(CONVERSATION, reply.conversation_id);
    await this.#deps.buffer.settle(reply);
    if (!this.#find(reply.request_id)) await this.#readLatest();
  }

  #follow(state: StreamState): void {
    this.#stream = state;
    if (state === 'waiting') {
      this.#wasLost = true;
      // A stream that ends and opens again at once is nothing to speak of.
      void this.#deps.time.sleep(OFFLINE_AFTER_MS, this.#stopped.signal).then(() => {
        if (this.#stream !== 'open' && !this.#recovery) this.#set({ connection: 'offline' });
      });
    }
    if (state !== 'open') return;
    if (!this.#recovery) this.#set({ connection: 'online' });
    if (this.#wasLost) void this.#recover();
  }

  /** Verify and replay, one at a time; new messages wait for its end. */
  #recover(): Promise<void> {
    this.#recovery ??= this.#runRecovery().finally(() => {
      this.#recovery = null;
      this.#set({
        connection:
          this.#stream === 'open' ? 'online' : this.#stream === 'waiting' ? 'offline' : this.state.get().connection,
      });
    });
    return this.#recovery;
  }

  async #runRecovery(): Promise<void> {
    const { buffer } = this.#deps;
    const isNeeded = this.#wasLost || buffer.pairs.some((pair) => pair.status !== 'confirmed');
    this.#wasLost = false;
    if (!isNeeded) return;
    // An answer that was seen in part may be whole on the server: its acknowledgement is asked for first.
    for (const pair of buffer.unconfirmed()) await this.#poll(pair.requestId);
    const conversationId = await this.#deps.settings.get(CONVERSATION);
    this.#wake = new AbortController();
    const result = await verifyAndReplay(
      { api: this.#deps.api, buffer, time: this.#deps.time, random: this.#random },
      {
        conversationId,
        signal: this.#stopped.signal,
        wake: () => this.#wake.signal,
        onWaiting: () => {
          this.#wake = new AbortController();
          this.#set({ connection: 'recovering' });
        },
      },
    );
    for (const requestId of result.replaced) await this.#poll(requestId);
    for (const requestId of result.givenUp) this.#fail(requestId, 'repeat');
    for (const requestId of result.resend) void this.#deliver(requestId);
  }

  /** A turn of another device of the user was answered: its words are in the history. */
  async #readLatest(): Promise<void> {
    const page = await this.#deps.api.chat.history({ limit: 10 }).catch(() => null);
    if (page) this.#merge(turnsOfHistory(page.messages));
  }

  #fail(requestId: string, code: string, retryAfterSeconds: number | null = null): void {
    this.#edit(requestId, (turn) => ({ ...turn, status: 'failed', failure: { code, retryAfterSeconds } }));
  }

  #find(requestId: string): Turn | undefined {
    return this.state.get().turns.find((turn) => turn.requestId === requestId);
  }

  #edit(requestId: string, edit: (turn: Turn) => Turn): void {
    this.#set({ turns: this.state.get().turns.map((turn) => (turn.requestId === requestId ? edit(turn) : turn)) });
  }

  #merge(turns: readonly Turn[]): void {
    this.#set({ turns: mergeTurns(this.state.get().turns, turns) });
  }

  #set(change: Partial<ConversationState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
