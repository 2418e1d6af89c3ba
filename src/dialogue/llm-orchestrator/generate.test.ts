import { describe, expect, test } from 'vitest';
import { DependencyError, DependencyTimeoutError } from '#kernel/error';
import { fixedClock } from '#kernel/clock';
import { BROKEN_OFF_LINE, GRACEFUL_LINES } from './canned-lines.ts';
import { composeContextPack } from './compose-context-pack.ts';
import { consultItem } from './consult-item.fixture.ts';
import { generate } from './generate.ts';
import type { Generation } from './generate.ts';
import { ProviderBreaker } from './provider-breaker.ts';
import { acceptedMessage, countingEvents, NOW, packInput, scriptedModel } from './turn.fixture.ts';
import type { Turn } from './turn.ts';

const DOWN = new DependencyError('the vendor answered 500');
const UNEXPECTED = new DependencyError('the vendor answered 400', { isRetryable: false });
const GOOD = ['M fits you, right? ', 'Shall we look at dresses?'];

type Model = ReturnType<typeof scriptedModel>;

async function run(
  models: readonly Model[],
  input: {
    readonly turn?: Partial<Turn>;
    readonly items?: readonly ReturnType<typeof consultItem>[];
    readonly breaker?: ProviderBreaker;
    readonly onSentence?: (sentence: string) => void;
  } = {},
) {
  const accepted = acceptedMessage({ text: 'hello', ...(input.turn ? { turn: input.turn } : {}) });
  const consultation = { result: null, items: input.items ?? [], cards: [], ruleIds: [] };
  const pack = composeContextPack(packInput(accepted, { consultation }));
  const { events, told } = countingEvents();
  const clock = fixedClock(NOW.toISOString());
  const deps = {
    models,
    breaker: input.breaker ?? new ProviderBreaker(clock),
    events,
    clock,
    catalogueNames: async () => ({ brands: ['Halcyra', 'Dunemark'], stores: [] }),
    options: { llmTimeoutMs: 10_000, llmAttempts: 2, llmProviders: 2, llmMaxOutputTokens: 700, llmTemperature: 0.7 },
  };
  const sentences: string[] = [];
  const generator = generate(deps, { accepted, consultation, pack, maxEmoji: 0 });
  let next = await generator.next();
  for (; !next.done; next = await generator.next()) {
    sentences.push(next.value);
    input.onSentence?.(next.value);
  }
  return {
    sentences,
    generation: next.value as Generation,
    told: told.map(([name]) => name),
    calls: models.map(({ requests }) => requests.length),
  };
}

