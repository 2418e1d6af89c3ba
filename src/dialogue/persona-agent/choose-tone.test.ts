import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { intent } from '#dialogue/model/intent';
import { dominantEmotion, trajectory } from '#dialogue/model/mood-frame';
import { mood } from './__fixtures__/persona-world.ts';
import type { ToneInput } from './choose-tone.ts';
import { chooseTone } from './choose-tone.ts';
import type { FlatMood } from './contract.ts';

const input = (change: Partial<FlatMood>, rest: Partial<Omit<ToneInput, 'mood'>> = {}): ToneInput => ({
  mood: mood(change),
  intent: 'social_chat',
  humor: 'medium',
  stage: 2,
  ...rest,
});

describe('The tone, first match in the order of P-16', () => {
  test.each([
    ['sarcasm turns valence 0.75 into 0.35', input({ valence: 0.75, sarcasm_detected: true }), 'gentle'],
    ['sarcasm at 0.5 or less changes nothing', input({ valence: 0.5, sarcasm_detected: true }), 'warm'],
    ['disengaged', input({ disengagement_score: 0.8 }), 'efficient'],
    ['disengaged with little confidence', input({ disengagement_score: 0.8, mood_confidence: 0.2 }), 'efficient'],
    ['disengaged exactly at 0.7 is not disengaged', input({ disengagement_score: 0.7 }), 'warm'],
    ['disengaged and sad is not treated curtly', input({ disengagement_score: 0.8, valence: 0.3 }), 'gentle'],
    [
      'disengaged while sharing feelings',
      input({ disengagement_score: 0.8 }, { intent: 'emotional_share' }),
      'supportive',
    ],
    ['little confidence, plain talk', input({ mood_confidence: 0.3, valence: 0.9, energy: 0.9 }), 'warm'],
    ['little confidence, search', input({ mood_confidence: 0.1 }, { intent: 'quick_search' }), 'efficient'],
    ['little confidence, opinion', input({ mood_confidence: 0.1 }, { intent: 'opinion_request' }), 'opinionated'],
    ['little confidence, feelings', input({ mood_confidence: 0.1 }, { intent: 'emotional_share' }), 'supportive'],
    ['escalating and low', input({ context_trajectory: 'escalating', valence: 0.39 }), 'supportive'],
    ['escalating at 0.4 is not low', input({ context_trajectory: 'escalating', valence: 0.4 }), 'warm'],
    ['anxiety and low', input({ dominant_emotion: 'anxiety', valence: 0.39 }, { intent: 'browse' }), 'supportive'],
    ['anxiety in good spirits', input({ dominant_emotion: 'anxiety', valence: 0.5 }), 'warm'],
    ['very low', input({ valence: 0.24 }, { intent: 'browse' }), 'supportive'],
    ['very low with a task', input({ valence: 0.24 }, { intent: 'task_with_mood' }), 'gentle_helpful'],
    ['low with a task', input({ valence: 0.39 }, { intent: 'task_with_mood' }), 'gentle_helpful'],
    ['low', input({ valence: 0.25 }, { intent: 'quick_search' }), 'gentle'],
    ['stage 0 with medium humour', input({ valence: 0.9, energy: 0.9 }, { stage: 0 }), 'warm'],
    [
      'stage 0 with low humour may be excited',
      input({ valence: 0.9, energy: 0.9 }, { stage: 0, humor: 'low' }),
      'excited',
    ],
    ['excited needs more than 0.8', input({ valence: 0.8, energy: 0.9 }), 'playful'],
    ['playful needs humour', input({ valence: 0.7, energy: 0.6 }, { humor: 'low' }), 'warm'],
    ['otherwise', input({}), 'warm'],
  ] as const)('%s', (_title, given, tone) => {
    const choice = chooseTone(given);
    expect(choice.tone).toBe(tone);
    expect(choice.reason).toContain(`-> ${tone}`);
  });

  test('Shared feelings and low spirits never meet a tone that jokes, hurries or celebrates', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const moods = fc.record({
      valence: score,
      energy: score,
      mood_confidence: score,
      disengagement_score: score,
      sarcasm_detected: fc.boolean(),
      context_trajectory: fc.constantFrom(...trajectory.options),
      dominant_emotion: fc.constantFrom(...dominantEmotion.options),
    });
    const rest = fc.record({
      intent: fc.constantFrom(...intent.options),
      humor: fc.constantFrom('none', 'low', 'medium', 'high'),
      stage: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(moods, rest, (change, others) => {
        const { tone } = chooseTone(input(change, others as Partial<ToneInput>));
        const isTender = others.intent === 'emotional_share' || (change.valence < 0.4 && change.mood_confidence > 0.3);
        if (isTender) expect(['supportive', 'gentle', 'gentle_helpful']).toContain(tone);
      }),
    );
  });
});
