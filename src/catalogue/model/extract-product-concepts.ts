import type { FindConcepts, FoundConcept } from './concept-reader.ts';

/** The texts of a product in which concepts are looked for. */
export interface ProductTexts {
  readonly name: string | null;
  readonly description: string | null;
  readonly composition: string | null;
  readonly colour: string | null;
  readonly labels: readonly string[];
}

/** What a product is, in concept ids; wider concepts are included. */
export interface ProductConcepts {
  /** From composition and name. Empty means unknown, not "free of everything". */
  readonly materials: readonly string[];
  /** Colours, cuts, patterns, occasions, events and styles. */
  readonly tags: readonly string[];
  /** The first colour named, such as `navy`; null when the dictionary knows none of the words. */
  readonly colour: string | null;
}

/** Words of composition labels that the dictionary does not hold; imitations first, so that they never read as the real thing. */
const LABEL_WORDS: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\b(?:faux|vegan|fake|imitation|artificial|eco)[\s-]+(?:suede|lambskin|nappa|nubuck)\b/giu, 'faux leather'],
  [/\b(?:leather|suede)[\s-]+(?:look|effect|like)\b/giu, 'faux leather'],
  [/\b(?:leatherette|polyurethane)\b|\bPU\b/gu, 'faux leather'],
  [/\b(?:lambskin|sheepskin|calfskin|cowhide|goatskin|nappa)\b/giu, 'leather'],
  [/\bmetalli[sz]ed fib(?:re|er)\b|\blurex\b/giu, 'polyester'],
  [/\b(?:lyocell|tencel|modal|cupro|jersey)\b/giu, 'viscose'],
];

const TAG_KINDS: ReadonlySet<string> = new Set(['colour', 'cut', 'pattern', 'occasion', 'event', 'style']);

function materialsIn(text: string, findConcepts: FindConcepts): readonly FoundConcept[] {
  const plain = LABEL_WORDS.reduce((words, [pattern, word]) => words.replace(pattern, ` ${word} `), text);
  return findConcepts(plain).filter((concept) => concept.kind === 'material');
}

function withParents(concepts: readonly FoundConcept[]): readonly string[] {
  return [
    ...new Set(concepts.flatMap(({ conceptId, parent }) => (parent === undefined ? [conceptId] : [conceptId, parent]))),
  ];
}

/**
 * Finds what a product is made of and what it looks like. `jersey` and the like say how a cloth is made: they count only
 * where a composition names them as the fibre.
 */
export function extractProductConcepts(product: ProductTexts, findConcepts: FindConcepts): ProductConcepts {
  const name = product.name ?? '';
  const fromComposition = materialsIn(product.composition ?? '', findConcepts);
  const fromName = materialsIn(name.replace(/\bjersey\b/giu, ' '), findConcepts);
  const colours = findConcepts(product.colour ?? '').filter((concept) => concept.kind === 'colour');
  const coloursOfName = colours.length > 0 ? [] : findConcepts(name).filter((concept) => concept.kind === 'colour');
  const looks = [name, product.description ?? '', ...product.labels].flatMap((text) =>
    findConcepts(text).filter((concept) => TAG_KINDS.has(concept.kind) && concept.kind !== 'colour'),
  );
  return {
    materials: withParents([...fromComposition, ...fromName]),
    tags: withParents([...colours, ...coloursOfName, ...looks]),
    colour: (colours[0] ?? coloursOfName[0])?.conceptId ?? null,
  };
}
