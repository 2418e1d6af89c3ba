import type { SpeechAlignment } from '#ports/speech-model';

/** Shape of the mouth from a moment on; milliseconds from the start of the text. @see persona.md 13 */
export interface Viseme {
  readonly at_ms: number;
  readonly viseme: number;
}

const REST = 0;
/** A pause between words is heard, and seen, from here on. */
const VISIBLE_PAUSE_MS = 140;

/** Letters by the code of their mouth. Other consonants happen behind the lips and leave the mouth as it is. */
const LETTERS: readonly (readonly [code: number, letters: string])[] = [
  [1, 'аяиый' + 'aiy' + 'اأإآىيئة' + '\u064E\u0650'],
  [2, 'эе' + 'e'],
  [3, 'оёую' + 'ouw' + 'وؤ' + '\u064F'],
  [4, 'мбп' + 'mbp' + 'مب'],
  [5, 'л' + 'l' + 'ل'],
  [6, 'фв' + 'fv' + 'ف'],
];
const CODES: ReadonlyMap<string, number> = new Map(
  LETTERS.flatMap(([code, letters]) => [...letters].map((letter) => [letter, code] as const)),
);
const DIGIT_CODE = 2;

/** The mouth of one spoken text, chunk by chunk: tells changes only. */
export class VisemeTrack {
  #last = REST;

  /** The changes that a stretch of characters brings. */
  add(alignment: SpeechAlignment): readonly Viseme[] {
    return alignment.characters.flatMap((character, at) => {
      const startMs = alignment.startMs[at] ?? 0;
      return this.#change(startMs, codeOf(character, (alignment.endMs[at] ?? startMs) - startMs));
    });
  }

  /** The mouth closes at the end. */
  end(durationMs: number): readonly Viseme[] {
    return this.#change(durationMs, REST);
  }

  #change(atMs: number, code: number | undefined): readonly Viseme[] {
    if (code === undefined || code === this.#last) return [];
    this.#last = code;
    return [{ at_ms: Math.round(atMs), viseme: code }];
  }
}

function codeOf(character: string, durationMs: number): number | undefined {
  const code = CODES.get(character.toLowerCase().normalize('NFC'));
  if (code !== undefined) return code;
  if (/\p{N}/u.test(character)) return DIGIT_CODE;
  if (/[.,!?؟،؛;:…—–\n]/u.test(character)) return REST;
  return /\s/u.test(character) && durationMs >= VISIBLE_PAUSE_MS ? REST : undefined;
}
