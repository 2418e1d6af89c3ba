import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectStorage } from './object-storage.ts';

/** How a suite gets at the adapter under test. */
export interface ObjectStorageUnderTest {
  readonly storage: ObjectStorage;
  /** Reads a link as a stranger would; undefined when it is refused or nothing is there. */
  readonly fetch: (url: string) => Promise<{ readonly body: Uint8Array; readonly contentType: string } | undefined>;
  /** Lets the time of the links pass. */
  readonly advanceSeconds?: (seconds: number) => void;
  readonly drop: () => Promise<void>;
}

const bucket = 'unde-images';
const privateBucket = 'unde-user-media';
const bytes = (text: string): Uint8Array => Buffer.from(text);
const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
const text = (body: Uint8Array | undefined): string | undefined => body && Buffer.from(body).toString();

type Subject = () => ObjectStorageUnderTest;

/** What every adapter of the object storage port has to do. */
export function describeObjectStorage(name: string, make: () => Promise<ObjectStorageUnderTest>): void {
  describe(name, () => {
    let made: ObjectStorageUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.drop());
    const subject: Subject = () => made;
    describeObjects(subject);
    describeListing(subject);
    describeLinks(subject);
  });
}

function describeObjects(subject: Subject): void {
  test('gives back the bytes that were put, with type, size and hash', async () => {
    const { storage } = subject();
    const body = randomBytes(70_000);
    const put = await storage.put({ bucket, key: 'originals/halcyra/HAL-1/1.jpg', body });
    const expected = { contentType: 'image/jpeg', sizeBytes: 70_000, sha256: sha256(body) };
    expect(put).toMatchObject(expected);
    const got = await storage.get({ bucket, key: 'originals/halcyra/HAL-1/1.jpg' });
    expect(got).toMatchObject(expected);
    expect(Buffer.compare(body, Buffer.from(got?.body ?? []))).toBe(0);
    expect(await storage.head({ bucket, key: 'originals/halcyra/HAL-1/1.jpg' })).toMatchObject(expected);
  });

  test('replaces an object, and keeps an empty one', async () => {
    const { storage } = subject();
    await storage.put({ bucket, key: 'a/replaced.txt', body: bytes('old and longer') });
    await storage.put({ bucket, key: 'a/replaced.txt', body: bytes('new') });
    expect(text((await storage.get({ bucket, key: 'a/replaced.txt' }))?.body)).toBe('new');
    await storage.put({ bucket, key: 'a/empty.txt', body: new Uint8Array() });
    expect((await storage.head({ bucket, key: 'a/empty.txt' }))?.sizeBytes).toBe(0);
  });

  test('has nothing where nothing was put, or where it was deleted', async () => {
    const { storage } = subject();
    expect(await storage.get({ bucket, key: 'never/put.jpg' })).toBeUndefined();
    expect(await storage.head({ bucket: 'backups', key: 'never.json' })).toBeUndefined();
    await storage.put({ bucket, key: 'gone.json', body: bytes('{}') });
    await storage.delete({ bucket, key: 'gone.json' });
    await storage.delete({ bucket, key: 'gone.json' });
    expect(await storage.get({ bucket, key: 'gone.json' })).toBeUndefined();
  });

  test('keeps buckets apart', async () => {
    const { storage } = subject();
    await storage.put({ bucket, key: 'same.txt', body: bytes('public') });
    await storage.put({ bucket: privateBucket, key: 'same.txt', body: bytes('private') });
    expect(text((await storage.get({ bucket, key: 'same.txt' }))?.body)).toBe('public');
    await storage.delete({ bucket, key: 'same.txt' });
    expect(text((await storage.get({ bucket: privateBucket, key: 'same.txt' }))?.body)).toBe('private');
  });

  test('shows a whole object while it is written over', async () => {
    const { storage } = subject();
    const key = 'busy.txt';
    await storage.put({ bucket, key, body: bytes('0'.repeat(50_000)) });
    const writers = [1, 2, 3, 4].map((n) => storage.put({ bucket, key, body: bytes(String(n).repeat(50_000)) }));
    const readers = Array.from({ length: 20 }, () => storage.get({ bucket, key }));
    for (const read of await Promise.all(readers)) expect(text(read?.body)).toMatch(/^(\d)\1{49999}$/u);
    await Promise.all(writers);
  });

  test.each([
    ['..', '../secret.jpg'],
    ['.. inside', 'a/../../secret.jpg'],
    ['a single dot', 'a/./b.jpg'],
    ['an absolute path', '/etc/passwd'],
    ['an empty segment', 'a//b.jpg'],
    ['an empty key', ''],
    ['a trailing separator', 'a/'],
    ['a backslash', 'a\\..\\b.jpg'],
    ['a null byte', 'a\u0000.jpg'],
    ['a hidden file', '.htaccess'],
    ['an escaped separator', 'a%2f..%2fb.jpg'],
    ['a query', 'a.jpg?x=1'],
    ['a long segment', `${'x'.repeat(201)}.jpg`],
  ])('refuses a key with %s', async (_, key) => {
    const { storage } = subject();
    const refused = { code: 'invalid_object_name' };
    await expect(storage.put({ bucket, key, body: bytes('x') })).rejects.toMatchObject(refused);
    await expect(storage.get({ bucket, key })).rejects.toMatchObject(refused);
    await expect(storage.head({ bucket, key })).rejects.toMatchObject(refused);
    await expect(storage.delete({ bucket, key })).rejects.toMatchObject(refused);
    await expect(storage.signedUrl({ bucket, key, expiresInSeconds: 60 })).rejects.toMatchObject(refused);
    expect(() => storage.publicUrl({ bucket, key })).toThrow(expect.objectContaining(refused));
    expect(text((await storage.get({ bucket, key: 'never/put.jpg' }))?.body)).toBeUndefined();
  });

  test.each(['..', '.tmp', 'a/b', 'UPPER', ''])('refuses the bucket name %j', async (name) => {
    const refused = { code: 'invalid_object_name' };
    await expect(subject().storage.get({ bucket: name, key: 'a.jpg' })).rejects.toMatchObject(refused);
    await expect(subject().storage.list({ bucket: name, prefix: '', limit: 1 })).rejects.toMatchObject(refused);
  });
}

