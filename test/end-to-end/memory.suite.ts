import { describe, expect, test } from 'vitest';
import { openUser } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';
import type { FactList, History } from './expectations.ts';

/** What is remembered, and what proves it. */
export function describeMemory(installation: () => Installation): void {
  const newUser = (): Promise<ApiUser> => openUser(() => installation().url());
  const restart = () => installation().restart();

  describe('remembering', () => {
    test('answers what the size is, and names the message that proves it, in any language', async () => {
      const user = await newUser();
      const told = await user.say('My size is M and I never wear wool.');
      const english = await user.say('What is my size?');
      expect(english.reply.text).toMatch(/(?<![\p{L}])M(?![\p{L}])/u);
      expect(english.reply.items).toEqual([]);
      expect(english.reply.memory_used).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: 'fact', type: 'body_params', key: 'size', message_id: told.messageId }),
        ]),
      );
      const russian = await user.say('какой у меня размер?');
      expect([russian.reply.lang, russian.reply.text]).toEqual([
        'ru',
        expect.stringMatching(/(?<![\p{L}])M(?![\p{L}])/u),
      ]);
      const arabic = await user.say('شو مقاسي؟');
      expect([arabic.reply.lang, arabic.reply.text]).toEqual([
        'ar',
        expect.stringMatching(/(?<![\p{L}])M(?![\p{L}])/u),
      ]);
    });

    test('says that it does not know what it was never told', async () => {
      const told = await (await newUser()).say('What is my size?');
      expect(told.reply.memory_used).toEqual([]);
      expect(told.reply.text).not.toMatch(/(?<![\p{L}])(?:XS|S|M|L|XL)(?![\p{L}'])/u);
    });

    test('lists facts with their evidence on the memory screen', async () => {
      const user = await newUser();
      const told = await user.say('My size is XS, my budget is 650 AED and I am allergic to nickel.');
      const { body } = await user.call<FactList>('/api/v1/memory');
      const found = new Map(body.facts.map((fact) => [fact.type, fact]));
      expect(found.get('body_params')).toMatchObject({ key: 'size', value: expect.stringContaining('XS') });
      expect(found.get('budget')?.value).toContain('650');
      expect(found.get('allergy')).toBeDefined();
      for (const fact of body.facts) expect(fact.evidence.map(({ message_id: id }) => id)).toEqual([told.messageId]);
    });

    test('takes a correction: the new size replaces the old one', async () => {
      const user = await newUser();
      await user.say('My size is M');
      await user.say('My size is not M but S');
      const { body } = await user.call<FactList>('/api/v1/memory');
      const sizes = body.facts
        .filter(({ type, key }) => type === 'body_params' && key === 'size')
        .map(({ value }) => value);
      expect(sizes).toEqual([expect.stringMatching(/^S$/u)]);
      expect((await user.say('What is my size?')).reply.text).toMatch(/(?<![\p{L}])S(?![\p{L}])/u);
    });

    test('knows the size, the history and the answers after a restart', async () => {
      const user = await newUser();
      const told = await user.say('My size is L, up to 300 AED please');
      const before = await user.call<History>('/api/v1/history');
      const exits = await restart();
      expect(exits.map(({ code }) => code)).toEqual(exits.map(() => 0));
      const after = await user.call<History>('/api/v1/history');
      expect(after.body).toEqual(before.body);
      expect((await user.poll(told.requestId)).body).toMatchObject({
        status: 'done',
        text: told.reply.text,
        signature: told.reply.signature,
      });
      const answer = await user.say('What is my size?');
      expect(answer.reply.text).toMatch(/(?<![\p{L}])L(?![\p{L}])/u);
      expect(answer.reply.memory_used).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ message_id: told.messageId, quote: expect.stringContaining('L') }),
        ]),
      );
    }, 120_000);

    test('pages through the history without a hole or a double', async () => {
      const user = await newUser();
      for (const word of ['hello', 'how are you?', 'thank you']) await user.say(word);
      const seen: string[] = [];
      for (let before: string | null = ''; before !== null;) {
        const page: { body: History } = await user.call<History>(
          `/api/v1/history?limit=2${before ? `&before=${before}` : ''}`,
        );
        seen.unshift(...page.body.messages.map(({ content }) => content));
        before = page.body.next_before;
      }
      expect(seen).toHaveLength(6);
      expect(seen.filter((_, index) => index % 2 === 0)).toEqual(['hello', 'how are you?', 'thank you']);
    });
  });
}
