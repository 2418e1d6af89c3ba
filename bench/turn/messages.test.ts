import { describe, expect, test } from 'vitest';
import { classifyIntent } from '#dialogue/model/language/classify-intent';
import { matchCrisis } from '#dialogue/model/crisis/match-crisis';
import { pastExchanges, questionsOf, TEACHINGS } from './messages.ts';

describe('what the users of a bench say', () => {
  test('is the same in every run', () => {
    expect(questionsOf(3, 40)).toEqual(questionsOf(3, 40));
    expect(pastExchanges(50)).toEqual(pastExchanges(50));
  });

  test('differs between users of the same moment', () => {
    const said = Array.from({ length: 16 }, (_, user) => questionsOf(user + 1, 25));
    const clashes = said[0]!.map((_, index) => 16 - new Set(said.map((questions) => questions[index])).size);
    expect(Math.max(...clashes)).toBeLessThanOrEqual(1);
  });

  test('asks for clothes more often than not, and never sounds like a crisis', () => {
    const questions = questionsOf(0, 200);
    const shopping = questions.filter((text) => classifyIntent({ text }).requiresConsultant);
    expect(shopping.length).toBeGreaterThan(100);
    expect([...questions, ...TEACHINGS].filter((text) => matchCrisis(text))).toEqual([]);
  });
});
