import type { FeelingName } from '../feelings.ts';
import { compileTerms } from '../match-terms.ts';
import type { TermMatcher } from '../match-terms.ts';
import { ar } from './ar.ts';
import { arabizi } from './arabizi.ts';
import { EMOJI_FEELINGS, IRONIC_EMOJI } from './emoji.ts';
import { en } from './en.ts';
import type { MoodLexicon } from './lexicon.ts';
import { ru } from './ru.ts';

/** A feeling with the strength that its word gives it. */
export interface WeighedFeeling {
  readonly feeling: FeelingName;
  readonly strength: number;
}

/** What a word does to its neighbours. */
export type WordRole =
  'negator' | 'transparent' | 'intensifier' | 'softener' | 'request' | 'contrast' | 'condition' | 'filler' | 'mishap';

/** All lexicons that a text may need, ready to search. */
export interface CompiledLexicon {
  readonly feelings: TermMatcher<WeighedFeeling>;
  readonly irony: TermMatcher<WeighedFeeling>;
  readonly roles: ReadonlyMap<WordRole, TermMatcher<true>>;
  readonly cues: TermMatcher<true>;
}

const ROLES: readonly (readonly [WordRole, keyof Omit<MoodLexicon, 'feelings' | 'ironyCues'>])[] = [
  ['negator', 'negators'],
  ['transparent', 'transparent'],
  ['intensifier', 'intensifiers'],
  ['softener', 'softeners'],
  ['request', 'requests'],
  ['contrast', 'contrasts'],
  ['condition', 'conditions'],
  ['filler', 'fillers'],
  ['mishap', 'mishaps'],
];

/** English, Russian and Arabic never share a word, so one index serves all three. */
export const plainLexicon: CompiledLexicon = compile([en, ru, ar], false);
/** For texts with Arabizi in them, whose words would otherwise be read as English ("la", "ma"). */
export const arabiziLexicon: CompiledLexicon = compile([arabizi, en, ru, ar], true);

function compile(lexicons: readonly MoodLexicon[], bySkeleton: boolean): CompiledLexicon {
  const settings = { bySkeleton };
  const feelings = lexicons.flatMap((lexicon) => lexicon.feelings);
  const weighed = (isIrony: boolean): (readonly [WeighedFeeling, string])[] =>
    feelings
      .filter(([feeling]) => (feeling === 'irony') === isIrony)
      .map(([feeling, strength, terms]) => [{ feeling, strength }, terms] as const);
  return {
    feelings: compileTerms(weighed(false), settings),
    irony: compileTerms(weighed(true), settings),
    roles: new Map(
      ROLES.map(([role, field]) => [role, compileTerms(lexicons.map((lexicon) => [true, lexicon[field]] as const))]),
    ),
    cues: compileTerms(lexicons.map((lexicon) => [true, lexicon.ironyCues] as const)),
  };
}

const VARIATION = /[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const EMOJI = new Map<string, WeighedFeeling>(
  EMOJI_FEELINGS.flatMap(([feeling, strength, list]) =>
    list.split(' ').map((emoji): [string, WeighedFeeling] => [emoji.replace(VARIATION, ''), { feeling, strength }]),
  ),
);
const IRONIC = new Set(IRONIC_EMOJI.split(' '));

/** The emoji of a text that speak of a feeling, in order; `isIronic` when one of them rolls its eyes. */
export function readEmoji(text: string): { readonly feelings: readonly WeighedFeeling[]; readonly isIronic: boolean } {
  const feelings: WeighedFeeling[] = [];
  let isIronic = false;
  if (!/\p{Extended_Pictographic}/u.test(text)) return { feelings, isIronic };
  for (const { segment } of graphemes.segment(text)) {
    const emoji = segment.replace(VARIATION, '');
    isIronic ||= IRONIC.has(emoji);
    const feeling = EMOJI.get(emoji);
    if (feeling) feelings.push(feeling);
  }
  return { feelings, isIronic };
}