function describeListing(subject: Subject): void {
  test('lists keys by prefix, in order and page by page', async () => {
    const { storage } = subject();
    const keys = ['list/a.jpg', 'list/a/1.jpg', 'list/a/2.jpg', 'list/b.jpg', 'list/é.jpg', 'listed.jpg'];
    for (const key of [...keys].reverse()) await storage.put({ bucket: 'backups', key, body: bytes('x') });
    const seen: string[] = [];
    for (let after: string | undefined, page = 0; page === 0 || after !== undefined; page++) {
      const found = await storage.list({ bucket: 'backups', prefix: 'list/', after, limit: 2 });
      expect(found.keys.length).toBeLessThanOrEqual(2);
      seen.push(...found.keys);
      after = found.after;
    }
    expect(seen).toEqual(keys.slice(0, 5));
    expect(await storage.list({ bucket: 'backups', prefix: 'list/a', limit: 100 })).toEqual({
      keys: keys.slice(0, 3),
      after: undefined,
    });
  });

  test('lists nothing where nothing is, and never leaves the bucket', async () => {
    const { storage } = subject();
    const none = { keys: [], after: undefined };
    expect(await storage.list({ bucket: 'backups', prefix: 'nowhere/', limit: 10 })).toEqual(none);
    expect(await storage.list({ bucket: 'empty-bucket', prefix: '', limit: 10 })).toEqual(none);
    expect(await storage.list({ bucket: 'backups', prefix: '../', limit: 10 })).toEqual(none);
  });
}

function describeLinks(subject: Subject): void {
  test('lets anyone read a private object by a signed link, and by nothing else', async () => {
    const { storage, fetch } = subject();
    const name = { bucket: privateBucket, key: 'user-1/photos/p 1/original.jpg' };
    await storage.put({ ...name, body: bytes('face') });
    const url = await storage.signedUrl({ ...name, expiresInSeconds: 60 });
    const read = await fetch(url);
    expect([text(read?.body), read?.contentType]).toEqual(['face', 'image/jpeg']);
    expect(await fetch(url.split('?')[0] ?? '')).toBeUndefined();
    expect(await fetch(url.replace('photos', 'photoz'))).toBeUndefined();
    expect(await fetch(url.slice(0, -2))).toBeUndefined();
  });

  test('lets a signed link end', async () => {
    const { storage, fetch, advanceSeconds } = subject();
    const name = { bucket: privateBucket, key: 'user-1/short.jpg' };
    await storage.put({ ...name, body: bytes('face') });
    const url = await storage.signedUrl({ ...name, expiresInSeconds: 60 });
    if (advanceSeconds === undefined) return;
    advanceSeconds(59);
    expect(text((await fetch(url))?.body)).toBe('face');
    advanceSeconds(2);
    expect(await fetch(url)).toBeUndefined();
  });

  test.each([0, -1, 604_801, 1.5, Number.NaN])('refuses a link that lives %d seconds', async (expiresInSeconds) => {
    const link = subject().storage.signedUrl({ bucket, key: 'a.jpg', expiresInSeconds });
    await expect(link).rejects.toMatchObject({ status: 400 });
  });

  test('serves a public bucket by lasting links, also with a version', async () => {
    const { storage, fetch } = subject();
    const name = { bucket, key: 'originals/sadafsand/SS-1/1.jpg' };
    await storage.put({ ...name, body: bytes('linen') });
    expect(text((await fetch(storage.publicUrl(name)))?.body)).toBe('linen');
    const versioned = storage.publicUrl({ ...name, version: '0a1b2c3d' });
    expect(versioned.endsWith('?v=0a1b2c3d')).toBe(true);
    expect(text((await fetch(versioned))?.body)).toBe('linen');
    expect(await fetch(storage.publicUrl({ bucket, key: 'never/put.jpg' }))).toBeUndefined();
  });
}
