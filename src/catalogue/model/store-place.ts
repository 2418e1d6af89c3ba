import { cleanText } from './clean-text.ts';

/** `L2`, `GF`, `LG`, `2`: a floor as it is said. */
export function cleanFloor(floor: string): string {
  const plain = cleanText(floor);
  const level = /^(?:l|lvl\.?|level|floor)?\s*(\d{1,2})$/iu.exec(plain);
  if (level !== null) return level[1] === '0' ? 'Ground' : `Level ${Number(level[1])}`;
  if (/^(?:g|gf|ground(?: floor)?)$/iu.test(plain)) return 'Ground';
  if (/^(?:lg|lower ground(?: floor)?)$/iu.test(plain)) return 'Lower Ground';
  return plain;
}
