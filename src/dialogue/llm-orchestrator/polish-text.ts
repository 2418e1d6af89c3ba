const EMOJI = /\p{Extended_Pictographic}(?:\u{FE0F}|\u{200D}\p{Extended_Pictographic})*/gu;

/** Removes what a spoken friend does not say: markdown and more emoji than allowed. @see dialogue.md D-35 */
export function polishSentence(sentence: string, maxEmoji: number): string {
  let left = maxEmoji;
  return sentence
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, '')
    .replace(/^#{1,6}\s+/u, '')
    .replace(/\*\*|__|`/gu, '')
    .replace(/\[([^\]]+)\]\((?:[^)]+)\)/gu, '$1')
    .replace(EMOJI, (emoji) => (left-- > 0 ? emoji : ''))
    .replace(/ {2,}/gu, ' ')
    .trim();
}

const CURRENCY_WORDS: Readonly<Record<'en' | 'ru' | 'ar', readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/\bAED\b/gu, 'dirhams'],
    [/\$\s?(\d+)/gu, '$1 dollars'],
  ],
  ru: [
    [/AED/gu, 'дирхам'],
    [/\$\s?(\d+)/gu, '$1 долларов'],
  ],
  ar: [
    [/AED/gu, 'درهم'],
    [/\$\s?(\d+)/gu, '$1 دولار'],
  ],
};

/** What the voice reads: no emoji, no addresses, currency as a word. */
export function toSpeech(sentence: string, language: 'en' | 'ru' | 'ar'): string {
  const spoken = sentence
    .replace(EMOJI, '')
    .replace(/https?:\/\/\S+/gu, '')
    .replace(/\s{2,}/gu, ' ')
    .trim();
  return CURRENCY_WORDS[language].reduce((text, [pattern, word]) => text.replace(pattern, word), spoken);
}
