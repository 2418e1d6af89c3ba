import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startFakeGateway } from './fake-gateway.ts';
import type { FakeGateway } from './fake-gateway.ts';
import { findViolations, launchBrowser } from './first-conversation.ts';

/** The user's hand on the memory, in a real browser under the real policy, before a gateway that answers by script. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const LOCALES = { en: 'en-GB', ru: 'ru-RU', ar: 'ar-AE' } as const;

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
  gateway.memory.reset();
  expect(faults.splice(0)).toEqual([]);
});

async function openPage(locale: string = LOCALES.en): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
      faults.push(message.text());
  });
  await page.goto(gateway.url);
  await page.waitForSelector('#message');
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.waitForSelector('.welcome');
  await page.fill('#message', text);
  await page.press('#message', 'Enter');
  await page.waitForSelector('.turn[data-status=done]');
}

const lastCall = () => gateway.memory.calls.at(-1);

describe('the user’s hand on the memory', () => {
  test('a reply offers to forget what it used; a toast takes that back', async () => {
    const page = await openPage();
    await say(page, 'What is my size?');
    await page.getByRole('button', { name: 'Why we know this' }).click();
    await page.getByRole('button', { name: 'Forget this' }).click();
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).waitFor();
    expect(lastCall()).toMatchObject({ path: '/forget', body: { scope: 'memory' } });
    expect(await page.locator('.memory-list li').count()).toBe(0);
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.toast p').waitFor({ state: 'detached' });
    expect(lastCall()?.path).toMatch(/\/undo$/u);
  });

  test('a forgotten message stays readable, dimmed and called not used; undone it counts again', async () => {
    const page = await openPage();
    await say(page, 'My size is M');
    const menu = page.getByRole('button', { name: 'More about this message' });
    await menu.press('Enter');
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('button', { name: 'Forget what you said' }).press('Enter');
    await page.locator('.said.unused').waitFor();
    expect(await page.locator('.said').innerText()).toContain('My size is M');
    expect(await page.locator('.turn').innerText()).toContain('Not used');
    await page.waitForTimeout(400);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.said.unused').waitFor({ state: 'detached' });
  });

  test('what was said in another message too is asked about before it goes', async () => {
    gateway.memory.sayTwice();
    const page = await openPage();
    await say(page, 'My size is M');
    await page.getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('button', { name: 'Forget what you said' }).click();
    await page.getByText('You said it elsewhere too: M.').waitFor();
    expect(gateway.memory.calls).toEqual([]);
    await page.getByRole('button', { name: 'Keep knowing it' }).click();
    await page.locator('.said.unused').waitFor();
    expect((lastCall()?.body['keep_facts'] as unknown[]).length).toBe(1);
  });

  test('a look is forgotten by its answer, and for ever only after a second word', async () => {
    const page = await openPage();
    await say(page, 'I need a look');
    await page.getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('button', { name: 'Forget this look' }).click();
    await page.locator('.answer.unused').waitFor();
    expect(lastCall()).toMatchObject({ path: '/forget', body: { scope: 'artefact' } });
    await page.getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('button', { name: 'Delete for ever' }).click();
    expect(lastCall()?.path).toBe('/forget');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('button', { name: 'Delete for ever' }).click();
    await page.locator('.confirm').getByRole('button', { name: 'Delete for ever' }).click();
    await page.locator('.turn').waitFor({ state: 'detached' });
    expect(lastCall()).toMatchObject({ path: '/erase', body: { confirm: true } });
  });

  test.each([
    ['en', 'What we know about each other', 'Correct', 'Save', 'Not sure', 'It is right', 'Forget', 'Remember again'],
    [
      'ru',
      'Что мы знаем друг о друге',
      'Исправить',
      'Сохранить',
      'Не уверены',
      'Всё верно',
      'Забыть',
      'Вспомнить снова',
    ],
    ['ar', 'ما نعرفه عن بعضنا', 'تصحيح', 'حفظ', 'غير متأكد', 'صحيح', 'نسيان', 'تذكّر من جديد'],
  ] as const)(
    'in %s every fact can be corrected, doubted, confirmed, forgotten and remembered, by keyboard too',
    async (language, title, correct, save, doubt, confirm, forget, again) => {
      const page = await openPage(LOCALES[language]);
      await page.getByRole('button', { name: title }).press('Enter');
      const fact = page.locator('.fact').first();
      const button = (name: string) => fact.getByRole('button', { name, exact: true });
      await fact.waitFor();
      await page.waitForTimeout(400);
      expect(await findViolations(page)).toEqual([]);
      await button(correct).press('Enter');
      await fact.locator('input').fill('purple');
      await fact.locator('input').press('Enter');
      await fact.locator('form [role=alert]').waitFor();
      await fact.locator('input').fill('S');
      await button(save).press('Enter');
      await fact.locator('form').waitFor({ state: 'detached' });
      expect(lastCall()).toMatchObject({ method: 'PATCH', body: { action: 'correct', value: 'S' } });
      await button(doubt).press('Enter');
      await fact.locator('.fact-unsure').waitFor();
      await button(confirm).press('Enter');
      await fact.locator('.fact-unsure').waitFor({ state: 'detached' });
      await button(forget).press('Enter');
      await page.getByRole('button', { name: again }).waitFor();
      expect(lastCall()?.method).toBe('DELETE');
      await page.waitForTimeout(400);
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: again }).press('Enter');
      await page.getByRole('button', { name: again }).waitFor({ state: 'detached' });
      expect(await page.locator('.fact').count()).toBe(3);
    },
  );

  test('everything about a thing goes at once, and says when there is nothing', async () => {
    const page = await openPage();
    await page.getByRole('button', { name: 'What we know about each other' }).click();
    const field = page.getByRole('textbox', { name: 'Forget everything about' });
    await field.fill('leather');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Remember again' }).waitFor();
    expect(lastCall()).toMatchObject({ path: '/forget', body: { about: 'leather' } });
    await field.fill('dragons');
    await field.press('Enter');
    await page.getByText('We find nothing about that.').waitFor();
  });

  test('the settings are kept, everything can be downloaded, and the account is erased after a second word', async () => {
    const page = await openPage();
    await say(page, 'My size is M');
    await page.getByRole('button', { name: 'What we know about each other' }).click();
    await page.getByLabel('Care for local customs').selectOption('high');
    await expect.poll(() => lastCall()).toMatchObject({ body: { cultural_sensitivity_level: 'high' } });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download everything' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('unde-2026-11-20.json');
    expect(await readFile(await download.path(), 'utf8')).toContain('my size is M');
    await page.getByRole('button', { name: 'Erase the account' }).click();
    await page.getByRole('button', { name: 'Erase for ever' }).click();
    await page.getByText('Everything is gone.').waitFor();
    expect(lastCall()).toMatchObject({ path: '/erase', body: { all: true, confirm: true } });
    expect(await page.locator('.turn').count()).toBe(0);
    const kept = await page.evaluate(async () => {
      const request = indexedDB.open('unde');
      const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const read = (store: string): Promise<unknown[]> =>
        new Promise((resolve) => {
          const all = database.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result as unknown[]);
        });
      return { pairs: await read('pairs'), settings: await read('settings') };
    });
    expect(kept).toEqual({ pairs: [], settings: [] });
  });

  test('on a small screen with big letters nothing of it is cut off', async () => {
    const page = await openPage();
    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await say(page, 'My size is M');
    await page.getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('button', { name: 'Delete for ever' }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.getByRole('button', { name: 'What we know about each other' }).click();
    await page.waitForSelector('.fact');
    expect(await page.locator('.sheet').evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
