import { describe, expect, test } from 'vitest';
import { GRACEFUL_LINES } from '#dialogue/llm-orchestrator/canned-lines';
import { openUser } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';
import type { History } from './expectations.ts';

/** Vendors that fail: the answer still comes. A sentinel in the message makes the emulators fail. */
export function describeVendorFaults(installation: () => Installation): void {
  const newUser = (): Promise<ApiUser> => openUser(() => installation().url());

  describe('with vendors that fail', () => {
    test.each(['429', '500', 'cut', 'garbage'])(
      'goes to another vendor when the first one fails with %s',
      async (kind) => {
        const told = await (await newUser()).say(`[[fault:${kind}@deepseek]] I want a dress up to 900 AED`);
        expect(told.reply.items.length).toBeGreaterThan(0);
        expect(told.reply.text.length).toBeGreaterThan(10);
        // A vendor that rests after five failures is not asked first any more: then nothing failed at all.
        expect(told.reply.model_used).toMatch(/^(?:deepseek|gemini|claude|qwen)\//u);
        expect(told.types.filter((type) => type === 'done')).toHaveLength(1);
      },
    );

    test.each(['500', 'cut', 'garbage', '429'])(
      'says the graceful line when all of them fail with %s',
      async (kind) => {
        const user = await newUser();
        const told = await user.say(`[[fault:${kind}]] how are you?`);
        expect(told.reply).toMatchObject({ degraded: true });
        if (told.reply.model_used === 'graceful_degradation') expect(GRACEFUL_LINES.en).toContain(told.reply.text);
        const { body } = await user.call<History>('/api/v1/history');
        expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
        expect((await user.say('hello')).reply.degraded).toBe(false);
      },
    );

    test('answers within the deadline of a turn when all vendors hang', async () => {
      const told = await (await newUser()).say('[[fault:timeout]] how are you?');
      expect(told.reply.degraded).toBe(true);
      // The hard limit of a turn; the budget of this installation is shorter.
      expect(told.reply.duration_ms).toBeLessThan(45_000);
    }, 60_000);

    test('searches by words when the embeddings fail, and gives no vector of a failure', async () => {
      const user = await newUser();
      const told = await user.say('[[fault:500@cohere]] My size is M');
      expect(told.reply.degraded).toBe(false);
      const next = await user.say('What is my size?');
      expect(next.reply.text).toMatch(/(?<![\p{L}])M(?![\p{L}])/u);
    });

    test('answers without weather', async () => {
      expect((await (await newUser()).say('[[fault:500@open-meteo]] hello')).reply.text).not.toBe('');
    });
  });
}
