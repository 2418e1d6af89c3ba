import { describe, expect, test } from 'vitest';
import { flatMood, responseMeta } from '../persona-agent/contract.ts';
import type { FlatMood, ResponseMeta } from '../persona-agent/contract.ts';
import { detectSignals } from './detect-signals.ts';

const plain: ResponseMeta = responseMeta.parse({
  ...{ tone_mode: 'warm', had_humor: false, had_cultural_ref: false, had_opinion: false, had_praise: false },
  ...{ had_emotional_support: false, was_proactive: false, had_urgency_push: false },
});
const calm: FlatMood = flatMood.parse({ mood_confidence: 0.7 });
const laughing: FlatMood = {
  ...calm,
  voice_signals: { laughter_detected: true, speech_rate: 'normal', utterance_duration_ms: 800 },
};

function types(
  transcript: string,
  meta: Partial<ResponseMeta> = {},
  rest: {
    readonly mood?: FlatMood;
    readonly valenceBefore?: number;
    readonly lastMetas?: readonly ResponseMeta[];
  } = {},
): string[] {
  const detected = detectSignals({
    meta: { ...plain, ...meta },
    mood: rest.mood ?? calm,
    valenceBefore: rest.valenceBefore ?? null,
    transcript,
    lastMetas: rest.lastMetas ?? [],
  });
  return detected.map(({ signal_type }) => signal_type);
}

function overrides(transcript: string): Record<string, unknown> {
  const detected = detectSignals({ meta: plain, mood: calm, valenceBefore: null, transcript, lastMetas: [] });
  return Object.fromEntries(
    detected.flatMap(({ signal_type, signal_data }) =>
      signal_type === 'explicit_override' ? [[String(signal_data['field']), signal_data['value']]] : [],
    ),
  );
}

describe('Signals of a reaction', () => {
  test.each([
    ['written laughter after a joke', 'хахаха ну ты даешь сегодня', { had_humor: true }, ['humor_positive']],
    ['Arabic laughter after a joke', 'هههههه والله صح كلامك اليوم', { had_humor: true }, ['humor_positive']],
    ['three words after a joke', 'show black jeans', { had_humor: true }, ['humor_ignored']],
    ['not funny', 'это вообще не смешно, давай дальше по делу', { had_humor: true }, ['humor_ignored']],
    ['a longer answer without a laugh says nothing', 'show me the black jeans from before', { had_humor: true }, []],
    ['taking up an initiative', 'да, давай покажи', { was_proactive: true }, ['proactivity_welcomed']],
    ['refusing an initiative', 'no, I do not want shoes today', { was_proactive: true }, ['proactivity_rejected']],
    ['refusing in Arabic', 'لا ما ابي شي ثاني اليوم', { was_proactive: true }, ['proactivity_rejected']],
    [
      'minding a reference to the origin',
      'not because I am British, come on',
      { had_cultural_ref: true },
      ['cultural_ref_rejected'],
    ],
    ['thanks for support', 'спасибо, мне легче', { had_emotional_support: true }, ['emotional_depth_positive']],
    [
      'changing the subject',
      "let's not talk about that please",
      { had_emotional_support: true },
      ['emotional_depth_deflected'],
    ],
    ['agreeing with an opinion', 'you are right, the blue one', { had_opinion: true }, ['opinion_accepted']],
    ['asking for a clearer opinion', 'а честно, что лучше', { had_opinion: true }, ['wants_stronger_opinion']],
    ['welcoming praise', 'thank you, so sweet of you', { had_praise: true }, ['praise_welcomed']],
    ['minding haste', 'не торопи меня', { had_urgency_push: true }, ['shopping_urgency_rejected']],
    [
      'taking the last piece',
      "I'll take it before it is gone",
      { had_urgency_push: true },
      ['shopping_urgency_positive'],
    ],
    ['slang twice', 'блин, круто смотрится на мне', {}, ['formality_informal']],
    ['nothing without a reason', 'haha yes thank you', {}, []],
  ])('%s', (_title, transcript, meta, expected) => {
    expect(types(transcript, meta)).toEqual(expected);
  });

  test('Laughter in the voice counts, nervous laughter does not', () => {
    expect(types('well that is something to hear', { had_humor: true }, { mood: laughing })).toEqual([
      'humor_positive',
    ]);
    const nervous = { ...laughing, dominant_emotion: 'anxiety' as const };
    expect(types('well that is something to hear', { had_humor: true }, { mood: nervous })).toEqual([]);
  });
  test('A rise of valence by 0.15 counts as a good reaction', () => {
    const mood = { ...calm, valence: 0.65 };
    expect(types('let us look at the dresses', { had_humor: true }, { mood, valenceBefore: 0.5 })).toEqual([
      'humor_positive',
    ]);
    expect(types('let us look at the dresses', { had_humor: true }, { mood, valenceBefore: 0.55 })).toEqual([]);
  });
  test('Three of five replies with at most two words ask for brevity', () => {
    const replies = (...counts: number[]) => counts.map((user_word_count) => ({ ...plain, user_word_count }));
    expect(types('next', {}, { lastMetas: replies(2, 1, 9, 9) })).toEqual(['brevity_signal']);
    expect(types('next', {}, { lastMetas: replies(2, 9, 9, 9, 1) })).toEqual([]);
    expect(types('show me red shoes please', {}, { lastMetas: replies(1, 1, 1, 1) })).toEqual([]);
  });
});

describe('Direct wishes about style', () => {
  test.each([
    ["please don't joke with me today", { humor_receptivity: 'none' }],
    ['хватит шутить', { humor_receptivity: 'none' }],
    ['لا تمزحين معي', { humor_receptivity: 'none' }],
    ['la tmza7', { humor_receptivity: 'none' }],
    ['можешь шутить, я не обижусь', { humor_receptivity: 'high' }],
    ['Отвечай короче и без смайликов', { verbosity_preference: 'concise', emoji_tolerance: 'none' }],
    ['be brief', { verbosity_preference: 'concise' }],
    ['Зови меня Машуня', { nickname: 'Машуня' }],
    ['you can call me Lulu, ok?', { nickname: 'Lulu' }],
    ['ناديني نونو', { nickname: 'نونو' }],
    ['давай на ты', { formality: 'casual' }],
    ['не предлагай ничего без просьбы', { proactivity_tolerance: 'minimal' }],
  ])('%s', (transcript, expected) => {
    expect(overrides(transcript)).toEqual(expected);
  });

  test.each([
    'мне нужно платье короче',
    'короче, ищу кроссовки',
    'I need something shorter',
    "don't suggest leather",
    'never suggest leather',
    'не предлагай кожу',
    "don't be brief",
    "I'll be brief: a red dress",
    'call me when it is in stock',
    "don't call me Sunny",
    'the look should be formal',
    'it must be gentle on the skin',
  ])('"%s" is no wish about style', (transcript) => {
    expect(overrides(transcript)).toEqual({});
  });
});
