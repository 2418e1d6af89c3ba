import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startFakeGateway } from './fake-gateway.ts';
import type { FakeGateway } from './fake-gateway.ts';
import { findViolations, launchBrowser } from './first-conversation.ts';

/** The page in a real browser, under the real policy, before a gateway that answers by script. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const PHONE = { width: 390, height: 844 };
const ASK = {
  en: 'I need a casual look for the weekend, up to 700 AED, my size is M, and never suggest leather.',
  ru: 'Нужен образ на выходные до 700 дирхам, размер M, и никакой кожи',
  ar: 'أبي إطلالة كاجوال للويكند حتى 700 درهم، مقاسي M وبلا جلد',
};

let folder: string;
let gateway: FakeGateway;
let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unde-page-'));
  await build({
    configFile: join(root, 'web/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  gateway = await startFakeGateway({ pageFolder: folder });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  Object.assign(gateway.mood, { isDown: false, sentenceMs: 120, thinkMs: 150, refusal: null });
  expect(faults.splice(0)).toEqual([]);
});

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: PHONE,
    locale: 'en-GB',
    reducedMotion: 'no-preference',
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
      faults.push(message.text());
  });
  await page.goto(gateway.url);
  await page.waitForSelector('#message');
  return page;
}

async function ask(page: Page, text: string): Promise<void> {
  await page.fill('#message', text);
  await page.press('#message', 'Enter');
}

describe('the page', () => {
  test.each([
    ['en', 'en-GB', 'light', ASK.en, 'Why we know this', 'ltr'],
    ['ru', 'ru-RU', 'dark', ASK.ru, 'Откуда мы это знаем', 'ltr'],
    ['ar', 'ar-AE', 'light', ASK.ar, 'كيف عرفنا هذا', 'rtl'],
  ] as const)(
    'speaks %s, shows the things with price and place, tells why it knows, and axe finds nothing',
    async (language, locale, colorScheme, text, mark, direction) => {
      const page = await openPage({ locale, colorScheme });
      await page.waitForSelector('.welcome');
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('html').getAttribute('dir')).toBe(direction);
      await page.waitForTimeout(600);
      expect(await findViolations(page)).toEqual([]);
      await ask(page, text);
      await page.waitForSelector('.card');
      expect(await page.locator('.card').count()).toBe(4);
      expect(await page.locator('.card-price').first().innerText()).toMatch(/229/);
      await page.getByRole('button', { name: mark }).click();
      expect(await page.locator('.memory-list').innerText()).toContain('M');
      await page.waitForTimeout(600);
      expect(await findViolations(page)).toEqual([]);
      const [side, middle] = await page.locator('.said').evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const box = range.getBoundingClientRect();
        return [getComputedStyle(element).textAlign, box.left];
      });
      expect(side).toBe(direction === 'ltr' ? 'right' : 'left');
      expect(middle).toBeGreaterThanOrEqual(0);
    },
  );

  test('the answer grows sentence by sentence, nothing on the page jumps, a screen reader is told each sentence once', async () => {
    gateway.mood.sentenceMs = 250;
    const page = await openPage();
    await page.waitForSelector('.welcome');
    await page.evaluate(() => {
      const shifts: { value: number; moved: string }[] = ((globalThis as unknown as { shifts: object[] }).shifts =
        []) as never;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Element | null }[];
        })[]) {
          if (!entry.hadRecentInput)
            shifts.push({
              value: entry.value,
              moved: entry.sources.map(({ node }) => node?.className ?? node?.nodeName).join(' '),
            });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // Typed, not filled: a field that grows under the fingers is no jump.
    await page.locator('#message').pressSequentially(ASK.en);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.sentence');
    expect(await page.locator('.sentence').count()).toBeLessThan(3);
    await page.waitForSelector('.card');
    expect(await page.locator('[role=log] p').allInnerTexts()).toHaveLength(3);
    const shifts = await page.evaluate(
      () => (globalThis as unknown as { shifts: { value: number; moved: string }[] }).shifts,
    );
    expect(shifts.filter((shift) => shift.value >= 0.001)).toEqual([]);
  });

  test('a second question starts at the top of the talk, and only the talk scrolls', async () => {
    const page = await openPage();
    await page.waitForSelector('.welcome');
    for (const count of [1, 2]) {
      await ask(page, ASK.en);
      await page.waitForFunction((n) => document.querySelectorAll('.turn[data-status=done]').length === n, count);
    }
    await page.waitForTimeout(700);
    const tops = await page.evaluate(() => {
      const top = (selector: string): number =>
        Math.round(document.querySelector(selector)?.getBoundingClientRect().top ?? -1);
      return { bar: top('.bar'), below: top('.turn:last-child') - top('.talk') };
    });
    expect(tops.bar).toBe(0);
    expect(Math.abs(tops.below)).toBeLessThanOrEqual(1);
  });

  test('it thinks, then speaks with a moving mouth, and a tap on it stops the voice at once', async () => {
    const page = await openPage();
    await page.waitForSelector('.welcome');
    const state = () => page.locator('.avatar').getAttribute('data-state');
    await ask(page, ASK.en);
    await page.waitForSelector('.avatar[data-state=thinking]');
    await page.waitForSelector('.avatar[data-state=speaking]');
    await page.waitForSelector('.stage-stop');
    const mouths = new Set<string | null>();
    for (let look = 0; look < 12; look++) {
      mouths.add(await page.locator('[data-stroke=lips]').getAttribute('d'));
      await page.waitForTimeout(40);
    }
    expect(mouths.size).toBeGreaterThan(4);
    await page.locator('.stage-drawing').click({ position: { x: 150, y: 60 } });
    await page.waitForSelector('.stage-stop', { state: 'detached' });
    expect(await state()).not.toBe('speaking');
    const stop = gateway.voiceMessages.findLast((message) => message['type'] === 'stop');
    expect(stop?.['spoken_chars']).toBeGreaterThanOrEqual(0);
  });

  test('works with the keyboard alone, sheets give the focus back', async () => {
    const page = await openPage();
    await page.waitForSelector('.welcome');
    await page.locator('#message').focus();
    await page.keyboard.type(ASK.en);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card');
    const card = page.locator('.card-open').first();
    await card.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await page.waitForTimeout(400);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await card.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'What we know about each other' }).press('Enter');
    await page.waitForSelector('.fact');
    expect(await page.locator('.fact').count()).toBe(3);
    await page.waitForTimeout(400);
    expect(await findViolations(page)).toEqual([]);
  });

  test('offline it keeps the words and sends them when the server is back', async () => {
    const page = await openPage();
    await page.waitForSelector('.welcome');
    gateway.mood.isDown = true;
    gateway.cut();
    await ask(page, 'are you there?');
    await page.waitForSelector('.connection p');
    await page.reload();
    await page.waitForSelector('.said');
    expect(await page.locator('.said').innerText()).toContain('are you there?');
    gateway.mood.isDown = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForSelector('.answer', { timeout: 30_000 });
  });

  test('a refusal is said in words, with a way to try again', async () => {
    gateway.mood.refusal = { status: 400, code: 'message_too_long' };
    const page = await openPage();
    await page.waitForSelector('.welcome');
    await ask(page, 'x');
    expect(await page.locator('.failure').innerText()).toContain('10,000');
  });

  test('with reduced motion the drawing holds still', async () => {
    const page = await openPage({ reducedMotion: 'reduce' });
    await page.waitForSelector('.welcome');
    await page.waitForTimeout(300);
    const line = () => page.locator('[data-stroke=line]').getAttribute('d');
    const before = await line();
    await page.waitForTimeout(800);
    expect(await line()).toBe(before);
  });

  test('at 200 % text and 320 px nothing is cut off sideways', async () => {
    const page = await openPage({ viewport: { width: 320, height: 640 } });
    await page.waitForSelector('.welcome');
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await ask(page, ASK.en);
    await page.waitForSelector('.card');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
