import { codePointLength } from '#dialogue/model/language/code-points';
import { normalizeText, originalSlice } from '#dialogue/model/language/normalize-text';
import { STOP_WORDS } from '#dialogue/model/language/stop-words';
import { tokenize } from '#dialogue/model/language/tokenize';
import { wordPattern } from '#dialogue/model/language/word-matcher';

const MAX_QUERIES = 3;
const MIN_PHRASE = 5;
const MAX_PHRASE = 40;
const MIN_PART = 10;
const MARKER = wordPattern(
  'do you remember|remember|like last time|last time|like before|помнишь|помните|как в прошлый раз|в прошлый раз|как тогда|тот самый|та самая|то самое|(?<!-)(?:тот|та|то|те|ту)|تذكرين|تذكر|تتذكرين|تتذكر|مثل المره اللي فاتت|المره اللي فاتت|مثل قبل|زي المره|زي|مثل|titthakareen|titthakar|mithl|zay',
);
const LEADING =
  /^[\s:,-]*(?:(?:that|the|those|our|my|about|тот|та|то|те|ту|наш|про|о|об|об том|هذاك|ذاك|هذيك|عن|اللي)\s)*/u;
const PHRASE_END = /[?؟!.,،;\n]|(?<![\p{L}\p{M}])(?:но|и|а|but|and|want|хочу|بس|لكن|ابي|bas)(?![\p{L}\p{M}])/u;
const PART_BORDER = /[,،;?؟!.\n]|(?<![\p{L}\p{M}])(?:но|и|а|but|and|or|или|بس|لكن|او|bas)(?![\p{L}\p{M}])/gu;
const NAME = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}{2,15}(?![\p{L}\p{N}])/gu;
const MIN_ARABIC_NAME = 4;

function afterMarkers(text: string): readonly string[] {
  return [...text.matchAll(MARKER)].slice(0, 8).flatMap((match) => {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + MAX_PHRASE + 24);
    const phrase = (rest.replace(LEADING, '').split(PHRASE_END, 1)[0] ?? '').trim();
    const length = codePointLength(phrase);
    return length >= MIN_PHRASE && length <= MAX_PHRASE ? [phrase] : [];
  });
}

/** Names by their capital letter; Arabic has none, so long words that both sides share stand in. @see dialogue.md D-24 */
function sharedNames(query: string, recent: readonly string[]): readonly string[] {
  const normalizedQuery = normalizeText(query).text;
  const words = new Set(tokenize(normalizedQuery).map(({ text }) => text));
  const names = recent
    .flatMap((message) => [...message.matchAll(NAME)].map(([name]) => name))
    .filter((name) => words.has(normalizeText(name).text) && !STOP_WORDS.has(normalizeText(name).text));
  const recentWords = new Set(
    recent.flatMap((message) => tokenize(normalizeText(message).text).map(({ text }) => text)),
  );
  const arabic = [...words].filter(
    (word) =>
      /^\p{Script=Arabic}+$/u.test(word) &&
      word.length >= MIN_ARABIC_NAME &&
      !STOP_WORDS.has(word) &&
      recentWords.has(word),
  );
  return [...new Set([...names, ...arabic])];
}

function splitParts(text: string): readonly string[] {
  return text
    .split(PART_BORDER)
    .map((part) => part.trim())
    .filter((part) => codePointLength(part) > MIN_PART);
}

/**
 * Up to three sub-queries for a question that leans on the past: phrases behind a past-reference word, names of the last
 * five messages that come again, else the parts between commas and conjunctions. Empty when nothing new would be asked.
 * @see knowledge.md 15, dialogue.md 3.10
 */
export function expandQuery(input: { readonly text: string; readonly recent: readonly string[] }): readonly string[] {
  const normalized = normalizeText(input.text);
  const phrases = afterMarkers(normalized.text).map((phrase) => {
    const start = normalized.text.indexOf(phrase);
    return start < 0 ? phrase : originalSlice(normalized, start, start + phrase.length);
  });
  const found = [...phrases, ...sharedNames(input.text, input.recent.slice(-5))];
  const queries = found.length > 0 ? found : splitParts(input.text);
  const whole = normalizeText(input.text.trim()).text;
  return [...new Set(queries)].filter((query) => normalizeText(query).text !== whole).slice(0, MAX_QUERIES);
}
