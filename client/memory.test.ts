import { describe, expect, test } from 'vitest';
import { MemoryControls, UNDO_MS } from './memory.ts';
import type { MemoryDeps } from './memory.ts';
import { createMemorySettings } from './storage/settings.ts';
import { createFakeTime } from './test-support.ts';
import { markForgotten, newTurn, removeMessages } from './turn.ts';
import type { Turn } from './turn.ts';

const CONVERSATION = '0190a000-0000-7000-8000-00000000c0de';
const QUESTION = '0190a000-0000-7000-8000-000000000001';
const ANSWER = '0190a000-0000-7000-8000-000000000002';

/** The controls over an API that answers by script and tells what it was asked. */
function open(answers: Readonly<Record<string, (input: never) => unknown>>) {
  const asked: { readonly name: string; readonly input: Record<string, unknown> }[] = [];
  const told: unknown[] = [];
  const memory = new Proxy(
    {},
    {
      get: (_target, name: string) => async (input: Record<string, unknown>) => {
        asked.push({ name, input });
        return answers[name]?.(input as never);
      },
    },
  );
  const tell =
    (name: string) =>
    (...input: unknown[]): never =>
      void told.push([name, ...input]) as never;
  const time = { ...createFakeTime(), sleep: () => new Promise<void>((resolve) => (wake = resolve)) };
  let wake: () => void = () => undefined;
  const settings = createMemorySettings({ conversation_id: CONVERSATION });
  const controls = new MemoryControls({
    api: { memory } as never,
    conversation: {
      markForgotten: tell('marked'),
      removeMessages: async (ids: readonly string[]) => void told.push(['removed', ids]),
      forgetEverything: async () => void told.push(['everything']),
    } as MemoryDeps['conversation'],
    session: { discard: async () => void told.push(['discarded']) },
    settings,
    time,
  });
  return { controls, asked, told, settings, pass: () => wake() };
}

const ref = (id: string) => ({ conversation_id: CONVERSATION, message_id: id });
const forgotten = (input: { operation_id: string; refs?: unknown[] }) => ({
  operation_id: input.operation_id,
  refs: input.refs ?? [],
  knowledge_ids: ['f'],
});

describe('the hand on the memory', () => {
  test('names a message with its conversation, shows it as forgotten, and offers the undo for ten seconds', async () => {
    const { controls, asked, told, pass } = open({ forget: forgotten });
    const result = await controls.forget([QUESTION]);
    expect(asked[0]).toMatchObject({ name: 'forget', input: { refs: [ref(QUESTION)], scope: 'memory' } });
    expect(told).toEqual([['marked', [QUESTION], true]]);
    expect(controls.undoable.get()).toEqual({ operationId: result.operation_id });
    expect(UNDO_MS).toBe(10_000);
    pass();
    await Promise.resolve();
    expect(controls.undoable.get()).toBeNull();
  });

  test('every operation has an id of its own, and an undo ends its offer', async () => {
    const undo = (input: { operation_id: string }) => ({ ...forgotten(input), refs: [ref(QUESTION)] });
    const { controls, asked, told } = open({ forget: forgotten, forgetFact: forgotten, undo });
    const first = await controls.forget([QUESTION]);
    const second = await controls.forgetFact('f');
    expect(first.operation_id).not.toBe(second.operation_id);
    await controls.undo(first.operation_id);
    expect(controls.undoable.get()).toEqual({ operationId: second.operation_id });
    await controls.undo(second.operation_id);
    expect(controls.undoable.get()).toBeNull();
    expect(asked.at(-1)).toEqual({ name: 'undo', input: { operation_id: second.operation_id } });
    expect(told.at(-1)).toEqual(['marked', [QUESTION], false]);
  });

  test('offers nothing where nothing was found', async () => {
    const { controls } = open({
      forget: (input: { operation_id: string }) => ({ ...forgotten(input), knowledge_ids: [] }),
    });
    await controls.forgetAbout('dragons');
    expect(controls.undoable.get()).toBeNull();
  });

  test('an erased account leaves nothing on the device', async () => {
    const { controls, asked, told, settings } = open({ erase: () => ({ status: 'applied' }) });
    expect(await controls.eraseAccount()).toMatchObject({ status: 'applied' });
    expect(asked[0]?.input).toMatchObject({ all: true, confirm: true });
    expect(told).toEqual([['everything'], ['discarded']]);
    expect(await settings.get('conversation_id')).toBeNull();
  });

  test('the export is one file, whatever number of parts it came in', async () => {
    const part = (content: string, next: string | null) => ({
      format: 'unde-export-1',
      facts: [],
      messages: [content],
      next,
    });
    const { controls } = open({
      export: ({ after }: { after: string | null }) => (after === null ? part('a', 'x') : part('b', null)),
    });
    expect(await controls.export()).toEqual({ format: 'unde-export-1', facts: [], messages: ['a', 'b'] });
  });
});

describe('turns after a forget', () => {
  const turn: Turn = {
    ...newTurn({ requestId: 'r', messageId: QUESTION, userText: 'My size is M', createdAt: '', status: 'done' }),
    text: 'Noted.',
    answerId: ANSWER,
  };
  const use = { kind: 'episode', message_id: QUESTION } as Turn['memoryUsed'][number];
  const later: Turn = { ...turn, messageId: 'later', answerId: 'other', memoryUsed: [use] };

  test('keep their words, are marked, and quote the forgotten ones no more', () => {
    const [first, second] = markForgotten([turn, later], [QUESTION], true);
    expect(first).toMatchObject({ userText: 'My size is M', isForgotten: true, isAnswerForgotten: false });
    expect(second).toMatchObject({ isForgotten: false, memoryUsed: [] });
    expect(markForgotten([first as Turn], [QUESTION], false)[0]?.isForgotten).toBe(false);
    expect(markForgotten([turn], [ANSWER], true)[0]).toMatchObject({ isForgotten: false, isAnswerForgotten: true });
  });

  test('are gone with their question, and empty without their answer', () => {
    expect(removeMessages([turn, later], [QUESTION])).toEqual([expect.objectContaining({ messageId: 'later' })]);
    expect(removeMessages([turn], [ANSWER])[0]).toMatchObject({ userText: 'My size is M', text: null, items: [] });
  });
});
