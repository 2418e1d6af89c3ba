import type { Reply } from '#dialogue/model/reply';
import { createPair, withAnswerSeen, withReply } from './pair.ts';
import type { Pair } from './pair.ts';
import type { PairStorage } from './storage/pair-storage.ts';
import type { Time } from './time.ts';

/** Pairs that are held at most. */
export const BUFFER_SIZE = 10;
/** Confirmed pairs that are always held, whatever their age. @see user-data.md U57 */
export const CONFIRMED_KEPT = 3;
/** How long any other confirmed pair stays after its acknowledgement. */
export const CONFIRMED_KEPT_MS = 60_000;
/** Without an acknowledgement for so long after the answer, the pair is to be brought to the server again. */
export const ACK_WAIT_MS = 5_000;
/** After so many failed attempts the user is asked to repeat. */
export const MAX_ATTEMPTS = 3;

const byTime = (a: Pair, b: Pair): number => a.createdAtMs - b.createdAtMs || (a.requestId < b.requestId ? -1 : 1);

/**
 * Which pairs stay, oldest first: all that are not confirmed, the last three confirmed, younger confirmed ones for a
 * minute. Above ten, confirmed pairs beyond the last three go first, then pairs that were given up, then the oldest.
 * A pair that waits is never dropped while a confirmed one beyond the last three is held.
 */
export function prunePairs(pairs: readonly Pair[], nowMs: number): readonly Pair[] {
  const ordered = [...pairs].sort(byTime);
  const recent = new Set(ordered.filter((pair) => pair.status === 'confirmed').slice(-CONFIRMED_KEPT));
  const kept = ordered.filter(
    (pair) => pair.status !== 'confirmed' || recent.has(pair) || nowMs - (pair.confirmedAtMs ?? 0) < CONFIRMED_KEPT_MS,
  );
  const rank = (pair: Pair): number => {
    if (recent.has(pair)) return 3;
    if (pair.status === 'confirmed') return 0;
    return pair.attempts >= MAX_ATTEMPTS ? 1 : 2;
  };
  const excess = Math.max(0, kept.length - BUFFER_SIZE);
  const dropped = new Set([...kept].sort((a, b) => rank(a) - rank(b) || byTime(a, b)).slice(0, excess));
  return kept.filter((pair) => !dropped.has(pair));
}

/**
 * The last ten pairs of the conversation, kept until the server surely has them. Memory is the truth while the page
 * lives; every change is written through before its method resolves.
 */
export class PairBuffer {
  readonly #storage: PairStorage;
  readonly #time: Time;
  #pairs: readonly Pair[] = [];

  constructor(deps: { readonly storage: PairStorage; readonly time: Time }) {
    this.#storage = deps.storage;
    this.#time = deps.time;
  }

  /** Reads what an earlier page left. */
  async load(): Promise<void> {
    await this.#replace(new Map((await this.#storage.list()).map((pair) => [pair.requestId, pair])), []);
  }

  /** All pairs, oldest first. */
  get pairs(): readonly Pair[] {
    return this.#pairs;
  }

  find(requestId: string): Pair | undefined {
    return this.#pairs.find((pair) => pair.requestId === requestId);
  }

  /** Holds a message that is about to be sent. */
  async add(input: { readonly requestId: string; readonly messageId: string; readonly text: string }): Promise<void> {
    if (this.find(input.requestId)) return;
    await this.#put(createPair({ ...input, nowMs: this.#time.nowMs() }));
  }

  /** The first words of the answer are there: from now on the acknowledgement is waited for. */
  async markAnswerSeen(requestId: string): Promise<void> {
    await this.#change(requestId, (pair) => withAnswerSeen(pair, this.#time.nowMs()));
  }

  /** The `done` event, or the answer of a poll. */
  async settle(reply: Reply): Promise<void> {
    await this.#change(reply.request_id, (pair) => withReply(pair, reply, this.#time.nowMs()));
  }

  /** A replay brought the pair to the server. */
  async confirm(requestId: string): Promise<void> {
    await this.#change(requestId, (pair) => ({ ...pair, status: 'confirmed', confirmedAtMs: this.#time.nowMs() }));
  }

  async countAttempt(requestId: string): Promise<void> {
    await this.#change(requestId, (pair) => ({ ...pair, attempts: pair.attempts + 1 }));
  }

  /** `requestId` was taken over by `by` (debounce): its words now belong to that pair. */
  async supersede(requestId: string, by: string): Promise<void> {
    const old = this.find(requestId);
    const next = this.find(by);
    if (!old || requestId === by) return;
    const words = old.messages
      .filter((message) => message.role === 'user')
      .map((message) => ({ ...message, request_id: by }));
    if (next)
      await this.#put({
        ...next,
        createdAtMs: Math.min(old.createdAtMs, next.createdAtMs),
        messages: [...words, ...next.messages],
      });
    await this.remove(requestId);
  }

  async remove(requestId: string): Promise<void> {
    this.#pairs = this.#pairs.filter((pair) => pair.requestId !== requestId);
    await this.#storage.remove(requestId);
  }

  async clear(): Promise<void> {
    this.#pairs = [];
    await this.#storage.clear();
  }

  /** Pairs without a confirmation that have not been given up, in the order of time. */
  unconfirmed(): readonly Pair[] {
    return this.#pairs.filter((pair) => pair.status === 'unconfirmed' && pair.attempts < MAX_ATTEMPTS);
  }

  /** Messages that no answer was ever seen for, in the order of time. */
  pending(): readonly Pair[] {
    return this.#pairs.filter((pair) => pair.status === 'pending' && pair.attempts < MAX_ATTEMPTS);
  }

  /** Pairs whose acknowledgement is overdue. */
  overdue(): readonly Pair[] {
    const now = this.#time.nowMs();
    return this.unconfirmed().filter((pair) => now - (pair.answeredAtMs ?? now) >= ACK_WAIT_MS);
  }

  /** Ids of the last three confirmed pairs: at most six. */
  recentConfirmedIds(): readonly string[] {
    const confirmed = this.#pairs.filter((pair) => pair.status === 'confirmed').slice(-CONFIRMED_KEPT);
    return confirmed.flatMap((pair) => pair.messages.slice(-2).map((message) => message.id));
  }

  async #change(requestId: string, edit: (pair: Pair) => Pair): Promise<void> {
    const pair = this.find(requestId);
    if (pair) await this.#put(edit(pair));
  }

  async #put(pair: Pair): Promise<void> {
    await this.#replace(new Map([...this.#pairs, pair].map((each) => [each.requestId, each])), [pair]);
  }

  async #replace(pairs: ReadonlyMap<string, Pair>, written: readonly Pair[]): Promise<void> {
    this.#pairs = prunePairs([...pairs.values()], this.#time.nowMs());
    const kept = new Set(this.#pairs.map((pair) => pair.requestId));
    for (const pair of written) if (kept.has(pair.requestId)) await this.#storage.put(pair);
    for (const id of pairs.keys()) if (!kept.has(id)) await this.#storage.remove(id);
  }
}
