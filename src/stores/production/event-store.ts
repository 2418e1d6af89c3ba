import type { SqlRunner } from '../database/database.ts';
import { toJson } from '../database/sql-row.ts';

/** Something that happens in a mall or a shop. */
export interface MallEvent {
  readonly id: string;
  readonly mallId: string | null;
  readonly brand: string | null;
  readonly storeId: number | null;
  /** `sale`, `launch`, `workshop`, ... */
  readonly type: string;
  readonly title: string;
  /** By language: `{ en, ru, ar }`. */
  readonly titles: Readonly<Record<string, string>>;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** 1 to 100. */
  readonly discountPercent: number | null;
  readonly tags: readonly string[];
}

interface EventRow {
  readonly id: string;
  readonly mall_id: string | null;
  readonly brand: string | null;
  readonly store_id: number | null;
  readonly type: string;
  readonly title: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly discount_percent: number | null;
  readonly tags: readonly string[];
}

const LIST = `
  SELECT id, mall_id, brand, store_id, type, title, titles, starts_at, ends_at, discount_percent, tags FROM events
   WHERE ends_at > $1 AND starts_at < $2 AND ($3::text IS NULL OR mall_id = $3 OR mall_id IS NULL)
   ORDER BY starts_at, id LIMIT $4`;
const UPSERT = `
  INSERT INTO events (id, mall_id, brand, store_id, type, title, titles, starts_at, ends_at, discount_percent, tags)
  VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11::text[])
  ON CONFLICT (id) DO UPDATE SET mall_id = excluded.mall_id, brand = excluded.brand, store_id = excluded.store_id,
    type = excluded.type, title = excluded.title, titles = excluded.titles, starts_at = excluded.starts_at,
    ends_at = excluded.ends_at, discount_percent = excluded.discount_percent, tags = excluded.tags`;

/** What runs at some moment of a span, earliest start first; of one mall (and everywhere) when named. */
export async function listEvents(
  production: SqlRunner,
  span: { readonly from: Date; readonly to: Date; readonly mallId?: string | null; readonly limit: number },
): Promise<readonly MallEvent[]> {
  const result = await production.query<EventRow>(LIST, [span.from, span.to, span.mallId ?? null, span.limit]);
  return result.rows.map((row) => ({
    id: row.id,
    mallId: row.mall_id,
    brand: row.brand,
    storeId: row.store_id,
    type: row.type,
    title: row.title,
    titles: row.titles,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    discountPercent: row.discount_percent,
    tags: row.tags,
  }));
}

/** Publishes events. */
export async function publishEvents(production: SqlRunner, events: readonly MallEvent[]): Promise<void> {
  for (const event of events) {
    await production.query(UPSERT, [
      event.id,
      event.mallId,
      event.brand,
      event.storeId,
      event.type,
      event.title,
      toJson(event.titles),
      event.startsAt,
      event.endsAt,
      event.discountPercent,
      [...event.tags],
    ]);
  }
}
