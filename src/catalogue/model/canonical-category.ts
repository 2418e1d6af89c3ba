import { cleanText } from './clean-text.ts';
import type { FindConcepts, FoundConcept } from './concept-reader.ts';

/** Words of feeds for garments that the dictionary knows under another word. */
const FEED_WORDS: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\b(?:jogger|sweatpant|chino|culotte|cargo)s?\b/giu, 'trousers'],
  [/\bknitwear\b/giu, ' '],
  [/\bespadrilles?\b/giu, ' '],
  [/\b(?:windbreaker|anorak|overshirt)s?\b/giu, 'jacket'],
  [/\b(?:dungarees|romper)s?\b/giu, 'jumpsuit'],
];

function garmentsIn(text: string, findConcepts: FindConcepts): readonly FoundConcept[] {
  const known = FEED_WORDS.reduce((plain, [pattern, word]) => plain.replace(pattern, word), text);
  return findConcepts(known).filter((concept) => concept.kind === 'garment');
}

/**
 * Our own category of a product, as the id of a garment concept, with its wider one: from the last part of the brand's
 * category, made more exact by the name (`Shoes` and `Knit Sneakers` -> `sneakers`), else from the name's last garment
 * before a "with". Undefined when neither names a garment.
 */
export function canonicalCategory(
  product: { readonly category: string | null; readonly name: string | null },
  findConcepts: FindConcepts,
): FoundConcept | undefined {
  const path = cleanText(product.category ?? '').split(/[>/|]/u);
  const named = garmentsIn(path.at(-1) ?? '', findConcepts).at(-1) ?? garmentsIn(path.join(' '), findConcepts).at(-1);
  const head = cleanText(product.name ?? '').split(/\swith\s/iu)[0] ?? '';
  const inName = garmentsIn(head, findConcepts);
  if (named === undefined) return inName.at(-1);
  return inName.findLast((garment) => garment.parent === named.conceptId) ?? named;
}
