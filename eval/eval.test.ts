import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run as measureCrisis } from './crisis.ts';
import { run as measureIntent } from './intent.ts';
import { run as measureKnowledge } from './knowledge.ts';
import { run as measureMemory } from './memory.ts';
import { toShare } from './read-cases.ts';

describe('a measure', () => {
  let folder: string;
  const write = async (name: string, cases: readonly object[]): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, `${cases.map((item) => JSON.stringify(item)).join('\n')}\n\n`);
    return file;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unde-eval-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('of the crisis rules counts misses and false alarms apart', async () => {
    const data = await write('crisis.jsonl', [
      { id: 1, lang: 'en', text: 'I want to kill myself', crisis: true },
      { id: 2, lang: 'en', text: 'I am dying for that dress', crisis: false },
      { id: 3, lang: 'ru', text: 'Покажи мне платье', crisis: true },
    ]);
    expect(await measureCrisis({ data })).toEqual({
      cases: 3,
      recall: 0.5,
      precision: 1,
      by_lang: { en: { cases: 2, recall: 1, precision: 1 }, ru: { cases: 1, recall: 0, precision: null } },
      misses: ['3'],
      false_alarms: [],
    });
  });

  test('of the intent rules takes any of the accepted classes and shows what was confused', async () => {
    const data = await write('intent.jsonl', [
      { id: 'a', lang: 'en', text: 'find me a white linen shirt under 300', context: [], intent: 'quick_search' },
      {
        id: 'b',
        lang: 'en',
        text: 'find me a white linen shirt under 300',
        intent: 'browse',
        intent_any: ['quick_search'],
      },
      { id: 'c', lang: 'en', text: 'find me a white linen shirt under 300', intent: 'social_chat' },
    ]);
    expect(await measureIntent({ data })).toEqual({
      cases: 3,
      accuracy: 0.6667,
      by_lang: { en: { cases: 3, accuracy: 0.6667 } },
      confusion: { quick_search: { quick_search: 2 }, social_chat: { quick_search: 1 } },
      failures: ['c'],
    });
  });

  test('of the memory rules plays each case on rows of its own and compares what is there afterwards', async () => {
    const size = (value: string) => ({ type: 'body_params', key: 'size', value });
    const data = await write('knowledge.jsonl', [
      {
        id: 'replaced',
        lang: 'en',
        polarity: 'positive',
        history: [
          { role: 'user', text: 'my size is L' },
          { role: 'assistant', text: 'I will look for L.', memory_refs: [{ type: 'body_params', key: 'size' }] },
        ],
        message: 'not L, M',
        expect: [size('M')],
        expect_inactive: [size('L')],
      },
      {
        id: 'disputed',
        lang: 'ru',
        polarity: 'positive',
        history: [
          { role: 'user', text: 'никогда не предлагай каблуки' },
          { role: 'assistant', text: 'Без каблуков.', memory_refs: [{ type: 'hard_ban', key: 'high heels' }] },
        ],
        message: 'с чего ты взяла?',
        expect: [{ type: 'hard_ban', key: 'high-heels', value: 'high-heels', value_any: ['Heels'] }],
        expect_disputed: [{ type: 'hard_ban', key: 'heels', value: 'heels' }],
      },
      {
        id: 'reaction',
        lang: 'en',
        polarity: 'negative',
        basis: 'principle',
        history: [{ role: 'assistant', text: 'A leather jacket.', artefact: true }],
        message: "I don't like leather",
      },
      { id: 'wrong', lang: 'en', polarity: 'negative', message: 'my size is M', expect: [] },
      {
        id: 'money',
        lang: 'en',
        polarity: 'positive',
        message: 'my budget is $300 and my wedding is in March',
        expect: [
          { type: 'budget', key: 'general', value: { max_amount: 300, currency: 'USD' } },
          { type: 'life_event', key: 'wedding_march', value: 'wedding_march', expires_on: '2027-03-30' },
        ],
        allow: [{ type: 'life_event', key: 'wedding_march' }],
      },
      { id: 'unclear', lang: 'en', polarity: 'negative', contested: true, message: 'my size is S', expect: [] },
    ]);
    expect(await measureKnowledge({ data })).toEqual({
      cases: 6,
      exact: 3,
      precision: 0.75,
      recall: 0.75,
      with_contested: { cases: 6, exact: 3, precision: 0.6, recall: 0.75 },
      false_memories: 1,
      by_lang: {
        en: { cases: 4, exact: 2, precision: 0.6667, recall: 0.6667 },
        ru: { cases: 1, exact: 1, precision: 1, recall: 1 },
      },
      by_basis: {
        rule: { cases: 4, exact: 2, precision: 0.75, recall: 0.75 },
        principle: { cases: 1, exact: 1, precision: null, recall: null },
      },
      failures: ['wrong', 'money', 'unclear'],
    });
  });

  test('of the memory says every turn and asks every question of what was remembered', async () => {
    const file = join(folder, 'dialogues.json');
    const said = (dia_id: string, speaker: string, text: string) => ({ dia_id, speaker, text });
    const conversation = {
      session_1_date_time: '1:56 pm on 8 May, 2026',
      session_1: [
        said('D1:1', 'Mira', 'I started to paint last month.'),
        said('D1:2', 'Tarek', 'Nice! Which colours do you like?'),
        { ...said('D1:3', 'Mira', 'Mostly blue ones.'), blip_caption: 'a seascape on an easel' },
        said('D1:4', 'Tarek', 'I would rather cook.'),
      ],
      session_2_date_time: '9:00 am on 20 July, 2026',
      session_2: [
        said('D2:1', 'Tarek', 'My brother moved to Lisbon.'),
        said('D2:2', 'Mira', 'How far away! Do you visit him?'),
      ],
    };
    const qa = [
      { question: 'When did Mira begin painting?', evidence: ['D1:1'], category: 2 },
      { question: 'What is in the picture on the easel?', evidence: ['D1:3'], category: 4 },
      { question: 'Which city did the brother of Tarek choose, Lisbon?', evidence: ['D2:1; D9:9'], category: 1 },
      { question: 'What did Mira cook?', evidence: ['D1:4'], category: 5 },
      { question: 'Who knows?', evidence: [], category: 4 },
    ];
    await writeFile(file, JSON.stringify([{ conversation, qa }]));
    const figures = await measureMemory({ data: file });
    expect(figures).toMatchObject({
      questions: 3,
      recall_at_5: 1,
      recall_at_10: 1,
      mrr: 1,
      with_span: { recall_at_10: 1 },
      by_category: { 1: { recall_at_10: 1, n: 1 }, 5: { n: 1 } },
      baselines: { bm25: { recall_at_10: 1 }, full_text_and: { recall_at_10: expect.any(Number) as number } },
    });
    expect(figures).toHaveProperty('baselines.specified_as_built.tokens_at_10');
    await writeFile(file, JSON.stringify([{ conversation: { ...conversation, session_2_date_time: 'soon' }, qa }]));
    await expect(measureMemory({ data: file })).rejects.toThrow('does not hold dialogues');
  });

  test('names the line that is not a case, and the file that is not there', async () => {
    const data = await write('wrong.jsonl', [{ id: 1, lang: 'en', text: 'hello', crisis: false }, { id: 2 }]);
    await expect(measureCrisis({ data })).rejects.toThrow('Line 2');
    await expect(measureCrisis({ data: join(folder, 'none') })).rejects.toThrow('cannot be read');
  });

  test('divides nothing by nothing to null', () => {
    expect(toShare(0, 0)).toBeNull();
    expect(toShare(1, 3)).toBe(0.3333);
  });
});
