/** Characters a token, by script: dividing by 4 undercounts Russian and Arabic by half. @see knowledge.md O-92 */
const CHARACTERS_PER_TOKEN = { latin: 4, cyrillic: 2.5, arabic: 2 };

/** Tokens that a text will cost, without the vendor's tokenizer. */
export function estimateTokens(text: string): number {
  let cyrillic = 0;
  let arabic = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x400 && code <= 0x52f) cyrillic++;
    else if ((code >= 0x600 && code <= 0x6ff) || (code >= 0x750 && code <= 0x77f)) arabic++;
  }
  const latin = text.length - cyrillic - arabic;
  return Math.ceil(
    latin / CHARACTERS_PER_TOKEN.latin +
      cyrillic / CHARACTERS_PER_TOKEN.cyrillic +
      arabic / CHARACTERS_PER_TOKEN.arabic,
  );
}
