import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '../database/database.ts';
import { listEvents, publishEvents } from './event-store.ts';
import { addInstantPattern, listConcepts, listInstantPatterns, publishConcepts } from './language-rule-store.ts';
import { findCandidates, findProducts, listProducts, type CandidateQuery } from './product-store.ts';
import type { ProductDraft } from './product.ts';
import { delistProducts, publishAvailability, publishProducts, refreshStock } from './publish-products.ts';
import { findRoute, insertRoute, listOpenShards, registerShards, setRouteStatus } from './routing-store.ts';
import { listMalls, listStores, publishMalls, publishStores, type Store } from './store-store.ts';
import { findTombstones } from './tombstone-store.ts';

const now = new Date('2026-11-20T12:00:00Z');
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

function product(externalId: string, changes: Partial<ProductDraft> = {}): ProductDraft {
  return {
    id: newId(),
    brand: 'qumra',
    externalId,
    sku: externalId,
    name: `Dress ${externalId}`,
    description: 'A light dress',
    composition: '100% linen',
    productUrl: null,
    price: 300,
    currency: 'AED',
    market: 'AE',
    category: 'Dresses',
    canonicalCategory: 'dress',
    colour: 'White',
    colourHex: '#ffffff',
    gender: 'women',
    tags: ['casual', 'summer'],
    materials: ['linen'],
    sizes: ['S', 'M', 'L'],
    imageUrl: 'originals/a.jpg',
    collageUrl: null,
    images: [{ n: 1, key: 'originals/a.jpg' }],
    contentHash: 'h1',
    ...changes,
  };
}

function store(storeId: number, mallId: string): Store {
  return {
    brand: 'qumra',
    storeId,
    name: `Qumra ${storeId}`,
    address: null,
    city: 'Dubai',
    country: 'AE',
    mallId,
    mallName: mallId,
    floor: '1',
    unit: null,
    latitude: 25.1,
    longitude: 55.2,
    openingHours: null,
    isActive: true,
  };
}

