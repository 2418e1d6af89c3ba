import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { extractInstantFacts } from '#user-data/memory/extract-instant-facts';
import { hasAnchor } from './anchors.ts';

/** Every text of the tests of the instant rules, whatever it is there for. */
const source = readFileSync(new URL('../../memory/extract-instant-facts.test.ts', import.meta.url), 'utf8');
const texts = [...source.matchAll(/(['"])((?:(?!\1)[^\\\n]|\\.)+)\1/gu)].map((match) =>
  (match[2] ?? '').replaceAll('\\', ''),
);

test('O-43: whatever the instant rules find in their own samples has the anchor of its type', () => {
  const found = texts.flatMap((text) =>
    extractInstantFacts({ text, now: new Date('2026-10-07T11:00:00Z') }).map(({ type }) => ({ type, text })),
  );
  expect(found.length).toBeGreaterThan(200);
  expect(found.filter(({ type, text }) => !hasAnchor(type, text))).toEqual([]);
});
