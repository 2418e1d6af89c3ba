import type { MaybeLine, Speaker } from './line.ts';
import type { Limit } from './read-limit.ts';
import { capitalize, isInLanguage, knownFacts } from './read-brief.ts';

const LONGEST_LOOK = 60;

/** The one size that everything which has a size is offered in; null when sizes differ or are not known. */
export function sharedSize({ items }: Pick<Speaker['brief'], 'items'>): string | null {
  const sizes = new Set(items.flatMap(({ size_offered: size }) => (size && !/^one/iu.test(size) ? [size] : [])));
  return sizes.size === 1 ? ([...sizes][0] ?? null) : null;
}

/** The remembered size that shaped the choice without having been said in this message. */
export function rememberedSize(speaker: Speaker): { readonly value: string; readonly ref: string } | undefined {
  const { brief } = speaker;
  const [size] = knownFacts(brief, 'body_params', 'size');
  const isShared = size && sharedSize(brief)?.toUpperCase() === size.value.toUpperCase();
  if (!size || size.is_new || !isShared) return undefined;
  return brief.constraints.size?.toUpperCase() === size.value.toUpperCase() ? undefined : size;
}

/** A remembered size or sum is told as a question, and only when nobody said it just now. */
export function askRemembered(speaker: Speaker, limit: Limit | undefined, isWithin: boolean): MaybeLine {
  const { phrases, choose, manner } = speaker;
  if (manner === 'efficient') return undefined;
  const size = rememberedSize(speaker);
  if (size) {
    const text = choose('size', phrases.items.rememberedSize)(phrases.words.size(size.value));
    return { text: capitalize(text), refs: [size.ref], weight: 5 };
  }
  if (!limit?.ref || !isWithin) return undefined;
  return { text: choose('budget', phrases.items.rememberedBudget)(limit.money), refs: [limit.ref], weight: 5 };
}

/** What was shown before, as a question; only a short description in the user's own language. */
export function rememberedLook({ brief, phrases, choose }: Speaker): MaybeLine {
  const episode = brief.episodes.find(
    ({ artifact }) => artifact !== null && artifact.length <= LONGEST_LOOK && isInLanguage(artifact, brief.language),
  );
  if (brief.query_level < 2 || !episode?.artifact) return undefined;
  return { text: choose('look', phrases.items.rememberedLook)(episode.artifact), refs: [episode.ref] };
}