/** The production stores, on any PostgreSQL. */
export function productionSuite(open: () => Database): void {
  describe('the published catalogue', () => {
    const cheap = product('P1', { price: 100 });
    const leather = product('P2', { materials: ['leather'], tags: ['evening'], colour: 'Black' });
    const shoe = product('P3', { canonicalCategory: 'shoes', name: 'White sneakers', sizes: ['38'], gender: 'unisex' });
    const sold = product('P4', { name: 'Sold out skirt' });

    beforeAll(async () => {
      const production = open();
      const mall = { names: { en: 'A', ar: 'أ' }, city: 'Dubai', country: 'AE', latitude: 25, longitude: 55 };
      const hours = { mon: ['10:00', '22:00'] as const };
      await publishMalls(production, [
        { ...mall, id: 'mall-a', name: 'Mall A', timeZone: 'Asia/Dubai', openingHours: hours },
        { ...mall, id: 'mall-b', name: 'Mall B', timeZone: 'Asia/Dubai', openingHours: null },
      ]);
      await publishStores(production, [store(1, 'mall-a'), store(2, 'mall-b')]);
      await publishProducts(production, [cheap, leather, shoe, sold]);
      const shelf = { brand: 'qumra', fetchedAt: now };
      await publishAvailability(production, [
        { ...shelf, storeId: 1, productId: 'P1', sizesInStock: ['M', 'L'] },
        { ...shelf, storeId: 2, productId: 'P1', sizesInStock: ['S'] },
        { ...shelf, storeId: 1, productId: 'P2', sizesInStock: ['M'] },
        { ...shelf, storeId: 2, productId: 'P3', sizesInStock: ['38'] },
        { ...shelf, storeId: 1, productId: 'P4', sizesInStock: [] },
      ]);
      await refreshStock(production, null);
    });

    test('writes a product again only when it changed, and brings a delisted one back', async () => {
      const production = open();
      expect(await publishProducts(production, [cheap, shoe])).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
      const changed = { ...sold, name: 'Sold out skirt, new name', contentHash: 'h2' };
      expect(await publishProducts(production, [changed, product('P5')])).toEqual({
        inserted: 1,
        updated: 1,
        unchanged: 0,
      });
      expect(await delistProducts(production, { brand: 'qumra', externalIds: ['P5'] })).toBe(1);
      expect((await publishProducts(production, [product('P5')])).updated).toBe(1);
      await delistProducts(production, { brand: 'qumra', externalIds: ['P5'] });
      expect(await refreshStock(production, 'qumra')).toBe(0);
    });

    test('an older answer of a shop does not replace a newer one', async () => {
      const production = open();
      const old = { brand: 'qumra', storeId: 1, productId: 'P1', sizesInStock: [], fetchedAt: after(-60) };
      await publishAvailability(production, [old]);
      expect(await refreshStock(production, 'qumra')).toBe(0);
    });

    test('lists by every filter and page by page', async () => {
      const production = open();
      const names = async (filter: Parameters<typeof listProducts>[1]['filter']) =>
        (await listProducts(production, { filter, limit: 50 })).products.map((found) => found.externalId).sort();
      expect(await names({})).toEqual(['P1', 'P2', 'P3', 'P4']);
      expect(await names({ inStock: true })).toEqual(['P1', 'P2', 'P3']);
      expect(await names({ brand: 'nobody' })).toEqual([]);
      expect(await names({ canonicalCategory: 'shoes' })).toEqual(['P3']);
      expect(await names({ colour: 'black' })).toEqual(['P2']);
      expect(await names({ minPrice: 200, maxPrice: 300, inStock: true })).toEqual(['P2', 'P3']);
      expect(await names({ size: 'M' })).toEqual(['P1', 'P2']);
      expect(await names({ size: 'M', mallId: 'mall-b' })).toEqual([]);
      expect(await names({ mallId: 'mall-b' })).toEqual(['P1', 'P3']);
      expect(await names({ text: 'white snea' })).toEqual(['P3']);
      expect(await names({ text: "'); DROP TABLE products; --" })).toEqual([]);
      expect(await names({ text: '!!!' })).toEqual([]);
      const first = await listProducts(production, { filter: {}, limit: 3 });
      const second = await listProducts(production, { filter: {}, limit: 3, after: first.next });
      expect([...first.products, ...second.products].map((found) => found.externalId).sort()).toEqual([
        'P1',
        'P2',
        'P3',
        'P4',
      ]);
      expect(second.next).toBeNull();
    });

    test('offers the stylist only what hangs in the size, the budget and the mall, without the ban', async () => {
      const production = open();
      const ids = async (query: Partial<CandidateQuery>) =>
        (await findCandidates(production, { limit: 10, ...query })).map((found) => found.externalId);
      expect((await ids({ sizes: ['M'] })).sort()).toEqual(['P1', 'P2']);
      expect(await ids({ sizes: ['M'], excludedMaterials: ['leather'] })).toEqual(['P1']);
      expect(await ids({ sizes: ['S'], mallId: 'mall-a' })).toEqual([]);
      expect(await ids({ maxPrice: 150 })).toEqual(['P1']);
      expect(await ids({ excludedTags: ['casual'] })).toEqual(['P2']);
      expect(await ids({ gender: 'men' })).toEqual(['P3']);
      expect((await ids({ preferredTags: ['evening'] }))[0]).toBe('P2');
      const [dress] = await findCandidates(production, { sizes: ['M'], maxPrice: 150, limit: 1 });
      expect(dress?.offers).toMatchObject([
        { storeId: 1, mallId: 'mall-a', floor: '1', sizes: ['M', 'L'], checkedAt: now },
      ]);
    });

    test('finds products by id with their offers', async () => {
      const [found] = await findProducts(open(), [cheap.id, newId()]);
      expect(found).toMatchObject({ id: cheap.id, price: 100, inStock: true, images: [{ n: 1 }] });
      expect(found?.offers.map((offer) => offer.storeId)).toEqual([1, 2]);
    });

    test('lists malls, shops and what happens there', async () => {
      const production = open();
      expect((await listMalls(production)).map((mall) => mall.id)).toEqual(['mall-a', 'mall-b']);
      expect((await listStores(production, { mallId: 'mall-b' })).map((shop) => shop.storeId)).toEqual([2]);
      const event = {
        id: newId(),
        mallId: 'mall-a',
        brand: 'qumra',
        storeId: 1,
        type: 'sale',
        title: 'Linen week',
        titles: { ru: 'Неделя льна' },
        startsAt: after(-60),
        endsAt: after(60),
        discountPercent: 20,
        tags: ['linen'],
      };
      await publishEvents(production, [event, { ...event, id: newId(), endsAt: after(-30) }]);
      const span = { from: now, to: after(10), limit: 5 };
      expect(await listEvents(production, { ...span, mallId: 'mall-a' })).toEqual([event]);
      expect(await listEvents(production, { ...span, mallId: 'mall-b' })).toEqual([]);
    });
  });

  describe('rules and routes', () => {
    test('publishes patterns and concepts', async () => {
      const production = open();
      const pattern = {
        kind: 'extract' as const,
        knowledgeType: 'body_params',
        pattern: 'my size is (\\w+)',
        language: 'en' as const,
        samplesPos: ['my size is M'],
        samplesNeg: [],
        experiment: null,
        version: 1,
      };
      const id = await addInstantPattern(production, pattern);
      expect(await listInstantPatterns(production)).toEqual([{ id, ...pattern }]);
      const concept = { conceptId: 'leather', kind: 'material', language: 'ru' as const, surfaceForm: 'кожа' };
      await publishConcepts(production, [concept]);
      await publishConcepts(production, [concept]);
      expect(await listConcepts(production)).toEqual([concept]);
    });

    test('the first route of a user stays', async () => {
      const production = open();
      await registerShards(production, [
        { shardId: 7, endpointName: 'seven' },
        { shardId: 8, endpointName: 'eight' },
      ]);
      await registerShards(production, [{ shardId: 7, endpointName: 'seven' }]);
      expect((await listOpenShards(production)).map((shard) => shard.shardId)).toEqual([7, 8]);
      const userId = newId();
      await insertRoute(production, { userId, shardId: 7 });
      await insertRoute(production, { userId, shardId: 8 });
      expect(await findRoute(production, userId)).toEqual({
        shardId: 7,
        endpointName: 'seven',
        status: 'active',
        version: 1,
      });
      await setRouteStatus(production, { userId, status: 'erased' });
      expect(await findRoute(production, userId)).toMatchObject({ status: 'erased', version: 2 });
    });

    test('names erased and forgotten messages, not those whose forgetting was undone', async () => {
      const production = open();
      const conversationId = newId();
      const [hard, soft, undone, kept] = [newId(), newId(), newId(), newId()];
      const entries: [string, string, string, number][] = [
        [newId(), hard, 'hard', 0],
        [newId(), soft, 'soft', 0],
        [newId(), undone, 'soft', 0],
        [newId(), undone, 'undo', 1],
        [newId(), hard, 'undo', 1],
      ];
      for (const [operation, message, kind, minute] of entries) {
        await production.query(
          `INSERT INTO deleted_messages_registry (operation_id, conversation_id, message_id, user_id, shard_id, kind, deleted_at)
           VALUES ($1, $2, $3, $4, 7, $5, $6)`,
          [operation, conversationId, message, newId(), kind, after(minute)],
        );
      }
      const found = await findTombstones(production, { conversationId, messageIds: [hard, soft, undone, kept] });
      expect(found).toEqual(new Set([hard, soft]));
    });
  });
}
