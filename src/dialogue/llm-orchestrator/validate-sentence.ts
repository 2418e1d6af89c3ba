/** Why a sentence must not be released. */
export type SentenceFault = 'empty' | 'leak' | 'truncated';

/** Words of the prompt that an answer never contains; compared without case, spaces and underscores. @see dialogue.md D-31 */
const LEAK_MARKERS = [
  'hardbans',
  'personadirective',
  'identityblock',
  'systemprompt',
  'buildpersona',
  'canonicalfields',
  'undebrief',
];
/** So many words in a row that equal the system prompt are a leak. */
const COPIED_WORDS = 12;

/** Checks one sentence before it is released; undefined when it may go. @see dialogue.md 3.14 */
export function validateSentence(sentence: string, systemPrompt: PromptWords): SentenceFault | undefined {
  if (!/\p{L}/u.test(sentence) && !/\p{N}/u.test(sentence)) return 'empty';
  const squeezed = sentence.toLowerCase().replace(/[\s_-]+/gu, '');
  if (LEAK_MARKERS.some((marker) => squeezed.includes(marker)) || systemPrompt.isCopiedBy(sentence)) return 'leak';
  if (!isBalanced(sentence, '{', '}')) return 'truncated';
  return undefined;
}

/** Checks an answer as a whole. */
export function validateAnswer(text: string): SentenceFault | undefined {
  return text.trim().length < 5 || !/\p{L}/u.test(text) ? 'empty' : undefined;
}

/** The word sequences of a system prompt, for finding copies of it. */
export class PromptWords {
  readonly #runs: ReadonlySet<string>;

  constructor(prompt: string) {
    this.#runs = new Set(runsOf(prompt));
  }

  /** Whether a text repeats twelve words of the prompt in a row. */
  isCopiedBy(text: string): boolean {
    return runsOf(text).some((run) => this.#runs.has(run));
  }
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return Array.from({ length: Math.max(0, words.length - COPIED_WORDS + 1) }, (_, start) =>
    words.slice(start, start + COPIED_WORDS).join(' '),
  );
}

function isBalanced(text: string, open: string, close: string): boolean {
  return text.split(open).length === text.split(close).length;
}
