import { findConceptsInTokens } from '#dialogue/model/language/concepts';
import { normalizeText, originalSlice } from '#dialogue/model/language/normalize-text';
import { STOP_WORDS } from '#dialogue/model/language/stop-words';
import { tokenize } from '#dialogue/model/language/tokenize';
import type { Token } from '#dialogue/model/language/tokenize';

const MAX_TOKENS = 12;
const MIN_LETTERS = 3;
/** Product codes whose parts PostgreSQL tears apart: "MD-5510" is indexed as md5510 and 5510, "H&M" as hm. @see knowledge.md O-69 */
const CODE = /(?<![\p{L}\p{N}])(?:[\p{L}]{1,6}[-/][\d]{2,10}|[\p{L}]{1,3}&[\p{L}]{1,3})(?![\p{L}\p{N}])/gu;
const HAS_DIGIT = /\p{N}/u;
const UNSAFE = /[^\p{L}\p{M}\p{N}]+/gu;

function isSalient({ text }: Token): boolean {
  return !STOP_WORDS.has(text) && (HAS_DIGIT.test(text) || [...text].length >= MIN_LETTERS);
}

/** The word as it was typed, lower case: the index holds what was written, not our normal form. */
function typedForms(normalized: ReturnType<typeof normalizeText>, token: Token): readonly string[] {
  const typed = originalSlice(normalized, token.start, token.end).toLowerCase();
  return [typed, token.text, ...typed.split(/['’]/u)]
    .map((form) => form.replace(UNSAFE, ''))
    .filter((form) => [...form].length >= MIN_LETTERS || HAS_DIGIT.test(form));
}

function hasEntity(
  normalized: ReturnType<typeof normalizeText>,
  tokens: readonly Token[],
  salient: readonly Token[],
): boolean {
  const entities = findConceptsInTokens(normalized.text, tokens);
  return salient.some(({ text, start, end, index }) => {
    if (HAS_DIGIT.test(text) || entities.some(({ tokenStart, tokenEnd }) => index >= tokenStart && index < tokenEnd))
      return true;
    return index > 0 && /^\p{Lu}/u.test(originalSlice(normalized, start, end));
  });
}

/**
 * Builds the OR query of the text branch, for `to_tsquery('simple', $1)`: at most 12 salient words, as typed and
 * normalised, codes joined. Letters and digits only, so that no operator can slip in. Undefined when there is neither a
 * name, concept or number nor two words: then the branch is skipped. @see knowledge.md O-72, user-data.md U27
 */
export function buildTextQuery(text: string): string | undefined {
  const normalized = normalizeText(text);
  const tokens = tokenize(normalized.text);
  const seen = new Set<string>();
  const salient = tokens.filter((token) => isSalient(token) && !seen.has(token.text) && seen.add(token.text));
  const codes = [...normalized.text.matchAll(CODE)].map(([code]) => code.replace(UNSAFE, ''));
  if (codes.length === 0 && salient.length < 2 && !hasEntity(normalized, tokens, salient)) return undefined;
  const words = salient.slice(0, MAX_TOKENS).flatMap((token) => typedForms(normalized, token));
  const forms = [...new Set([...codes, ...words])].filter((form) => form !== '');
  return forms.length === 0 ? undefined : forms.join(' | ');
}
