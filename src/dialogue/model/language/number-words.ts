import { normalizeText } from './normalize-text.ts';

const UNITS: Readonly<Record<number, string>> = {
  1: 'one один одна одну одного واحد واحده wa7ed',
  2: 'two couple два две двух пару пара اثنين ثنتين اثنان thnain ithnain',
  3: 'three три трех ثلاث ثلاثه thalath thalatha',
  4: 'four четыре четырех اربع اربعه arba3 arba3a',
  5: 'five пять пяти خمس خمسه 5ams 5amsa khamsa',
  6: 'six шесть шести ست سته sitta',
  7: 'seven семь семи سبع سبعه sab3a',
  8: 'eight восемь восьми ثمان ثماني ثمانيه thamanya',
  9: 'nine девять девяти تسع تسعه tis3a',
  10: 'ten десять десяти عشر عشره 3ashra 3ashara',
  11: 'eleven одиннадцать احدعش',
  12: 'twelve двенадцать اثنعش',
  15: 'fifteen пятнадцать خمسطعش',
  20: 'twenty двадцать عشرين',
  30: 'thirty тридцать ثلاثين',
  40: 'forty сорок اربعين',
  50: 'fifty пятьдесят خمسين',
  60: 'sixty шестьдесят ستين',
  70: 'seventy семьдесят سبعين',
  80: 'eighty восемьдесят ثمانين',
  90: 'ninety девяносто تسعين',
  100: 'сто ста',
  200: 'двести двухсот ميتين مائتين مئتين',
  300: 'триста трехсот ثلاثميه ثلاثمائه',
  400: 'четыреста اربعميه اربعمائه',
  500: 'пятьсот пятисот خمسميه خمسمائه 5amsmiya khamsmiya',
  600: 'шестьсот шестисот ستميه ستمائه',
  700: 'семьсот семисот سبعميه سبعمائه',
  800: 'восемьсот восьмисот ثمانميه ثمانمائه',
  900: 'девятьсот девятисот تسعميه تسعمائه',
  1500: 'полторы',
  2000: 'الفين alfain alfen',
};

const VALUES: ReadonlyMap<string, number> = new Map(
  Object.entries(UNITS).flatMap(([value, words]) =>
    words.split(' ').map((word): [string, number] => [normalizeText(word).text, Number(value)]),
  ),
);
const HUNDRED = new Set(['hundred', 'hundreds', 'ميه', 'مائه', 'miya', 'meya'].map((word) => normalizeText(word).text));
const THOUSAND = /^(?:thousands?|grand|k|к|тыс|тыщ[аиу]?|тысяч[аиуе]?|тысячами|الف|الاف|الوف|alf|alaf|aalaf)$/u;

/** The value of one number word up to 2000, digits included: "две", "أسبوعين" excluded; undefined for other words. */
export function wordToNumber(word: string): number | undefined {
  if (/^\d{1,6}$/u.test(word)) return Number(word);
  return VALUES.get(word) ?? (word.startsWith('و') ? VALUES.get(word.slice(1)) : undefined);
}

/**
 * Reads a number written in words or as digits plus "thousand" at `words[from]`: "two hundred fifty", "полторы тысячи",
 * "ألف وخمسمية". Returns the value and how many words it took, or undefined when nothing numeric stands there.
 */
export function readNumberWords(
  words: readonly string[],
  from: number,
): { readonly value: number; readonly length: number } | undefined {
  let total = 0;
  let current = 0;
  let length = 0;
  for (let at = from; at < words.length; at++) {
    const word = words[at] ?? '';
    const bare = word.startsWith('و') && word.length > 2 ? word.slice(1) : word;
    if (THOUSAND.test(bare)) {
      total += current === 1500 ? 1500 : Math.max(current, 1) * 1000;
      current = 0;
    } else if (HUNDRED.has(bare)) {
      current = Math.max(current, 1) * 100;
    } else if (length > 0 && (word === 'and' || word === 'و')) {
      if (wordToNumber(words[at + 1] ?? '') === undefined || /^\d/u.test(words[at + 1] ?? '')) break;
    } else {
      const value = wordToNumber(word);
      if (value === undefined || (length > 0 && /^\d/u.test(word))) break;
      current += value;
    }
    length = at - from + 1;
  }
  return length === 0 ? undefined : { value: total + current, length };
}
