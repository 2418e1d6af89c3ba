import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { collectFeed } from '#catalogue/publish/collect-feed';
import { collectStock } from '#catalogue/publish/collect-stock';
import { publishCatalogue } from '#catalogue/publish/publish-catalogue';
import { storePhotos } from '#catalogue/publish/store-photos';
import { findConcepts } from '#dialogue/model/language/concepts';
import { contentTypeOf, type ObjectStorage } from '#ports/object-storage';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { publishedCatalogue } from '#stores/production/published-catalogue';
import { stagingCatalogue } from '#stores/staging/staging-catalogue';

/** The smallest JPEG that says its size: start of image and a frame header, 3 x 2 pixels. */
const PHOTO = Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]);

const storage: Pick<ObjectStorage, 'publicUrl' | 'head' | 'put'> = {
  publicUrl: ({ bucket, key, version }) => `/objects/${bucket}/${key}?v=${version}`,
  head: async () => undefined,
  put: async ({ key, body }) => ({
    key,
    sizeBytes: body.byteLength,
    contentType: contentTypeOf(key),
    sha256: '',
    updatedAt: new Date(),
  }),
};

const itemOf = (id: string, changes: Record<string, unknown> = {}): Record<string, unknown> => {
  const basics = { id, brand: 'Dunemark', name: `Cotton T-Shirt ${id}`, price: 'AED 99', category: 'T-Shirts' };
  return { ...basics, sizes: 'S, M, L', composition: '100% cotton', images: `${id}.jpg`, ...changes };
};

describe('publication', () => {
  let staging: Database;
  let production: Database;
  let nowMs = Date.parse('2026-11-23T08:00:00Z');

  beforeAll(async () => {
    [staging, production] = await Promise.all([openTestDatabase('staging'), openTestDatabase('production')]);
  });
  afterAll(() => Promise.all([staging.close(), production.close()]));
  beforeEach(async () => {
    await staging.query('TRUNCATE raw_products, raw_availability, raw_stores');
    await production.query('TRUNCATE products, availability_latest, stores');
  });

  const run = async (items: readonly unknown[], stock: Readonly<Record<string, string>>, missedRuns = 2) => {
    nowMs += 3_600_000;
    const clock = { now: () => new Date(nowMs), nowMs: () => nowMs };
    const catalogues = { staging: stagingCatalogue(staging), published: publishedCatalogue(production) };
    const deps = {
      ...catalogues,
      storage: storage as ObjectStorage,
      findConcepts: (text: string) => findConcepts(text),
      clock,
    };
    const place = { address: null, city: 'Dubai', country: 'AE', mallName: null, floor: null, unit: null };
    await deps.staging.upsertStores([
      { brand: 'dunemark', storeId: 7, name: 'Dunemark', ...place, latitude: null, longitude: null },
    ]);
    const market = { country: 'ae', currency: 'AED' };
    const feed = await collectFeed(deps, { source: 'apify_dunemark', market, items, missedRuns });
    await storePhotos(
      { ...deps, readPhoto: async (name) => (name === 'none.jpg' ? undefined : PHOTO) },
      'apify_dunemark',
    );
    const lines = Object.entries(stock).map(([product, sizes]) => ({ brand: 'Dunemark', store: 7, product, sizes }));
    await collectStock(deps, { lines, products: feed.items.map((item) => ({ ...item, isShoe: false })) });
    return { feed, published: await publishCatalogue(deps, { isComplete: false, requiresCollage: false, malls: [] }) };
  };
  const products = async (): Promise<readonly Record<string, unknown>[]> =>
    (await production.query('SELECT external_id, price, in_stock, is_active FROM products ORDER BY external_id')).rows;

  test('brings a price change to production, and touches nothing else', async () => {
    const stock = { A: 'S, M', B: 'M' };
    expect((await run([itemOf('A'), itemOf('B')], stock)).published).toMatchObject({ inserted: 2, updated: 0 });
    const second = await run([itemOf('A', { price: '79,00 AED' }), itemOf('B')], stock);
    expect(second.feed).toMatchObject({ inserted: 0, changed: 1 });
    expect(second.published).toMatchObject({ inserted: 0, updated: 1, unchanged: 0 });
    expect((await products()).map(({ price }) => price)).toEqual([79, 99]);
  });

  test('keeps a sold out product readable and takes it from the shelf', async () => {
    await run([itemOf('A'), itemOf('B')], { A: 'S, M', B: 'M' });
    await run([itemOf('A'), itemOf('B')], { B: 'M' });
    expect(await products()).toMatchObject([
      { external_id: 'A', in_stock: false, is_active: true },
      { external_id: 'B', in_stock: true, is_active: true },
    ]);
  });

  test('delists what two runs in a row did not see, and takes it back when it is there again', async () => {
    const stock = { A: 'S', B: 'M' };
    await run([itemOf('A'), itemOf('B')], stock);
    await run([itemOf('A')], stock);
    expect((await products()).map(({ is_active: isActive }) => isActive)).toEqual([true, true]);
    expect((await run([itemOf('A')], stock)).published).toMatchObject({ delisted: 1, skipped: { delisted: 1 } });
    expect((await products()).map(({ is_active: isActive }) => isActive)).toEqual([true, false]);
    await run([itemOf('A'), itemOf('B')], stock);
    expect((await products()).map(({ is_active: isActive }) => isActive)).toEqual([true, true]);
  });

  test('delists nothing after a crawl with too many items that cannot be read', async () => {
    await run([itemOf('A'), itemOf('B')], { A: 'S', B: 'M' }, 1);
    await run([itemOf('A'), { banner: 1 }], { A: 'S' }, 1);
    expect((await products()).map(({ is_active: isActive }) => isActive)).toEqual([true, true]);
  });

  test('does not publish what has no readable photo or was never seen in a shop, until it has and was', async () => {
    const { published } = await run([itemOf('A', { images: 'none.jpg' }), itemOf('B')], { A: 'S' });
    expect(published).toMatchObject({ inserted: 0, skipped: { no_image: 1, never_in_stock: 1 } });
    const later = await run([itemOf('A', { images: 'a.jpg' }), itemOf('B')], { A: 'S', B: 'M' });
    expect(later.published.inserted).toBe(2);
  });
});
