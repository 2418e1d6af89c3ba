import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvariantError } from '#kernel/error';
import type { Mall } from '#stores/production/store-store';
import type { RawStore } from '#stores/staging/raw-stock-store';
import { canonicalBrand } from '#catalogue/model/canonical-brand';
import { cleanText } from '#catalogue/model/clean-text';
import { cleanFloor } from '#catalogue/model/store-place';

const hours = z.record(z.string(), z.tuple([z.string(), z.string()]));

const mallFile = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    names: z.record(z.string(), z.string()),
    city: z.string(),
    country: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    time_zone: z.string(),
    opening_hours: hours,
  }),
);

const storeFile = z.array(
  z.object({
    brand: z.string(),
    store: z.number().int(),
    name: z.string(),
    mall: z.string(),
    city: z.string(),
    country: z.string(),
    floor: z.string(),
    unit: z.string(),
    directions: z.string(),
    latitude: z.number(),
    longitude: z.number(),
  }),
);

/** The demonstration catalogue as it lies in the repository. */
export interface DemonstrationFiles {
  /** SHA-256 over everything; the same digest means that there is nothing to do. */
  readonly digest: string;
  readonly malls: readonly Mall[];
  readonly stores: readonly RawStore[];
  /** Feed items, as dirty as they come. */
  readonly items: readonly unknown[];
  /** Lines of the shops' availability answers. */
  readonly stock: readonly unknown[];
  /** Bytes of a photo by its name in the feed; undefined when there is none. */
  readonly readPhoto: (name: string) => Promise<Uint8Array | undefined>;
}

/** Lines of JSON; a line that is none becomes an item that is rejected. */
function readLines(text: string): readonly unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      return null;
    }
  });
}

function toMall({
  time_zone: timeZone,
  opening_hours: openingHours,
  ...mall
}: z.output<typeof mallFile>[number]): Mall {
  return { ...mall, timeZone, openingHours };
}

/** The way inside the mall stands in for the address. */
function toStore({ store, mall, directions, ...rest }: z.output<typeof storeFile>[number]): RawStore {
  const name = cleanText(rest.name);
  return {
    ...rest,
    name,
    brand: canonicalBrand(rest.brand),
    floor: cleanFloor(rest.floor),
    storeId: store,
    address: directions,
    mallName: mall,
  };
}

/**
 * Reads `data/demonstration`. Raise `format` when the reading or cleaning changes: the digest covers it.
 *
 * @throws InvariantError when a file is missing or malls or shops are not what they should be.
 */
export async function readDemonstrationFiles(directory: string, format: number): Promise<DemonstrationFiles> {
  const read = async (name: string): Promise<string> =>
    readFile(join(directory, name), 'utf8').catch((error: unknown) => {
      throw new InvariantError(`The demonstration catalogue lacks ${name}`, { cause: error });
    });
  const [malls, stores, feed, stock] = await Promise.all(
    ['malls.json', 'stores.json', 'feed.ndjson', 'availability.ndjson'].map(read),
  );
  const photos = (await readdir(join(directory, 'photos')).catch(() => [])).sort();
  const digest = createHash('sha256')
    .update([format, malls, stores, feed, stock, ...photos].join('\n'))
    .digest('hex');
  return {
    digest,
    malls: mallFile.parse(JSON.parse(malls ?? '')).map(toMall),
    stores: storeFile.parse(JSON.parse(stores ?? '')).map(toStore),
    items: readLines(feed ?? ''),
    stock: readLines(stock ?? ''),
    readPhoto: async (name) => {
      const photo = name.replace(/^photos\//u, '');
      return photos.includes(photo) ? await readFile(join(directory, 'photos', photo)) : undefined;
    },
  };
}
