import { describe, expect, test } from 'vitest';
import type { FactPayload, FactType, KnownFact } from '#user-data/knowledge/model/fact';
import { detectCorrection } from './detect-correction.ts';
import type { RecentMessage } from './detect-correction.ts';
import { extractInstantFacts } from './extract-instant-facts.ts';

const now = new Date('2026-10-07T15:00:00+04:00');
const fact = (type: FactType, key: string, value = key, extra: object = {}, isDisputed = false): KnownFact => ({
  id: `${type}/${key}`,
  type,
  key,
  isDisputed,
  payload: { display_key: key, display_value: value, quote: '', ...extra } as FactPayload,
});
const size = (value: string, isDisputed = false): KnownFact =>
  fact('body_params', 'size', value, { value }, isDisputed);
const budget = fact('budget', 'general', '500 AED', { max_amount: 500, currency: 'AED' });
const wedding = fact('life_event', 'wedding_sister', 'wedding_sister', { event_type: 'wedding', relation: 'sister' });
const assistant = (content: string, usedFacts: RecentMessage['usedFacts'] = [], minutesBefore = 1): RecentMessage => ({
  id: 'a1',
  role: 'assistant',
  content,
  createdAt: new Date(now.getTime() - minutesBefore * 60_000).toISOString(),
  usedFacts,
});
const claim = (...facts: readonly KnownFact[]): RecentMessage =>
  assistant(
    'I will look for that.',
    facts.map(({ type, key }) => ({ type, key })),
  );

/** "supersede size outdated | +size=S" */
function brief(text: string, facts: readonly KnownFact[], recent: readonly RecentMessage[] = []): string {
  const found = detectCorrection({ text, now, facts, recent });
  if (found === undefined) return 'none';
  const actions = found.actions.map(({ action, key, correctionType }) =>
    [action, key, correctionType].filter(Boolean).join(' '),
  );
  const stored = found.replacements.map(({ key, payload }) => `+${key}=${payload.display_value}`);
  return [...actions, ...stored, ...(found.askWhich ? ['ask'] : [])].join(' | ');
}

describe('replacements', () => {
  test.each([
    'my size is not M but S',
    "my size isn't M, it's S",
    'not M but S',
    'not M, S',
    "I'm not M, I'm S",
    'no, not M. S',
    'S, not M',
    "I'm S not M",
    'my size was M, now S',
    "my size is not M anymore, it's S",
    'My size is S, not M',
    "It's not size M, it's size S",
    'мой размер не M, а S',
    'не M, а S',
    'не М а S',
    'S, а не M',
    'размер уже не M, теперь S',
    'у меня не M, а S',
    'был M, теперь S',
    'Нет, не M, а S!',
    'لا غلط، مو M، أنا S',
    'مو M، S',
    'مقاسي مو M، مقاسي S',
    'مقاسي S مو M',
    'مش M بل S',
    'كان M والحين S'.replace('والحين', 'الحين'),
    'mu M, ana S',
    'msh M, S',
    'no, mub M, S',
  ])('%s', (text) => {
    expect(brief(text, [size('M')])).toBe('supersede size outdated | +size=S');
  });

  test('the replaced text is not read again by the extraction', () => {
    const text = 'my size is not M but S';
    const found = detectCorrection({ text, now, facts: [], recent: [] });
    expect(found).toMatchObject({
      actions: [],
      replacements: [{ type: 'body_params', key: 'size', confidence: 0.95 }],
    });
    expect(extractInstantFacts({ text, now, ...(found === undefined ? {} : { excluded: found.consumed }) })).toEqual(
      [],
    );
  });

  test('what the last answer used decides a bare form; without any tie it means nothing', () => {
    expect(brief('not L, M', [size('L')], [claim(size('L'))])).toBe('supersede size outdated | +size=M');
    expect(brief('not L, M', [])).toBe('none');
  });

  test.each([
    ['my budget is not 500 but 700 aed', [budget], 'supersede general outdated | +general=700 AED'],
    ['бюджет не 500, а 700 дирхам', [budget], 'supersede general outdated | +general=700 AED'],
    ["I'm not allergic to wool but to nickel", [fact('allergy', 'wool')], 'deactivate wool outdated | +nickel=nickel'],
    ['аллергия не на шерсть, а на никель', [fact('allergy', 'wool')], 'deactivate wool outdated | +nickel=nickel'],
    ['не кожа, а замша', [fact('hard_ban', 'leather')], 'deactivate leather outdated | +suede=suede'],
    ['her size is not M but S', [size('M')], 'none'],
    ['not red, blue', [size('M')], 'none'],
    ['I want it in S not M please', [size('L')], 'none'],
  ])('%s', (text, facts, expected) => {
    expect(brief(text, facts)).toBe(expected);
  });
});

