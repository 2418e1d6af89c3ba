import type { DirectiveRule } from '../persona.ts';

/** Languages in which directives exist: English is the canonical one. @see persona.md P-32 */
export type DirectiveLanguage = 'en' | 'ru';

/** One sentence in each directive language; `{name}` is replaced by a value. */
export type LineText = Readonly<Record<DirectiveLanguage, string>>;

/** Values for the placeholders of a line. */
export type LineValues = Readonly<Record<string, string | number>>;

/** Writes a line in one language. Unknown placeholders stay as they are. */
export function renderText(text: LineText, language: DirectiveLanguage, values: LineValues = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A line with the id of its rule. */
export function renderLine(
  id: string,
  text: LineText,
  language: DirectiveLanguage,
  values: LineValues = {},
): DirectiveRule {
  return { id, text: renderText(text, language, values) };
}

const LONGEST_QUOTE = 60;

/**
 * A word of the user for use inside a directive: one line, without quotes, brackets and control characters, at most 60
 * characters. The directive is instructions, so what the user wrote enters it only like this.
 */
export function quoteUserText(text: string): string {
  const plain = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/["'`«»“”„<>{}[\]()#*_|\\]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...plain].slice(0, LONGEST_QUOTE).join('').trim();
}
