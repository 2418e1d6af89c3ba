import type { SpeechAlignment } from '#ports/speech-model';

/** Languages with a voice here. */
export type SpeechLanguage = 'en' | 'ru' | 'ar';

/** Letters a second at speed 1, of unhurried speech. */
const LETTERS_PER_SECOND: Readonly<Record<SpeechLanguage, number>> = { en: 15, ru: 14, ar: 12 };

const VOWEL = /[aeiouyаеёиоуыэюяاويىأإآة]/iu;

/** How long a character sounds, in letters: marks are silent, signs are pauses, digits are words. */
function weigh(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  if (/[.!?؟…\n]/u.test(character)) return 5;
  if (/[,;:،؛—–]/u.test(character)) return 3;
  if (/\s/u.test(character)) return 0.6;
  if (/\p{N}/u.test(character)) return 4;
  if (/\p{L}/u.test(character)) return VOWEL.test(character) ? 1.3 : 0.85;
  return 0;
}

/** Whether nothing sounds at this character. */
export function isPause(character: string): boolean {
  return !/[\p{L}\p{N}]/u.test(character);
}

/** Whether a syllable has its middle at this character. */
export function isVowel(character: string): boolean {
  return VOWEL.test(character) || /\p{N}/u.test(character);
}

/**
 * When each character of a text is spoken. A text without letters takes no time.
 *
 * @param totalMs the measured length of the speech; without it the length follows from language and speed.
 */
export function timeCharacters(input: {
  readonly text: string;
  readonly lang: SpeechLanguage;
  readonly speed: number;
  readonly totalMs?: number;
}): SpeechAlignment {
  const characters = [...input.text];
  const weights = characters.map(weigh);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const naturalMs = 1_000 / (LETTERS_PER_SECOND[input.lang] * Math.max(0.1, input.speed));
  const letterMs = input.totalMs === undefined ? naturalMs : input.totalMs / Math.max(sum, 1e-9);
  const [startMs, endMs]: [number[], number[]] = [[], []];
  let atMs = 0;
  for (const weight of weights) {
    startMs.push(Math.round(atMs));
    atMs += weight * letterMs;
    endMs.push(Math.round(atMs));
  }
  return { characters, startMs, endMs };
}
