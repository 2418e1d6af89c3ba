import { isElongated } from './token-forms.ts';

/** What a text shows beside its words. Counts are of the whole text. */
export interface TextSigns {
  readonly exclamations: number;
  readonly questions: number;
  readonly hasEllipsis: boolean;
  /** Written in capitals where it need not be. */
  readonly isShouting: boolean;
  readonly hasElongation: boolean;
  /** Closing brackets without opening ones are smiles in Russian chats; negative: frowns. */
  readonly bracketSmile: number;
}

const CAPITAL_WORD = /^\p{Lu}{2,}$/u;
const LETTER_WORD = /\p{L}[\p{L}'’]*/gu;
/** Sizes, currencies and names that are always written in capitals. */
const ALWAYS_CAPITAL = new Set(
  'XS XL XXL XXXL AED USD EUR DHS UAE OK OMG LOL SOS ASAP ID TV PDF SMS VIP IT HR CEO GPS DIY IKEA ZARA UNIQLO ASOS DKNY TVC ТЦ ТРЦ ОАЭ США КПП ЗП WTF FFS SMH IDK TBH IMO BTW NGL RN XD'.split(
    ' ',
  ),
);

/** Reads punctuation, capitals and drawn-out letters of a raw text. */
export function readTextSigns(text: string): TextSigns {
  const words = text.match(LETTER_WORD) ?? [];
  return {
    exclamations: Math.min(5, text.match(/[!！]/gu)?.length ?? 0),
    questions: Math.min(5, text.match(/[?؟]/gu)?.length ?? 0),
    hasEllipsis: /\.{2,}|…/u.test(text),
    isShouting: isShouting(words),
    hasElongation: words.some((word) => isElongated(word.toLowerCase())),
    bracketSmile: countBracketSmile(text),
  };
}

function isShouting(words: readonly string[]): boolean {
  const telling = words.filter(
    (word) => word.length >= 2 && !ALWAYS_CAPITAL.has(word) && word.toLowerCase() !== word.toUpperCase(),
  );
  const capitals = telling.filter((word) => CAPITAL_WORD.test(word.replace(/['’]/gu, '')));
  const letters = capitals.reduce((sum, word) => sum + word.length, 0);
  if (telling.length <= 1) return letters >= 4;
  return letters >= 5 && capitals.length / telling.length >= 0.5;
}

function countBracketSmile(text: string): number {
  const faces = (text.match(/[:;=8]-?[)D3]|\^_?\^|<3/gu)?.length ?? 0) - (text.match(/[:;=]['-]?[(/|]/gu)?.length ?? 0);
  const runs = (text.match(/(?<![(:;=-])\){2,}/gu)?.length ?? 0) - (text.match(/(?<![:;=-])\({2,}/gu)?.length ?? 0);
  const single = /[^\s(\d]\s?\)\s*$/u.test(text) && !text.includes('(') ? 1 : /[^\s)]\s?\(\s*$/u.test(text) ? -1 : 0;
  const score = faces + runs + (faces === 0 && runs === 0 ? single : 0);
  return Math.max(-2, Math.min(2, score));
}
