import { describe, expect, test } from 'vitest';
import { openUser } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';
import { expectItems, expectWholeStream, LANGUAGE } from './expectations.ts';
import type { Bounds } from './expectations.ts';

/** What a person gets who asks for clothes. */
export function describeClothes(installation: () => Installation): void {
  const newUser = (): Promise<ApiUser> => openUser(() => installation().url());

  describe('asked for clothes', () => {
    const FIRST = 'I need a casual look for the weekend, up to 700 AED, my size is M, and never suggest leather.';

    test('answers the first message with a look in the size, inside the budget, without leather, sentence by sentence', async () => {
      const user = await newUser();
      const told = await user.say(FIRST);
      expectWholeStream(told);
      expectItems(told.reply.items, { least: 3, maxPrice: 700, size: 'M', not: /leather|suede/iu });
      expect(told.reply.lang).toBe('en');
      expect(told.types).toEqual(expect.arrayContaining(['mood', 'persona', 'items', 'text']));
      expect(told.types.indexOf('items')).toBeLessThan(told.types.indexOf('text'));
      const shown = told.events.flatMap(({ event }) => (event.type === 'items' ? event.items : []));
      expect(shown).toEqual(told.reply.items);
      expect(told.reply.degraded).toBe(false);
      const { status, body } = await user.poll(told.requestId);
      expect([status, body.status, body.assistant_message_id, body.text]).toEqual([
        200,
        'done',
        told.reply.assistant_message_id,
        told.reply.text,
      ]);
    });

    test.each<[string, 'en' | 'ru' | 'ar', Bounds]>([
      ['Нужны белые кроссовки до 500 дирхам', 'ru', { least: 2, maxPrice: 500 }],
      ['أبي فستان للسهرة، ميزانيتي 900 درهم', 'ar', { least: 2, maxPrice: 900 }],
      ['Show me sneakers under 400 dirhams, I wear EU 42', 'en', { least: 2, maxPrice: 400, size: '42' }],
      ['Что надеть на ужин в пятницу? До 900 дирхам, без чёрного', 'ru', { least: 2, maxPrice: 900, not: /black/iu }],
      ['abi fustan aswad 7ag 3ors, a2al min 800 dirham', 'ar', { least: 2, maxPrice: 800 }],
      ['Покажи casual образ на выходные, up to 600 AED, размер S', 'ru', { least: 2, maxPrice: 600, size: 'S' }],
      [
        'I am looking for a dress for a wedding party, budget 800 AED, no black please',
        'en',
        { least: 2, maxPrice: 800, not: /black/iu },
      ],
    ])('shows fitting things for: %s', async (message, language, bounds) => {
      const told = await (await newUser()).say(message);
      expectWholeStream(told);
      expectItems(told.reply.items, bounds);
      expect(told.reply.lang).toBe(language);
      expect(told.reply.text).toMatch(LANGUAGE[language]);
    });

    test('keeps a size and a ban that were said in Arabic through later turns', async () => {
      const user = await newUser();
      await user.say('مقاسي L ولا تقترحين صوف');
      const told = await user.say('Show me a jacket or a sweater');
      expectItems(told.reply.items, { least: 1, size: 'L', not: /wool|cashmere/iu });
    });

    test('never says a thing that is not among the cards', async () => {
      const told = await (await newUser()).say('Find me a shirt up to 300 AED');
      const brands = new Set(told.reply.items.map(({ brand }) => brand));
      const said = ['Dunemark', 'Halcyra', 'Oudline', 'Kessamine', 'Pavo Lane', 'Rimal Sport'].filter((brand) =>
        told.reply.text.includes(brand),
      );
      for (const brand of said)
        expect([...brands, ...told.reply.items.map(({ store }) => store?.name)]).toContain(brand);
    });
  });
}
