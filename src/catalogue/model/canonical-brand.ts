import { cleanText } from './clean-text.ts';

/**
 * The one spelling of a brand in keys and joins: lower case, Latin letters and digits only (`Pull & Bear` is
 * `pullandbear` in the wild: `&` counts as `and` only between two words of the brands that write it so).
 * Empty when nothing is left.
 *
 * @see catalog.md C-04
 */
export function canonicalBrand(name: string): string {
  const plain = cleanText(name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');
  return ALIASES[plain] ?? plain;
}

const ALIASES: Readonly<Record<string, string>> = { pullbear: 'pullandbear' };
