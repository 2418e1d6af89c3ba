import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalSize } from '#catalogue/model/parse-sizes';
import { loadDemonstrationCatalogue } from '#catalogue/publish/load-demonstration-catalogue';
import { findConcepts } from '#dialogue/model/language/concepts';
import { systemClock } from '#kernel/clock';
import type { ConsultRequest, ConsultResult, Stylist } from '#ports/stylist';
import { createCatalogueStylist } from '#providers/catalogue-stylist/catalogue-stylist';
import { consultRequest } from '#ports/stylist.fixture';
import { createFileStorage } from '#providers/file-storage/file-storage';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { findCandidates } from '#stores/production/product-store';
import { publishedCatalogue } from '#stores/production/published-catalogue';
import { listStores } from '#stores/production/store-store';
import { stagingCatalogue } from '#stores/staging/staging-catalogue';

const noLeather = [{ conceptId: 'leather', kind: 'material' }];

describe('the stylist with the demonstration catalogue', () => {
  let staging: Database;
  let production: Database;
  let directory: string;
  let stylist: Stylist;
  const consult = (changes: Partial<ConsultRequest>): Promise<ConsultResult> =>
    stylist.consult(consultRequest({ timeoutMs: 20_000, ...changes }));

  beforeAll(async () => {
    [staging, production] = await Promise.all([openTestDatabase('staging'), openTestDatabase('production')]);
    directory = await mkdtemp(join(tmpdir(), 'unde-first-'));
    const storage = createFileStorage({
      directory,
      publicBaseUrl: '/objects',
      linkSecret: 'the secret of a test, long enough',
    });
    const catalogues = { staging: stagingCatalogue(staging), published: publishedCatalogue(production) };
    const deps = { ...catalogues, storage, findConcepts: (text: string) => findConcepts(text), clock: systemClock };
    await loadDemonstrationCatalogue(deps, join(import.meta.dirname, '../../data/demonstration'));
    stylist = createCatalogueStylist({
      findStock: (query) => findCandidates(production, query),
      listStores: () => listStores(production),
      canonicalSize,
    });
  }, 90_000);
  afterAll(async () => {
    await Promise.all([staging.close(), production.close()]);
    await rm(directory, { recursive: true, force: true });
  });

  test('makes a casual weekend look in M up to 700 AED without leather, in one mall', async () => {
    const { items, rationale } = await consult({
      occasion: 'weekend',
      style: 'casual',
      size: 'M',
      maxPrice: 700,
      excluded: noLeather,
    });
    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items.reduce((sum, { price }) => sum + price, 0)).toBeLessThanOrEqual(700);
    for (const item of items)
      expect([item.sizeOffered, item.sizesInStock]).toEqual(['M', expect.arrayContaining(['M'])]);
    expect(new Set(items.map(({ store }) => store?.mallId)).size).toBe(1);
    for (const { store } of items)
      expect(store).toMatchObject({
        name: expect.any(String),
        floor: expect.any(String),
        directions: expect.any(String),
      });
    expect(JSON.stringify(items)).not.toMatch(/leather|suede/iu);
    expect(rationale).toContain('within 700 AED as a whole');
  });

  test('finds several white sneakers up to 500 AED, with and without leather allowed', async () => {
    const asked = { categories: ['sneakers'], colours: ['white'], maxPrice: 500 };
    const { items } = await consult({ ...asked, size: 'M', excluded: noLeather });
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const item of items) expect(item.concepts).toEqual(expect.arrayContaining(['sneakers', 'white']));
    expect(JSON.stringify(items)).not.toMatch(/leather/iu);
    expect(JSON.stringify((await consult(asked)).items)).toMatch(/leather/iu);
  });

  test('finds several evening dresses in M up to 900 AED', async () => {
    const { items } = await consult({
      categories: ['dress'],
      occasion: 'evening',
      size: 'M',
      maxPrice: 900,
      excluded: noLeather,
    });
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const item of items) expect(item.concepts).toEqual(expect.arrayContaining(['dress', 'evening']));
  });

  test.each([
    'jacket',
    'blazer',
    'coat',
    'blouse',
    'dress',
    'hat',
    'hoodie',
    'sweater',
    'pants',
    'jeans',
    'polo',
    'shirt',
    'shorts',
    'skirt',
    't_shirt',
    'top',
    'undershirt',
  ])('has something of the garment %s in every common size', async (garment) => {
    for (const size of ['XS', 'S', 'M', 'L', 'XL']) {
      expect([garment, size, (await consult({ categories: [garment], size })).items.length > 0]).toEqual([
        garment,
        size,
        true,
      ]);
    }
  });

  test.each([36, 37, 38, 39, 40, 41, 42, 43, 44, 45])('has shoes in size %i', async (size) => {
    const { items } = await consult({ categories: ['shoes'], shoeSize: String(size), maxPrice: 500 });
    expect(items.length).toBeGreaterThanOrEqual(3);
  });

  test.each(['woman', 'man'] as const)('dresses a %s for the office, the weekend and the evening', async (gender) => {
    for (const occasion of ['office', 'weekend', 'evening']) {
      const { items } = await consult({ gender, occasion, size: 'M', maxPrice: 1500 });
      expect([occasion, items.length >= 2]).toEqual([occasion, true]);
    }
  });

  test('says what rules everything out', async () => {
    const { items, rationale } = await consult({ categories: ['dress'], size: 'M', maxPrice: 50 });
    expect(items).toEqual([]);
    expect(rationale).toMatch(/starts at \d+ AED/u);
  });
});