describe('denials by name', () => {
  test.each<[string, readonly KnownFact[], string]>([
    ['no, my size is not M', [size('M')], 'deactivate size user_denied'],
    ['нет, мой размер не M', [size('M')], 'deactivate size user_denied'],
    ['я не ношу M', [size('M')], 'deactivate size user_denied'],
    ["I don't wear M", [size('M')], 'deactivate size user_denied'],
    ['مقاسي مو M', [size('M')], 'deactivate size user_denied'],
    ['ana mu M', [size('M')], 'deactivate size user_denied'],
    ['my size is not L', [size('M')], 'none'],
    ["I'm not allergic to wool", [fact('allergy', 'wool'), fact('allergy', 'nickel')], 'deactivate wool user_denied'],
    ['у меня нет аллергии на шерсть', [fact('allergy', 'wool')], 'deactivate wool user_denied'],
    ['ما عندي حساسية من الصوف', [fact('allergy', 'wool')], 'deactivate wool user_denied'],
    ["I'm not allergic to wool", [], 'none'],
    ['you can suggest leather again', [fact('hard_ban', 'leather')], 'deactivate leather outdated'],
    ['кожу теперь можно', [fact('hard_ban', 'leather')], 'deactivate leather outdated'],
    ['الجلد عادي الحين', [fact('hard_ban', 'leather')], 'deactivate leather outdated'],
    ["no, I don't wear leather", [fact('hard_ban', 'leather')], 'none'],
    ["my sister's wedding is cancelled", [wedding], 'deactivate wedding_sister outdated'],
    ['свадьбу сестры отменили', [wedding], 'deactivate wedding_sister outdated'],
    ['my budget is not 500', [budget], 'deactivate general user_denied'],
  ])('%s', (text, facts, expected) => {
    expect(brief(text, facts)).toBe(expected);
  });
});

describe('other subject', () => {
  test.each([
    'that was about my friend',
    "that's my sister's size",
    'это было про подругу',
    'это размер сестры',
    'я говорила про сестру',
    'هذا مقاس أختي',
    'كنت أتكلم عن صديقتي',
  ])('%s', (text) => {
    expect(brief(text, [size('M')], [claim(size('M'))])).toBe('deactivate size wrong_subject');
  });

  test('a present for a sister corrects nothing', () => {
    expect(brief('this dress is for my sister', [size('M')], [claim(size('M'))])).toBe('none');
  });
});

describe('doubt', () => {
  test.each([
    'where did you get that?',
    'Why do you think so?',
    'who told you that?',
    "you're mixing me up with someone",
    "that's not me",
    'С чего ты взял?',
    'с чего ты взяла что у меня M',
    'откуда ты это взяла?',
    'ты путаешь',
    'ты меня с кем-то путаешь',
    'من وين جبت هالكلام؟',
    'منو قال إني M',
    'ليش قلت كذا',
    'meno gal?',
  ])('%s', (text) => {
    expect(brief(text, [size('M'), budget], [claim(size('M'))])).toBe('dispute size ambiguous');
  });

  test('several candidates are all disputed, none means to ask', () => {
    expect(brief('с чего ты взял?', [size('M'), budget], [claim(size('M'), budget)])).toBe(
      'dispute size ambiguous | dispute general ambiguous',
    );
    expect(brief('с чего ты взял?', [size('M')], [assistant('hello')])).toBe('ask');
  });

  test('a truth told at once replaces instead', () => {
    expect(brief('ты путаешь, мой размер S', [size('M')], [claim(size('M'))])).toBe('supersede size outdated');
  });

  test.each([
    'where did you get that dress?',
    'why do you think this colour suits me?',
    'casino mabi',
    'no mabi leather',
    'whatever',
  ])('no doubt: %s', (text) => {
    expect(brief(text, [size('M')], [claim(size('M'))])).toBe('none');
  });
});

describe('bare answers', () => {
  test.each([
    'Нет!',
    'No',
    'nope',
    'لا',
    'لا غلط',
    'مو كذا',
    'ghalat',
    'msh kda',
    "that's wrong",
    'это не так',
    'Нет, это неправда',
    'no, mub',
  ])('%s denies the one claim of the last answer', (text) => {
    expect(brief(text, [size('M'), budget], [claim(size('M'))])).toBe('deactivate size user_denied');
  });

  test('no claim, two claims or an old claim: nothing', () => {
    expect(brief('No', [size('M')], [assistant('Do you like it?')])).toBe('none');
    expect(brief('No', [size('M'), budget], [claim(size('M'), budget)])).toBe('none');
    expect(brief('No', [size('M')], [assistant('M then.', [{ type: 'body_params', key: 'size' }], 11)])).toBe('none');
    expect(brief('No, show me dresses', [size('M')], [claim(size('M'))])).toBe('none');
  });

  test('a disputed fact is restored by a yes and denied by a no', () => {
    expect(brief('да, верно', [size('M', true)], [claim(size('M', true))])).toBe('restore size');
    expect(brief('yes', [size('M', true)], [claim(size('M', true))])).toBe('restore size');
    expect(brief('yes', [size('M')], [claim(size('M'))])).toBe('none');
    expect(brief('нет', [size('M', true)], [claim(size('M', true))])).toBe('deactivate size user_denied');
  });
});

test('ten thousand hostile characters stay linear', () => {
  for (const text of [
    'not M '.repeat(1600),
    'no '.repeat(3300),
    'с чего ты '.repeat(1000),
    'не M, а '.repeat(1200),
    'm, '.repeat(3300),
    'not wool '.repeat(1100),
    '500, not '.repeat(1100),
  ]) {
    detectCorrection({ text, now, facts: [size('M'), budget], recent: [claim(size('M'))] });
  }
});
