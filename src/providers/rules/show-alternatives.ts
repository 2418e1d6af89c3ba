import type { ReplyBrief } from '#ports/reply-brief';
import type { Line, Speaker } from './line.ts';
import type { ItemWords, Wordings } from './phrasebook.ts';
import { capitalize, colourOf, isColourWished, itemWords, materialOf } from './read-brief.ts';

type Item = ReplyBrief['items'][number];

/** Fabrics that one likes on the skin. */
const PLEASANT: ReadonlySet<string> = new Set(['cotton', 'linen', 'silk', 'cashmere', 'viscose']);
/** Fabrics that are worth a word; nobody buys a dress for its polyester. */
const TELLING: ReadonlySet<string> = new Set([
  ...PLEASANT,
  'wool',
  'satin',
  'velvet',
  'denim',
  'lace',
  'suede',
  'leather',
]);

/** One favourite with a reason, its price and place; then one or two others by what sets them apart. */
export function showAlternatives(speaker: Speaker): readonly Line[] {
  const { brief, phrases, choose, manner } = speaker;
  const favourite = brief.items.find((item) => isColourWished(speaker, item)) ?? brief.items[0];
  if (!favourite) return [];
  const words = itemWords(speaker, favourite);
  const why = reasonFor(speaker, favourite);
  const others = othersLine(speaker, favourite);
  const { pick } = phrases;
  if (manner === 'efficient') return [{ text: capitalize(choose('favourite', pick.briefly)(words, why)) }, ...others];
  const wordings = brief.items.length === 1 ? pick.single : manner === 'opinionated' ? pick.firmly : pick.favourite;
  return [
    { text: capitalize(choose('favourite', wordings)(words.title, why)) },
    { text: capitalize(choose('where', pick.where)(words)) },
    ...others,
  ];
}

function reasonFor(speaker: Speaker, item: Item): string {
  const { brief, phrases, choose } = speaker;
  const { pick, words } = phrases;
  const colour = isColourWished(speaker, item) ? words.colourName(colourOf(phrases, item) ?? '') : undefined;
  if (colour !== undefined) return choose('why', pick.colour)(colour);
  const occasion = brief.constraints.occasion === null ? undefined : words.occasion(brief.constraints.occasion);
  if (occasion !== undefined) return choose('why', pick.occasion)(occasion);
  if (brief.items.length > 1 && brief.items.every((other) => other === item || other.price > item.price))
    return choose('why', pick.cheapest);
  const material = materialOf(item);
  const fabric = material !== undefined && PLEASANT.has(material) ? words.banned(material) : undefined;
  return fabric === undefined ? choose('why', pick.plain) : choose('why', pick.material)(fabric);
}

function othersLine(speaker: Speaker, favourite: Item): readonly Line[] {
  const { brief, phrases, choose, manner } = speaker;
  const left = brief.items.filter((item) => item !== favourite && item.currency === favourite.currency);
  const most = manner === 'gentle' || manner === 'supportive' ? 1 : 2;
  const clauses: string[] = [];
  const told = new Set<Item>();
  const tell = (item: Item | undefined, say: (words: ItemWords) => string): void => {
    if (!item || told.has(item) || clauses.length === most) return;
    told.add(item);
    clauses.push(say(itemWords(speaker, item, { isShort: true })));
  };
  const lowest = Math.min(...left.map(({ price }) => price));
  const cheaper = lowest < favourite.price ? left.find(({ price }) => price === lowest) : undefined;
  tell(cheaper, choose('cheaper', phrases.other.cheaper));
  for (const angle of choose('angles', ANGLES)) {
    const rest = left.filter((item) => !told.has(item));
    if (angle === 'colour') {
      const seen = new Set([favourite, ...told].map((item) => colourOf(phrases, item)));
      const item = rest.find((other) => isOther(colourOf(phrases, other), seen));
      const colour = item && phrases.words.colour(colourOf(phrases, item) ?? '');
      if (colour !== undefined) tell(item, (words) => choose('other-colour', phrases.other.colour)(words, colour));
    } else if (angle === 'material') {
      const seen = new Set([favourite, ...told].map(materialOf));
      const item = rest.find((other) => isOther(materialOf(other), seen) && TELLING.has(materialOf(other) ?? ''));
      const fabric = item && phrases.words.banned(materialOf(item) ?? '');
      if (fabric !== undefined) tell(item, (words) => choose('other-material', phrases.other.material)(words, fabric));
    } else {
      const highest = Math.max(...rest.map(({ price }) => price));
      const item = highest > favourite.price ? rest.find(({ price }) => price === highest) : undefined;
      tell(item, choose('treat', phrases.other.treat));
    }
  }
  for (const item of left) tell(item, choose('another', phrases.other.another));
  return clauses.length === 0 ? [] : [{ text: capitalize(phrases.other.joined(clauses)), weight: 6 }];
}

/** What may set a thing apart, in several orders. */
type Angle = 'colour' | 'material' | 'treat';
const ANGLES: Wordings<readonly Angle[]> = [
  ['colour', 'material', 'treat'],
  ['material', 'colour', 'treat'],
  ['colour', 'treat', 'material'],
];

function isOther(value: string | undefined, seen: ReadonlySet<string | undefined>): boolean {
  return value !== undefined && !seen.has(value);
}
