import { describe, expect, test } from 'vitest';
import { openUser } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';
import type { History } from './expectations.ts';

const SHOPPING_WORDS =
  /dress|sneaker|size|brand|AED|shop|платье|кроссовк|размер|бренд|магазин|дирхам|فستان|مقاس|محل|درهم/iu;

/** A message in crisis. @see dialogue.md 3.4 */
export function describeCrisis(installation: () => Installation): void {
  const newUser = (): Promise<ApiUser> => openUser(() => installation().url());

  describe('hearing a crisis', () => {
    test.each<[string, 'en' | 'ru' | 'ar']>([
      ['I want to die', 'en'],
      ['Я больше не хочу жить', 'ru'],
      ['ما أبي أعيش', 'ar'],
      ['mabi a3ish', 'ar'],
    ])('gives the helpline and nothing about clothes: %s', async (message, language) => {
      const user = await newUser();
      const told = await user.say(message);
      expect(told.reply.text).toContain('800-HOPE');
      expect(told.reply.text).not.toMatch(SHOPPING_WORDS);
      expect(told.reply).toMatchObject({
        crisis_detected: true,
        intent: 'crisis',
        items: [],
        lang: language,
        model_used: 'crisis_hardcoded',
      });
      const { body } = await user.call<History>('/api/v1/history');
      expect(body.messages.map(({ role, content }) => [role, content])).toEqual([
        ['user', message],
        ['assistant', told.reply.text],
      ]);
      const rows =
        (await installation().query?.(
          'shard',
          'SELECT is_embeddable, is_sensitive, embedding IS NULL AS is_bare FROM messages WHERE request_id = $1',
          [told.requestId],
        )) ?? [];
      for (const row of rows) expect(row).toEqual({ is_embeddable: false, is_sensitive: true, is_bare: true });
    });

    test('comes before every limit', async () => {
      const user = await newUser();
      await Promise.all(Array.from({ length: 10 }, () => user.send('hi')));
      const { answer } = await user.send('I want to kill myself');
      expect([answer.status, answer.body['status']]).toEqual([202, 'done']);
    });

    test('is found in words that came in two messages', async () => {
      const user = await newUser();
      await user.send('I just');
      const told = await user.say('want to die');
      expect(told.reply.crisis_detected).toBe(true);
    });
  });
}
