import { findConceptsInTokens } from '#dialogue/model/language/concepts';
import type { ConceptMatch } from '#dialogue/model/language/concepts';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import type { NormalizedText } from '#dialogue/model/language/normalize-text';
import { splitClauses, splitSentences, tokenize } from '#dialogue/model/language/tokenize';
import type { Token } from '#dialogue/model/language/tokenize';
import { wordPattern } from '#dialogue/model/language/word-matcher';

/**
 * A clause as the extraction rules see it. All positions count from the start of the clause; `offset` leads back to the
 * normalised message. `before` and `following` are the parts of the sentence around it: the owner of "..., size M", the
 * rest of a list.
 */
export type MessageClause = {
  readonly text: string;
  readonly offset: number;
  readonly before: string;
  readonly following: string;
  readonly isQuestion: boolean;
  /** The sign that closes the sentence, '' at the end of the message. */
  readonly terminator: string;
  /** What follows the sentence: its first words may take back what was said ("Except shoes."). */
  readonly nextSentence: string;
  /** The whole message before the sentence, its last part: whom it is about. */
  readonly earlier: string;
  /** It stands between quotation marks: somebody else's words, or a title. */
  readonly isQuoted: boolean;
  readonly tokens: readonly Token[];
  readonly concepts: readonly ConceptMatch[];
};

/** A message cut into clauses, with the way back to its original. */
export type AnalyzedMessage = { readonly normalized: NormalizedText; readonly clauses: readonly MessageClause[] };

/** How far a rule looks around its clause, in characters: a sentence without end must not make the work quadratic. */
const NEIGHBOURHOOD = 300;

const NEXT_SENTENCE = 80;

/** No honest clause holds more triggers of one kind; the rest of a flood is not read. */
const MAX_TRIGGERS = 8;

/** The matches of a trigger in a clause, the first eight. */
export function triggersOf(clause: { readonly text: string }, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of clause.text.matchAll(pattern)) {
    found.push(match);
    if (found.length === MAX_TRIGGERS) break;
  }
  return found;
}

/** Words that open a clause of their own: behind them another thing is said, often about someone else. */
const OPENERS =
  "i|i'm|im|my|never|don't|dont|do not|please|she|he|her|his|they|я|мой|моя|мое|у меня|у нее|у него|она|он|мне|никогда|не предлагай|не показывай|не ношу|انا|عندي|مقاسي|مقاسها|عندها|هي|هو|ana|3indi|ma2asi|hiya|mabi";
const CONJUNCTION_BORDER = wordPattern(
  `(?:and|but|и|а|но|و|w|o|bas|بس) (?:now|теперь|сейчас|الحين|الان|al7een|el7een|il7een)(?=\\s)|والحين|والان|but|but also|however|although|because|since i|но|а|зато|однако|потому что|так как|بس|لكن|ولكن|لان|لاني|lakin|lakn|bas|(?:and|also|plus|и|да и|و|w|o)(?=\\s(?:${OPENERS})(?![\\p{L}\\p{N}]))`,
);
const ATTACHED_BORDER =
  /(?<=\s)و(?=(?:مقاسي|حجمي|عندي|عندنا|انا|ميزانيتي|بجتي|البس|ما البس|اتحسس|مابي|مابغي|ما ابي|ما ابغي|ما احب|لا تقترح|لا تعرض|لا تور)[\p{L}]*)/gu;

/** A comma around "please" separates nothing: "кожу, пожалуйста, не предлагай". */
const POLITE =
  /[,،]?\s(?:пожалуйста|плиз|please|pls|plz|من فضلك|لو سمحت|لو سمحتي)(?:\s?[,،])?(?=\s)(?!\s(?:i|i'm|im|my|я|у меня|мой|عندي|مقاسي|ميزانيتي|انا|3indi|ana|ma2asi)(?![\p{L}\p{N}]))/gu;

/** Pairs of quotation marks; a single one quotes nothing. Apostrophes count only around whole words. */
const QUOTED = /"[^"]{1,400}"|(?<![\p{L}\p{N}])'(?=\p{L})[^"]{3,200}?(?<=[\p{L}\p{N}!?.])'(?![\p{L}\p{N}])/gu;

function isInside(position: number, spans: readonly (readonly [number, number])[]): boolean {
  return spans.some(([start, end]) => position >= start && position < end);
}

function cutAt(text: string, offset: number, borders: readonly number[]): readonly { text: string; offset: number }[] {
  const points = [0, ...borders.filter((point) => point > 0 && point < text.length), text.length];
  return points.slice(0, -1).map((point, at) => ({ text: text.slice(point, points[at + 1]), offset: offset + point }));
}

/** Cuts a message into sentences and clauses and finds the concepts of each clause. */
export function analyzeMessage(original: string): AnalyzedMessage {
  const normalized = normalizeText(original);
  const text = normalized.text.replace(POLITE, (words) => words.replace(/[,،]/gu, ' '));
  const quotes = /["']/u.test(text)
    ? [...text.matchAll(QUOTED)].map((match) => [match.index, match.index + match[0].length] as const)
    : [];
  const clauses: MessageClause[] = [];
  for (const sentence of splitSentences(text)) {
    for (const clause of splitClauses(sentence.text)) {
      const borders = [
        ...[...clause.text.matchAll(CONJUNCTION_BORDER)].map(({ index }) => index),
        // The letter stays behind: "وميزانيتي" reads as "ميزانيتي".
        ...[...clause.text.matchAll(ATTACHED_BORDER)].map(({ index }) => index + 1),
      ].sort((a, b) => a - b);
      for (const part of cutAt(clause.text, sentence.start + clause.start, borders)) {
        if (part.text.trim() === '') continue;
        const tokens = tokenize(part.text);
        clauses.push({
          text: part.text,
          offset: part.offset,
          before: text.slice(Math.max(sentence.start, part.offset - NEIGHBOURHOOD), part.offset),
          following: text.slice(
            part.offset + part.text.length,
            Math.min(sentence.end, part.offset + part.text.length + NEIGHBOURHOOD),
          ),
          terminator: sentence.terminator,
          nextSentence: text.slice(sentence.end + sentence.terminator.length, sentence.end + NEXT_SENTENCE),
          earlier: text.slice(Math.max(0, sentence.start - NEIGHBOURHOOD), sentence.start),
          isQuoted: isInside(part.offset + part.text.search(/\S/u), quotes),
          isQuestion: /[?؟]/u.test(sentence.terminator) && part.offset + part.text.length >= sentence.end,
          tokens,
          concepts: findConceptsInTokens(part.text, tokens),
        });
      }
    }
  }
  return { normalized, clauses };
}
