import type { Clock } from '#kernel/clock';
import type { RawProductDraft } from '#stores/staging/raw-product';
import type { StagingCatalogue } from '#stores/staging/staging-catalogue';
import { COLOUR_HEX } from '#catalogue/model/colour-hex';
import type { FindConcepts } from '#catalogue/model/concept-reader';
import { extractProductConcepts } from '#catalogue/model/extract-product-concepts';
import { parseFeedItem, type FeedItem, type FeedMarket, type FeedRejection } from '#catalogue/model/parse-feed-item';

/** What a feed brought. */
export interface CollectedFeed {
  /** The items that could be read, each id once: the last one wins. */
  readonly items: readonly FeedItem[];
  readonly fetched: number;
  readonly duplicates: number;
  readonly rejected: Readonly<Partial<Record<FeedRejection, number>>>;
  readonly inserted: number;
  readonly changed: number;
  readonly delisted: number;
}

/** A feed and where it comes from. */
export interface Feed {
  /** Such as `apify_zara`; one source owns its products. */
  readonly source: string;
  readonly market: FeedMarket;
  readonly items: readonly unknown[];
  /** Runs in a row without a product after which it is delisted. @see catalog.md C-10 */
  readonly missedRuns: number;
}

/** Below this share of readable items a crawl counts as broken: nothing is delisted. @see catalog.md C-11 */
const LEAST_READABLE_SHARE = 0.9;

function toDraft(item: FeedItem, findConcepts: FindConcepts): RawProductDraft {
  const { raw, imageUrls, gender, labels, ...fields } = item;
  const colour = extractProductConcepts({ ...item, description: null, labels: [] }, findConcepts).colour;
  return {
    ...fields,
    colourHex: colour === null ? null : (COLOUR_HEX[colour] ?? null),
    originalImageUrls: imageUrls,
    // Gender and labels have no column of their own in staging.
    rawData: { ...raw, cleaned: { gender, labels } },
  };
}

function readItems(feed: Feed, findConcepts: FindConcepts): Pick<CollectedFeed, 'items' | 'duplicates' | 'rejected'> {
  const items = new Map<string, FeedItem>();
  const rejected: Partial<Record<FeedRejection, number>> = {};
  let readable = 0;
  for (const raw of feed.items) {
    const parsed = parseFeedItem(raw, { findConcepts, market: feed.market });
    if (parsed.outcome === 'rejected') {
      rejected[parsed.reason] = (rejected[parsed.reason] ?? 0) + 1;
    } else {
      readable += 1;
      items.set(parsed.item.externalId, parsed.item);
    }
  }
  return { items: [...items.values()], duplicates: readable - items.size, rejected };
}

/**
 * Takes a feed into staging: reads and cleans each item, counts what is no item, and marks what the feed does not name
 * any more. A bad item never stops the run.
 *
 * @see catalog.md 4
 */
export async function collectFeed(
  deps: { readonly staging: StagingCatalogue; readonly findConcepts: FindConcepts; readonly clock: Clock },
  feed: Feed,
): Promise<CollectedFeed> {
  const { staging, findConcepts, clock } = deps;
  const read = readItems(feed, findConcepts);
  const seenAt = clock.now();
  const drafts = read.items.map((item) => toDraft(item, findConcepts));
  const { inserted, changed } = await staging.upsertProducts({ source: feed.source, drafts, seenAt });
  const isWhole =
    read.items.length + read.duplicates >= feed.items.length * LEAST_READABLE_SHARE && read.items.length > 0;
  const delisted = isWhole
    ? await staging.markMissing({ source: feed.source, seenAt, missedRuns: feed.missedRuns })
    : 0;
  return { ...read, fetched: feed.items.length, inserted, changed, delisted };
}
