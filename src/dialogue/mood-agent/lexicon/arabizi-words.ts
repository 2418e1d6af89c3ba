import { arabizi } from './arabizi.ts';
import { en } from './en.ts';
import type { MoodLexicon } from './lexicon.ts';

const WORD = /[a-z0-9']+/gu;
/** Plain English words that the English mood lexicon has no use for. */
const ENGLISH =
  'men mat am ham bag bags tie ties red pan tan van bank her she his has had will would can could the and for from are you was were with of in on at be by an as or out up go going went see saw buy size skirt shirt dress jeans jacket coat shoes sale mall shop store price wear wearing try tried black white brown green yellow pink grey big small left side line home work school team plan date time day days week weeks month year people girl boy friend friends sister mother mom dad brother name same open close closed door car bus taxi hotel dubai marina price prices ladies kids baby male sat fan fans bar bars salad mala malls tab tall lab annoying frustrating exhausted exhausting depressed amazing beautiful nervous anxious urgent stupid stress panic'.split(
    ' ',
  );

function wordsOf(lexicon: MoodLexicon): readonly string[] {
  const { feelings, ...lists } = lexicon;
  return [...feelings.map(([, , terms]) => terms), ...Object.values(lists)].flatMap((text) => text.match(WORD) ?? []);
}

const KNOWN_ENGLISH = new Set([...wordsOf(en), ...ENGLISH]);
const ARABIZI = new Set(wordsOf(arabizi).filter((word) => word.length >= 3 && !KNOWN_ENGLISH.has(word)));

const MIN_POINTS = 2;
/** A known word of this length is no accident and counts twice. */
const LONG_WORD = 6;
const MIN_SHARE = 0.3;

/**
 * Whether Latin words are probably Arabic: enough of them stand in the Arabizi lexicon and not in the English one. Catches
 * sentences without a digit ("shakli mateen fi kel shay"), which the general detector cannot tell from English.
 */
export function hasArabiziWords(words: readonly string[]): boolean {
  const known = words.filter((word) => ARABIZI.has(word));
  const points = known.reduce((sum, word) => sum + (word.length >= LONG_WORD ? 2 : 1), 0);
  return points >= MIN_POINTS && known.length / words.length >= MIN_SHARE;
}
