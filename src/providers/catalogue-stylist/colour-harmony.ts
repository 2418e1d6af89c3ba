const NEUTRALS: ReadonlySet<string> = new Set([
  'black',
  'white',
  'cream',
  'grey',
  'beige',
  'brown',
  'camel',
  'navy',
  'denim',
]);
const FAMILIES: readonly string[] = [
  'black',
  'white',
  'grey',
  'beige',
  'brown',
  'navy',
  'red',
  'pink',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'gold',
  'silver',
];
/** Families that people wear together without a neutral between them. */
const FRIENDS: ReadonlySet<string> = new Set([
  'blue+orange',
  'blue+yellow',
  'blue+pink',
  'blue+red',
  'green+pink',
  'pink+red',
  'gold+red',
  'gold+green',
  'green+yellow',
]);
const PATTERNS: readonly string[] = [
  'print',
  'floral',
  'stripes',
  'polka_dots',
  'checked',
  'animal_print',
  'multicolour',
  'glitter',
  'neon',
];

type Concepts = ReadonlySet<string>;

/** The colour by which a garment is seen; denim is neutral, a many-coloured thing has none. */
function familyOf(concepts: Concepts): string | undefined {
  if (concepts.has('multicolour')) return undefined;
  return FAMILIES.find((family) => concepts.has(family));
}

const isNeutral = (concepts: Concepts, family: string | undefined): boolean =>
  concepts.has('denim') || (family !== undefined && NEUTRALS.has(family));

const isPatterned = (concepts: Concepts): boolean => PATTERNS.some((pattern) => concepts.has(pattern));

function colourPair(left: Concepts, right: Concepts): number {
  const [one, other] = [familyOf(left), familyOf(right)];
  if (isNeutral(left, one) || isNeutral(right, other)) return 1;
  if (one === undefined || other === undefined) return 0.5;
  if (one === other) return 0.8;
  return FRIENDS.has([one, other].sort().join('+')) ? 0.7 : 0.2;
}

function pair(left: Concepts, right: Concepts): number {
  const clash = isPatterned(left) && isPatterned(right) ? 0.5 : 0;
  const doubleDenim = left.has('denim') && right.has('denim') ? 0.25 : 0;
  return Math.max(0, colourPair(left, right) - clash - doubleDenim);
}

/** How well things go together by colour and pattern, in [0, 1]: the mean over all pairs. */
export function harmony(things: readonly Concepts[]): number {
  const pairs = things.flatMap((left, at) => things.slice(at + 1).map((right) => pair(left, right)));
  return pairs.length === 0 ? 1 : pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
}