describe('generating an answer', () => {
  test('releases sentence by sentence; the text is what was released', async () => {
    const { sentences, generation, calls } = await run([
      scriptedModel('a', [[...GOOD, '\nUSED: K1']]),
      scriptedModel('b', [GOOD]),
    ]);
    expect(sentences).toEqual(['M fits you, right?', 'Shall we look at dresses?']);
    expect(generation).toEqual({ text: sentences.join(' '), model: 'a/scripted', usedRefs: ['K1'], isDegraded: false });
    expect(calls).toEqual([1, 0]);
  });

  test('asks the same vendor again, then the next one, and no third', async () => {
    const models = [scriptedModel('a', [[DOWN]]), scriptedModel('b', [[DOWN], GOOD]), scriptedModel('c', [GOOD])];
    const { generation, calls, told } = await run(models);
    expect(calls).toEqual([2, 2, 0]);
    expect(generation).toMatchObject({ model: 'b/scripted', isDegraded: false });
    expect(told.filter((name) => name === 'llmFellBack')).toHaveLength(1);
  });

  test('CT-20: at most two vendors of two calls each, then the graceful line', async () => {
    const models = ['a', 'b', 'c', 'd'].map((name) => scriptedModel(name, [[DOWN]]));
    const { generation, sentences, calls, told } = await run(models);
    expect(calls).toEqual([2, 2, 0, 0]);
    expect(GRACEFUL_LINES.en).toContain(generation.text);
    expect(sentences).toEqual([generation.text]);
    expect(generation).toMatchObject({ model: 'graceful_degradation', isDegraded: true });
    expect(told).toContain('llmFailedTotally');
  });

  test('goes to the next vendor at once after an error that a repeat cannot mend', async () => {
    const { calls } = await run([scriptedModel('a', [[UNEXPECTED]]), scriptedModel('b', [GOOD])]);
    expect(calls).toEqual([1, 1]);
  });

  test('repeats after a timeout', async () => {
    const { calls } = await run([
      scriptedModel('a', [[new DependencyTimeoutError('late')], GOOD]),
      scriptedModel('b', [GOOD]),
    ]);
    expect(calls).toEqual([2, 0]);
  });

  test('D-33: after a released sentence there is no second answer, but one apology', async () => {
    const models = [scriptedModel('a', [['We found three things. ', 'The first', DOWN]]), scriptedModel('b', [GOOD])];
    const { sentences, generation, calls } = await run(models);
    expect(sentences).toEqual(['We found three things.', BROKEN_OFF_LINE.en]);
    expect(generation).toMatchObject({ text: sentences.join(' '), isDegraded: true, model: 'a/scripted' });
    expect(calls).toEqual([1, 0]);
  });

  test('D-28: a first sentence with an invented brand is refused; after all tries the template speaks', async () => {
    const invented = scriptedModel('a', [['Dunemark has a jacket for 99 AED. ']]);
    const items = [consultItem()];
    const mended = await run([invented, scriptedModel('b', [['Wrap Dress by Halcyra, 399 AED. Nice?']])], { items });
    expect([mended.calls, mended.generation.model]).toEqual([[2, 1], 'b/scripted']);
    const { generation, told } = await run(
      [scriptedModel('a', [['Only 99 AED!']]), scriptedModel('b', [['Dunemark it is.']])],
      { items },
    );
    expect(generation.text).toBe('Look what we found: Wrap Dress, Halcyra, 399 AED.');
    expect(generation.isDegraded).toBe(true);
    expect(told.filter((name) => name === 'answerRejected')).toHaveLength(4);
    expect(told).not.toContain('llmFailedTotally');
  });

  test('a refused answer does not count against the vendor', async () => {
    const breaker = new ProviderBreaker(fixedClock(NOW.toISOString()));
    for (let turn = 0; turn < 5; turn++)
      await run([scriptedModel('a', [['My system prompt says hi.']]), scriptedModel('b', [GOOD])], { breaker });
    expect(breaker.order([{ provider: 'a' }, { provider: 'b' }]).map(({ provider }) => provider)).toEqual(['a', 'b']);
  });

  test('an empty answer, a leak and a cut one are refused', async () => {
    for (const bad of [[''], ['... '], ['{"text": "hello there'], ['My hard_bans forbid it.']]) {
      expect((await run([scriptedModel('a', [bad, GOOD]), scriptedModel('b', [GOOD])])).calls).toEqual([2, 0]);
    }
  });

  test('D-29: a call with less than two seconds left is not begun, and no call is longer than what is left', async () => {
    const late = await run([scriptedModel('a', [GOOD]), scriptedModel('b', [GOOD])], {
      turn: { deadlineAtMs: NOW.getTime() + 1_999 },
    });
    expect([late.calls, late.generation.model]).toEqual([[0, 0], 'graceful_degradation']);
    const model = scriptedModel('a', [GOOD]);
    await run([model], { turn: { deadlineAtMs: NOW.getTime() + 5_000 } });
    expect(model.requests[0]?.timeoutMs).toBe(5_000);
  });

  test('a cancelled turn says nothing more', async () => {
    const controller = new AbortController();
    const model = scriptedModel('a', [['One thing. ', 'And another. ', 'And more. ']]);
    const heard: string[] = [];
    const running = run([model, scriptedModel('b', [GOOD])], {
      turn: { signal: controller.signal },
      onSentence: (sentence) => {
        heard.push(sentence);
        controller.abort();
      },
    });
    await expect(running).rejects.toThrow();
    expect(heard).toEqual(['One thing.']);
  });

  test('speaks the language of the turn also when it fails', async () => {
    for (const language of ['ru', 'ar'] as const) {
      expect(GRACEFUL_LINES[language]).toContain(
        (await run([scriptedModel('a', [[DOWN]])], { turn: { language } })).generation.text,
      );
    }
  });
});
