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
  readonly tokens: readonly Token[];
  readonly concepts: readonly ConceptMatch[];
};

/** A message cut into clauses, with the way back to its original. */
export type AnalyzedMessage = { readonly normalized: NormalizedText; readonly clauses: readonly MessageClause[] };

/** How far a rule looks around its clause, in characters: a sentence without end must not make the work quadratic. */
const NEIGHBOURHOOD = 300;

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
  `but|but also|however|although|because|since i|но|а|зато|однако|потому что|так как|بس|لكن|ولكن|لان|لاني|lakin|lakn|bas|(?:and|also|plus|и|да и|و|w|o)(?=\\s(?:${OPENERS})(?![\\p{L}\\p{N}]))`,
);
const ATTACHED_BORDER =
  /(?<=\s)و(?=(?:مقاسي|عندي|انا|ميزانيتي|مابي|مابغي|ما ابي|ما ابغي|ما احب|لا تقترح|لا تعرض|لا تور)[\p{L}]*)/gu;

/** A comma around "please" separates nothing: "кожу, пожалуйста, не предлагай". */
const POLITE = /[,،]?\s(?:пожалуйста|плиз|please|pls|plz|من فضلك|لو سمحت|لو سمحتي)(?:\s?[,،])?(?=\s)/gu;

function cutAt(text: string, offset: number, borders: readonly number[]): readonly { text: string; offset: number }[] {
  const points = [0, ...borders.filter((point) => point > 0 && point < text.length), text.length];
  return points.slice(0, -1).map((point, at) => ({ text: text.slice(point, points[at + 1]), offset: offset + point }));
}

/** Cuts a message into sentences and clauses and finds the concepts of each clause. */
export function analyzeMessage(original: string): AnalyzedMessage {
  const normalized = normalizeText(original);
  const text = normalized.text.replace(POLITE, (words) => words.replace(/[,،]/gu, ' '));
  const clauses: MessageClause[] = [];
  for (const sentence of splitSentences(text)) {
    for (const clause of splitClauses(sentence.text)) {
      const borders = [...clause.text.matchAll(CONJUNCTION_BORDER), ...clause.text.matchAll(ATTACHED_BORDER)]
        .map(({ index }) => index)
        .sort((a, b) => a - b);
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
          isQuestion: /[?؟]/u.test(sentence.terminator) && part.offset + part.text.length >= sentence.end,
          tokens,
          concepts: findConceptsInTokens(part.text, tokens),
        });
      }
    }
  }
  return { normalized, clauses };
}
