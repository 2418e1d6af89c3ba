import { v7 as newUuid } from 'uuid';
import type { ExportPart, ForgetResult, MemoryRefs, MemorySettings } from '#user-data/knowledge/controls/contract';
import type { ApiClient } from './api-client.ts';
import type { Conversation } from './conversation.ts';
import { createObservable } from './observable.ts';
import type { Observable } from './observable.ts';
import type { DeviceSession } from './session.ts';
import type { Settings } from './storage/settings.ts';
import type { Time } from './time.ts';

/** How long a forget is offered to be taken back at once; later the memory screen does it. @see knowledge.md O-95 */
export const UNDO_MS = 10_000;
const CONVERSATION = 'conversation_id';

/** What the user's hand on the memory is built from. */
export interface MemoryDeps {
  readonly api: Pick<ApiClient, 'memory'>;
  readonly conversation: Pick<Conversation, 'markForgotten' | 'removeMessages' | 'forgetEverything'>;
  readonly session: Pick<DeviceSession, 'discard'>;
  readonly settings: Settings;
  readonly time: Time;
}

/** A forget that was just done. */
export interface Undoable {
  readonly operationId: string;
}

/** One export in one value: the first part with the messages of all parts. */
export type ExportFile = Omit<ExportPart, 'next'>;

/**
 * The user's hand on the memory, from one device: every operation has an id of its own, so that a repeat after a lost
 * answer is done once, and the conversation shows at once what became of it. Failures are the caller's to show.
 *
 * @see knowledge.md 17
 */
export class MemoryControls {
  /** The last forget, for ten seconds. */
  readonly undoable: Observable<Undoable | null> = createObservable<Undoable | null>(null);
  readonly #deps: MemoryDeps;

  constructor(deps: MemoryDeps) {
    this.#deps = deps;
  }

  /**
   * Forgets messages, or with the scope `artefact` the look of an answer.
   *
   * @param input.keepFacts facts that stay known, because the user said them elsewhere too; see {@link saidElsewhere}.
   */
  async forget(
    messageIds: readonly string[],
    input: { readonly scope?: 'memory' | 'artefact'; readonly keepFacts?: readonly string[] } = {},
  ): Promise<ForgetResult> {
    const { scope = 'memory', keepFacts = [] } = input;
    const refs = await this.#refs(messageIds);
    const body = { operation_id: newUuid(), refs, scope, keep_facts: [...keepFacts] };
    return this.#offerUndo(await this.#deps.api.memory.forget(body));
  }

  /** Facts that a message proves and another one proves too: whether they go with it is the user's to say. @see knowledge.md O-99 */
  async saidElsewhere(messageId: string): Promise<MemoryRefs['learned']> {
    const { learned } = await this.#deps.api.memory.refs({ message_id: messageId });
    return learned.filter(({ has_other_evidence: isProved }) => isProved);
  }

  /** Forgets everything about a thing, in whatever language it was said. */
  async forgetAbout(about: string): Promise<ForgetResult> {
    return this.#offerUndo(await this.#deps.api.memory.forget({ operation_id: newUuid(), about }));
  }

  /** Forgets one fact; the messages stay. */
  async forgetFact(knowledgeId: string): Promise<ForgetResult> {
    const input = { knowledge_id: knowledgeId, operation_id: newUuid() };
    return this.#offerUndo(await this.#deps.api.memory.forgetFact(input));
  }

  /** Takes a forget back. */
  async undo(operationId: string): Promise<ForgetResult> {
    const result = await this.#deps.api.memory.undo({ operation_id: operationId });
    if (this.undoable.get()?.operationId === operationId) this.undoable.set(null);
    this.#deps.conversation.markForgotten(idsOf(result), false);
    return result;
  }

  /** Gives a fact another value. @throws ApiError `invalid_fact_value` when the words are no value for it. */
  async correct(knowledgeId: string, value: string): Promise<void> {
    await this.#deps.api.memory.changeFact({
      knowledge_id: knowledgeId,
      operation_id: newUuid(),
      action: 'correct',
      value,
    });
  }

  /** Doubts a fact, or answers a doubt. */
  async answer(knowledgeId: string, action: 'dispute' | 'confirm' | 'deny'): Promise<void> {
    await this.#deps.api.memory.changeFact({ knowledge_id: knowledgeId, operation_id: newUuid(), action });
  }

  /** Deletes messages for ever, here and on the server; their answers go too. */
  async erase(messageIds: readonly string[]): Promise<void> {
    const refs = await this.#refs(messageIds);
    const result = await this.#deps.api.memory.erase({ operation_id: newUuid(), refs, confirm: true });
    await this.#deps.conversation.removeMessages(idsOf(result));
  }

  /** Erases the account, and what this device holds of it. @returns the operation, by which its end can be asked for. */
  async eraseAccount(): Promise<{ readonly operationId: string; readonly status: 'applied' | 'pending' }> {
    const operationId = newUuid();
    const { status } = await this.#deps.api.memory.erase({ operation_id: operationId, all: true, confirm: true });
    await this.#deps.conversation.forgetEverything();
    await this.#deps.settings.remove(CONVERSATION);
    await this.#deps.session.discard();
    return { operationId, status };
  }

  /** Everything that is stored, whole. */
  async export(): Promise<ExportFile> {
    const { next: second, ...first } = await this.#deps.api.memory.export({ after: null });
    const messages = [...first.messages];
    for (let after = second; after !== null;) {
      const part = await this.#deps.api.memory.export({ after });
      messages.push(...part.messages);
      after = part.next;
    }
    return { ...first, messages };
  }

  /** Chooses how careful UNDE is with customs. */
  async choose(settings: MemorySettings): Promise<MemorySettings> {
    return this.#deps.api.memory.changeSettings(settings);
  }

  #offerUndo(result: ForgetResult): ForgetResult {
    this.#deps.conversation.markForgotten(idsOf(result), true);
    const undoable = { operationId: result.operation_id };
    if (result.refs.length + result.knowledge_ids.length === 0) return result;
    this.undoable.set(undoable);
    void this.#deps.time.sleep(UNDO_MS).then(() => {
      if (this.undoable.get() === undoable) this.undoable.set(null);
    });
    return result;
  }

  async #refs(messageIds: readonly string[]) {
    const conversationId = (await this.#deps.settings.get(CONVERSATION)) ?? '';
    return messageIds.map((id) => ({ conversation_id: conversationId, message_id: id }));
  }
}

function idsOf(result: { readonly refs: readonly { readonly message_id: string }[] }): readonly string[] {
  return result.refs.map(({ message_id: id }) => id);
}
