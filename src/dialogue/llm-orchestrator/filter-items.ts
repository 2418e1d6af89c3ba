import type { ConsultItem, ConsultRequest, Exclusion } from '#ports/stylist';

/**
 * Removes what the user must not be offered: anything with a banned or allergenic concept, without the size in stock, or
 * above the budget. Runs on the result of every backend. @see dialogue.md D-28, knowledge.md 16.7
 */
export function filterItems(items: readonly ConsultItem[], request: ConsultRequest): readonly ConsultItem[] {
  return items.filter((item) => {
    if (request.excluded.some((exclusion) => isExcluded(item, exclusion))) return false;
    if (request.maxPrice !== null && item.currency === request.currency && item.price > request.maxPrice) return false;
    if (request.minPrice !== null && item.currency === request.currency && item.price < request.minPrice) return false;
    return item.sizesInStock.length > 0 && isSizeRespected(item, request);
  });
}

function isExcluded(item: ConsultItem, { conceptId, allOf }: Exclusion): boolean {
  const carries = (concept: string): boolean => item.concepts.includes(concept) || item.brand.toLowerCase() === concept;
  return allOf && allOf.length > 1 ? allOf.every(carries) : carries(conceptId);
}

const SHOE_SIZE = /^\d{2}(?:[.,]5)?$/;

/** Shoes are judged by the shoe size, clothes by the clothing size, one-size things by neither. */
function isSizeRespected(item: ConsultItem, request: ConsultRequest): boolean {
  const sizes = item.sizesInStock.map((size) => size.toUpperCase());
  if (sizes.includes('ONE SIZE')) return true;
  const isAlpha = sizes.some((size) => /^[X\dS-]*[SML]$/.test(size));
  if (isAlpha) return request.size === null || sizes.includes(request.size.toUpperCase());
  const isFootwear = sizes.every((size) => SHOE_SIZE.test(size));
  return !isFootwear || request.shoeSize === null || sizes.includes(request.shoeSize.toUpperCase());
}
