/** The model reads 512 tokens; the estimate below errs on the safe side of this. */
const PIECE_TOKENS = 450;

const UNIT = /[\p{L}\p{M}]+|\p{N}|[^\s\p{L}\p{M}\p{N}]/gu;
const LATIN = /^\p{Script=Latin}+$/u;
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** An upper estimate of the tokens of a text: a sub-word has about 4 Latin letters, 3 of another script; signs stand alone. */
export function estimateTokens(text: string): number {
  let count = 0;
  for (const [unit] of text.matchAll(UNIT))
    count += LATIN.test(unit) ? Math.ceil(unit.length / 4) : Math.ceil(unit.length / 3);
  return count;
}

/**
 * Cuts a text that the model would truncate into pieces at sentence ends; where a sentence is longer than a piece at
 * words, where a word is at characters. Nothing is lost.
 *
 * @see knowledge.md O-59
 */
export function cutText(text: string, maxTokens: number = PIECE_TOKENS): readonly string[] {
  if (estimateTokens(text) <= maxTokens) return [text];
  const parts = segment(text, sentences)
    .flatMap((sentence) => (estimateTokens(sentence) > maxTokens ? segment(sentence, words) : [sentence]))
    .flatMap((word) => (estimateTokens(word) > maxTokens ? segment(word, graphemes) : [word]));
  return join(parts, maxTokens);
}

function segment(text: string, segmenter: Intl.Segmenter): readonly string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

function join(parts: readonly string[], maxTokens: number): readonly string[] {
  const pieces: string[] = [];
  let [piece, tokens] = ['', 0];
  for (const part of parts) {
    const more = estimateTokens(part);
    if (piece !== '' && tokens + more > maxTokens) {
      pieces.push(piece);
      [piece, tokens] = ['', 0];
    }
    piece += part;
    tokens += more;
  }
  return [...pieces, piece].filter((text) => text.trim() !== '');
}
