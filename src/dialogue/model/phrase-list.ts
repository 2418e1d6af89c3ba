/** Words and phrases from lines of text, separated by semicolons: dictionaries stay readable, also from right to left. */
export function phrases(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(';').map((phrase) => phrase.trim())).filter((phrase) => phrase !== '');
}
