import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** Starts Debian's Chromium without a window; sound may start by itself. UNDE_CHROMIUM names another one. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['UNDE_CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'] });
}

let axeSource: Promise<string> | undefined;

/** Violations of WCAG 2.2 AA and of good practice that axe sees, as `rule: first element`. */
export async function findViolations(page: Page): Promise<string[]> {
  axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // A script element would break the page's policy: axe is evaluated by the debugger instead.
  await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    interface Axe {
      run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    }
    const { axe } = globalThis as unknown as { axe: Axe };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await axe.run({ runOnly });
    return result.violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`);
  });
}

/** What a newcomer saw. */
export interface Seen {
  readonly answer: string;
  readonly cards: readonly { readonly name: string; readonly price: string; readonly text: string }[];
  /** Words that the answer's knowledge comes from; empty when it used none. */
  readonly remembered: readonly string[];
  /** Facts on "What we know about each other". */
  readonly facts: readonly string[];
  readonly violations: readonly string[];
  /** Errors of the page and of its console. */
  readonly faults: readonly string[];
}

/**
 * Opens the page of a running system as a newcomer on a phone, says one thing, looks at everything that came back.
 * Rejects when no answer comes within 45 s. `screenshotPath` keeps the answer as a PNG.
 */
export async function holdFirstConversation(
  browser: Browser,
  input: { readonly baseUrl: string; readonly locale: string; readonly say: string; readonly screenshotPath?: string },
): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: input.locale,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  try {
    await page.goto(input.baseUrl);
    await page.waitForSelector('.welcome');
    await page.fill('#message', input.say);
    await page.press('#message', 'Enter');
    const turn = page.locator('.turn[data-status=done]').last();
    await turn.waitFor({ timeout: 45_000 });
    await page.waitForTimeout(600);
    if (input.screenshotPath) await page.screenshot({ path: input.screenshotPath });
    const mark = turn.locator('.memory-mark');
    if ((await mark.count()) > 0) await mark.click();
    const violations = await findViolations(page);
    const cards = await turn.locator('.card').evaluateAll((elements) =>
      elements.map((card) => ({
        name: card.querySelector('.card-name')?.textContent ?? '',
        price: card.querySelector('.card-price')?.textContent ?? '',
        text: card.querySelector('.card-text')?.textContent ?? '',
      })),
    );
    const answer = await turn.locator('.answer-text').innerText();
    const remembered = await turn.locator('.memory-list li').allInnerTexts();
    await page.locator('.bar-tools .button-icon').last().click();
    await page.locator('.knowledge[aria-busy=false]').waitFor();
    const facts = await page.locator('.fact-value').allInnerTexts();
    return { answer, cards, remembered, facts, violations, faults };
  } finally {
    await context.close();
  }
}
