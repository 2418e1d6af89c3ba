/** Abbreviations after which a sentence always goes on. */
const NEVER_ENDS = new Set(
  `dr mr mrs ms prof st vs e.g i.e eg ie approx ca cf incl excl ave blvd т.е т.к т.н т.ж напр см.также гр им ул пр пл
  просп бул обл г-н г-жа д.б د أ م ص`.split(/\s+/u),
);

/** Abbreviations that also end sentences: they do when a capital letter follows. */
const MAY_END = new Set(
  `etc a.m p.m u.s u.k u.a.e inc ltd co jr sr aed dhs dh usd eur approx max min pcs sz cm mm kg руб р коп тыс млн млрд
  т.д т.п др пр шт см мм кг гр мин сек час макс г гг д.э د.إ ه.ا إلخ`.split(/\s+/u),
);

/** Words that stand before a number with a full stop: "No. 5", "стр. 7". */
const BEFORE_NUMBER = new Set('no nos fig art p pp vol стр рис д кв корп эт этаж п'.split(' '));

const LAST_WORD = /[\p{L}\p{M}\p{N}]+(?:[.-][\p{L}\p{M}\p{N}]+)*$/u;
const ADDRESS_WORD = /(?:^|\s)(?:\S*:\/\/|www\.)\S*$/u;
const IS_SPACE = /\s/u;

/** A sign that may end a sentence: where it starts and ends, and where the closing quotes after it end. */
export interface Terminator {
  readonly start: number;
  readonly end: number;
  readonly closedAt: number;
}

/** `unknown`: the text after the sign is needed and has not come yet. */
export type SentenceEnd = 'yes' | 'no' | 'unknown';

/**
 * Whether a sign ends the sentence: not inside numbers, prices, list markers, abbreviations and addresses.
 *
 * @param isWhole nothing more will come.
 * @see dialogue.md D-52
 */
export function judgeTerminator(text: string, { start, end, closedAt }: Terminator, isWhole: boolean): SentenceEnd {
  const next = text.charAt(closedAt);
  if (next === '') return isWhole ? 'yes' : 'unknown';
  const sign = text.slice(start, end);
  if (/[,;:،؛/]/u.test(next)) return 'no';
  const isGlued = !IS_SPACE.test(next);
  if (/[!?؟]/u.test(sign)) return isGlued && ADDRESS_WORD.test(text.slice(0, start)) ? 'no' : 'yes';
  if (isGlued)
    return /\p{Extended_Pictographic}/u.test(text.slice(closedAt, closedAt + 2)) && !/\d/u.test(next) ? 'yes' : 'no';
  const follower = /\S/u.exec(text.slice(closedAt))?.[0];
  if (sign.length > 1 || sign === '…') return judgeByFollower(follower, isWhole, (letter) => !/\p{Ll}/u.test(letter));
  return judgeFullStop(text.slice(0, start), follower, isWhole);
}

function judgeFullStop(before: string, follower: string | undefined, isWhole: boolean): SentenceEnd {
  if (/^\s*\p{N}{1,2}$/u.test(before)) return 'no';
  const word = LAST_WORD.exec(before)?.[0].toLowerCase() ?? '';
  if (MAY_END.has(word)) return judgeByFollower(follower, isWhole, (letter) => /\p{Lu}/u.test(letter));
  if (BEFORE_NUMBER.has(word)) return judgeByFollower(follower, isWhole, (letter) => !/\p{N}/u.test(letter));
  return NEVER_ENDS.has(word) ? 'no' : 'yes';
}

function judgeByFollower(
  follower: string | undefined,
  isWhole: boolean,
  ends: (letter: string) => boolean,
): SentenceEnd {
  if (follower === undefined) return isWhole ? 'yes' : 'unknown';
  return ends(follower) ? 'yes' : 'no';
}
