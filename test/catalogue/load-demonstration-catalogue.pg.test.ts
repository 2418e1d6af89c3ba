import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findConcepts } from '#dialogue/model/language/concepts';
import type { ObjectStorage } from '#ports/object-storage';
import { createFileStorage } from '#providers/file-storage/file-storage';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { publishedCatalogue } from '#stores/production/published-catalogue';
import { stagingCatalogue } from '#stores/staging/staging-catalogue';
import { loadDemonstrationCatalogue, type LoadDeps } from '#catalogue/publish/load-demonstration-catalogue';

const files = join(import.meta.dirname, '../../data/demonstration');

describe('the demonstration catalogue', () => {
  let staging: Database;
  let production: Database;
  let directory: string;
  let storage: ObjectStorage;
  let puts = 0;
  let nowMs = Date.parse('2026-11-23T08:00:00Z');
  const deps = (): LoadDeps => ({
    staging: stagingCatalogue(staging),
    published: publishedCatalogue(production),
    storage: { ...storage, put: (object) => ((puts += 1), storage.put(object)) },
    findConcepts: (text) => findConcepts(text),
    clock: { now: () => new Date(nowMs), nowMs: () => nowMs },
  });
  const rows = async <Row>(database: Database, sql: string): Promise<readonly Row[]> =>
    (await database.query<Row>(sql)).rows;

  beforeAll(async () => {
    [staging, production] = await Promise.all([openTestDatabase('staging'), openTestDatabase('production')]);
    directory = await mkdtemp(join(tmpdir(), 'unde-demonstration-'));
    const linkSecret = 'the secret of a test, long enough';
    storage = createFileStorage({ directory, publicBaseUrl: '/objects', linkSecret });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([staging.close(), production.close()]);
    await rm(directory, { recursive: true, force: true });
  });

  test('goes through staging into production, and tells why the rest does not', async () => {
    const loaded = await loadDemonstrationCatalogue(deps(), files);
    expect(loaded).toMatchObject({
      outcome: 'loaded',
      feed: { duplicates: 2, rejected: { not_an_item: 1 } },
      published: { updated: 0, skipped: { no_name: 1, no_price: 2, no_category: 1, no_image: 1 } },
    });
    const [count] = await rows<{ n: number }>(production, 'SELECT count(*)::int AS n FROM products WHERE is_active');
    expect(count?.n).toBe(129);
    const logged = await rows<{ status: string; records_errors: number }>(staging, 'SELECT * FROM scraper_logs');
    expect(logged).toEqual([expect.objectContaining({ status: 'success', records_errors: 1 })]);
  }, 60_000);

  test('publishes clean rows: prices, sizes, concepts, places', async () => {
    const dirty = await rows(
      production,
      `SELECT name FROM products WHERE name ~ '&|<|  ' OR length(name) > 120 OR price < 90`,
    );
    expect(dirty).toEqual([]);
    const sizes = await rows<{ size: string }>(
      production,
      'SELECT DISTINCT jsonb_array_elements_text(sizes) AS size FROM products',
    );
    for (const { size } of sizes) expect(size).toMatch(/^(?:XS|S|M|L|XL|XXL|ONE|3[6-9]|4[0-5])$/u);
    const [jacket] = await rows(production, `SELECT * FROM products WHERE external_id = 'HAL-1173'`);
    expect(jacket).toMatchObject({
      brand: 'halcyra',
      currency: 'AED',
      materials: ['leather'],
      canonical_category: 'jacket',
    });
    const [suede] = await rows<{ materials: string[] }>(
      production,
      `SELECT * FROM products WHERE external_id = 'PL-1295'`,
    );
    expect(suede).toMatchObject({
      name: `Pointed D'Orsay Pumps`,
      materials: ['suede'],
      tags: expect.arrayContaining(['shoes']),
    });
    const placeless = await rows(
      production,
      'SELECT * FROM stores WHERE mall_id IS NULL OR address IS NULL OR floor IS NULL',
    );
    expect(placeless).toEqual([]);
  });

  test('keeps every photo in our own storage, under the key of the product', async () => {
    const products = await rows<{ brand: string; external_id: string; image_url: string }>(
      production,
      'SELECT * FROM products',
    );
    for (const { brand, external_id: id, image_url: url } of products) {
      expect(url).toMatch(new RegExp(`^/objects/unde-images/originals/${brand}/${id}/1\\.jpg\\?v=[0-9a-f]{8}$`, 'u'));
    }
    const listed = await storage.list({ bucket: 'unde-images', prefix: 'originals/', limit: 1000 });
    expect(listed.keys.length).toBeGreaterThanOrEqual(products.length);
  });

  test('writes nothing the second time', async () => {
    const xmin = 'SELECT max(xmin::text::bigint) AS last, count(*)::int AS n FROM products';
    const before = await rows(production, xmin);
    puts = 0;
    expect(await loadDemonstrationCatalogue(deps(), files)).toEqual({ outcome: 'unchanged' });
    expect(await rows(production, xmin)).toEqual(before);
    expect(puts).toBe(0);
  });

  test('asks the shops again after an hour, and changes no product by it', async () => {
    nowMs += 2 * 3_600_000;
    const hashes = 'SELECT external_id, content_hash, updated_at FROM products ORDER BY external_id';
    const before = await rows(production, hashes);
    expect(await loadDemonstrationCatalogue(deps(), files)).toMatchObject({ outcome: 'restocked' });
    expect(await rows(production, hashes)).toEqual(before);
    const [stale] = await rows<{ oldest: Date }>(
      production,
      'SELECT min(fetched_at) AS oldest FROM availability_latest',
    );
    expect(stale?.oldest.getTime()).toBe(nowMs);
  });

  test('does the work again after a cut run, without a change in production', async () => {
    await staging.query('DELETE FROM scraper_logs');
    puts = 0;
    expect(await loadDemonstrationCatalogue(deps(), files)).toMatchObject({
      outcome: 'loaded',
      feed: { inserted: 0, changed: 0, delisted: 0 },
      published: { inserted: 0, updated: 0, unchanged: 129 },
    });
    expect(puts).toBe(0);
  });
});
