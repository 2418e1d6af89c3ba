import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInstallation } from '../support/installation.ts';
import type { Installation } from '../support/installation.ts';
import { holdFirstConversation, launchBrowser } from './first-conversation.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the pictures of the run go; docs/pictures is written by hand from here. */
const PICTURES = `${ROOT}node_modules/.cache/unde/pictures`;

const CONVERSATIONS = [
  {
    locale: 'en-GB',
    say: 'I need a casual look for the weekend, up to 700 AED, my size is M, and never suggest leather.',
    words: /[a-z]{4,}/i,
    budget: 700,
  },
  {
    locale: 'ru-RU',
    say: 'Образ на выходные до 700 дирхам. Мой размер M, кожу никогда не предлагай',
    words: /[а-яё]{4,}/i,
    budget: 700,
  },
  { locale: 'ar-AE', say: 'أبي فستان للسهرة، ميزانيتي 900 درهم، مقاسي M', words: /[\u0600-\u06ff]{3,}/, budget: 900 },
] as const;

let browser: Browser;
let installation: Installation;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  // As `npm run build:web` does it: a build inside the test's own process would be React's development build.
  await promisify(execFile)(
    process.execPath,
    [`${ROOT}node_modules/vite/bin/vite.js`, 'build', 'web', '--logLevel', 'error'],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
  );
  installation = await startInstallation({ topology: 'one-process' });
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

describe('a newcomer on a phone, with nothing but the running system', () => {
  test.each(CONVERSATIONS)(
    'talks in $locale and sees things that hang in a shop, with the reason why we know the size',
    async ({ locale, say, words, budget }) => {
      const seen = await holdFirstConversation(browser, {
        baseUrl: installation.url(),
        locale,
        say,
        screenshotPath: `${PICTURES}/${locale}.png`,
      });
      expect(seen.faults).toEqual([]);
      expect(seen.violations).toEqual([]);
      expect(seen.answer).toMatch(words);
      expect(seen.cards.length).toBeGreaterThanOrEqual(3);
      expect(seen.cards.length).toBeLessThanOrEqual(6);
      for (const card of seen.cards)
        expect(Number(/[\d,.]+/.exec(card.price)?.[0].replace(',', ''))).toBeLessThanOrEqual(budget);
      expect(seen.remembered.join(' ')).toContain('M');
      expect(seen.facts.join(' ')).toContain('M');
    },
    90_000,
  );
});
