import type { Port } from '#kernel/service';
import { languageModelsPort } from '#ports/language-model';
import type { LanguageModel } from '#ports/language-model';
import type { SqlRunner } from '#stores/database/database';
import { ACCEPT_TURN } from '#stores/shard/accept-turn-statement';
import { routingPort } from '#user-data/routing/port';
import type { Routing } from '#user-data/routing/routing';

/** Moments of one turn on the machine's monotonic clock, in ms; the same clock in every process of the machine. */
export interface TurnMarks {
  /** The orchestrator begins to store the message. */
  readonly acceptBegunMs: number;
  /** The message is committed and the lease is held. */
  readonly acceptedMs: number;
  /** The finished prompt is handed to the first language model. */
  readonly promptMs: number;
}

/** Now, on the machine's monotonic clock. */
export function machineNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

interface Open {
  readonly texts: readonly string[];
  readonly acceptBegunMs: number;
  acceptedMs: number;
}

/**
 * Notes the moments of turns at two ports of the orchestrator, without touching its code: the routing, through which the
 * accept statement goes, and the language models. The two ends of a turn find each other by the user's text in the prompt;
 * a prompt that could belong to two turns is left out.
 */
export class TurnProbe {
  readonly #open = new Map<string, Open>();
  readonly #marks = new Map<string, TurnMarks>();

  /** Puts the probe around the adapters that it watches. */
  readonly adapt = (port: Port<unknown>, adapter: unknown): unknown => {
    if (port.name === routingPort.name) return this.#watchRouting(adapter as Routing);
    if (port.name === languageModelsPort.name)
      return (adapter as readonly LanguageModel[]).map((model) => this.#watchModel(model));
    return adapter;
  };

  /** The whole turns so far by request id; the next call begins anew. */
  take(): Readonly<Record<string, TurnMarks>> {
    const marks = Object.fromEntries(this.#marks);
    this.#marks.clear();
    this.#open.clear();
    return marks;
  }

  /** A message that teaches something is stored in a transaction, any other by the one statement alone. */
  #watchRouting(routing: Routing): Routing {
    return {
      ...routing,
      transact: (userId, run, options) =>
        this.#watchAccept((watch) => routing.transact(userId, (transaction) => run(watch(transaction)), options)),
      autocommit: (userId, run) =>
        this.#watchAccept((watch) => routing.autocommit(userId, (session) => run(watch(session)))),
    };
  }

  async #watchAccept<T>(work: (watch: <S extends SqlRunner>(session: S) => S) => Promise<T>): Promise<T> {
    const acceptBegunMs = machineNowMs();
    let turn: Open | undefined;
    const result = await work((session) => ({
      ...session,
      query: (text: string, parameters?: readonly unknown[]) => {
        if (text === ACCEPT_TURN && parameters) turn = this.#accept(parameters, acceptBegunMs);
        return session.query(text, parameters);
      },
    }));
    if (turn) turn.acceptedMs = machineNowMs();
    return result;
  }

  #accept(parameters: readonly unknown[], acceptBegunMs: number): Open {
    const requestId = String(parameters[2]);
    const known = this.#open.get(requestId);
    if (known) return known;
    const messages = JSON.parse(String(parameters[3])) as readonly { content: string }[];
    const turn = { texts: messages.map(({ content }) => content), acceptBegunMs, acceptedMs: Number.NaN };
    this.#open.set(requestId, turn);
    return turn;
  }

  #watchModel(model: LanguageModel): LanguageModel {
    return {
      provider: model.provider,
      modelName: model.modelName,
      generateObject: (request) => model.generateObject(request),
      stream: (request) => {
        const promptMs = machineNowMs();
        const prompt = request.messages.at(-1)?.content ?? '';
        const fitting = [...this.#open].filter(([, { texts }]) =>
          texts.every((text) => prompt.includes(`MESSAGE\n${text}\n`)),
        );
        for (const [requestId] of fitting) this.#open.delete(requestId);
        const [only] = fitting;
        if (only && fitting.length === 1)
          this.#marks.set(only[0], { acceptBegunMs: only[1].acceptBegunMs, acceptedMs: only[1].acceptedMs, promptMs });
        return model.stream(request);
      },
    };
  }
}
