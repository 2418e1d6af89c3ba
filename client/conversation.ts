import { v7 as newUuid } from 'uuid';
import type { Reply } from '#dialogue/model/reply';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { toApiError } from './api-error.ts';
import type { ConversationDeps, ConversationState, MessageOptions } from './conversation-state.ts';
import { followEvents } from './event-stream.ts';
import type { StreamState } from './event-stream.ts';
import { MAX_ATTEMPTS } from './pair-buffer.ts';
import { createObservable } from './observable.ts';
import type { Observable } from './observable.ts';
import { applyEvent, applyReply, isSettled, mergeTurns, newTurn, turnsOfHistory } from './turn.ts';
import type { Turn } from './turn.ts';
import { verifyAndReplay } from './verify-and-replay.ts';
import { watchTurn } from './watch-turn.ts';

const CONVERSATION = 'conversation_id';
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
    await this.#recover();
  }

  async #deliver(requestId: string): Promise<void> {
    if (this.#recovery) await this.#recovery;
    const pair = this.#deps.buffer.find(requestId);
    const message = pair?.messages.filter((each) => each.role === 'user').at(-1);
    if (!pair || !message) return;
    this.#edit(requestId, (turn) => ({
      ...turn,
      status: isSettled(turn) || turn.status === 'queued' ? 'sending' : turn.status,
      failure: null,
    }));
    try {
      await this.#deps.api.chat.send({
        ...this.#options.get(requestId),
        message: message.content,
        request_id: requestId,
        message_id: message.id,
      });
      this.#edit(requestId, (turn) => (turn.status === 'sending' ? { ...turn, status: 'thinking' } : turn));
      void this.#watch(requestId);
    } catch (thrown) {
      const error = toApiError(thrown);
      // Without a connection nothing was tried: the message waits, and the next recovery sends it.
      if (error.status === 0 && this.#stream !== 'open')
        return this.#edit(requestId, (turn) => ({ ...turn, status: 'queued' }));
      await this.#deps.buffer.countAttempt(requestId);
      const attempts = this.#deps.buffer.find(requestId)?.attempts ?? MAX_ATTEMPTS;
      if (!error.isTransient || attempts >= MAX_ATTEMPTS) {
        // What the server refuses for good is not kept: it would be refused again at every start.
        if (!error.isTransient) await this.#deps.buffer.remove(requestId);
        const code = error.isTransient ? 'repeat' : error.code;
        return this.#fail(requestId, code, error.retryAfterSeconds);
      }
      this.#edit(requestId, (turn) => ({ ...turn, status: 'queued' }));
      await this.#deps.time.sleep((error.retryAfterSeconds ?? attempts * 2) * 1000, this.#stopped.signal);
      if (!this.#stopped.signal.aborted && this.#find(requestId)?.status === 'queued') await this.#deliver(requestId);
    }
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
    const answer = await this.#deps.api.chat.get({ request_id: requestId }).catch(() => null);
    if (answer === null) return false;
    if (answer.status === 200) {
      await this.#settle(answer.body);
      return true;
    }
    const { status, by } = answer.body;
    if (status === 'superseded' && by !== null) this.#receive({ type: 'superseded', request_id: requestId, by });
    else if (status === 'cancelled') this.#receive({ type: 'cancelled', request_id: requestId });
    else return false;
    return true;
  }

  #receive(event: StreamEvent): void {
    if (event.type === 'done')
      void this.#settle(event.reply).then(() => this.#find(event.request_id) ?? this.#readLatest());
    else this.#edit(event.request_id, (turn) => applyEvent(turn, event));
    if (event.type === 'text') void this.#deps.buffer.markAnswerSeen(event.request_id);
    if (event.type === 'superseded') void this.#deps.buffer.supersede(event.request_id, event.by);
    if (event.type === 'cancelled') void this.#deps.buffer.remove(event.request_id);
    for (const listener of this.#listeners) listener(event);
  }

  async #settle(reply: Reply): Promise<void> {
    this.#edit(reply.request_id, (turn) => applyReply(turn, reply));
    await this.#deps.settings.set(CONVERSATION, reply.conversation_id);
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
