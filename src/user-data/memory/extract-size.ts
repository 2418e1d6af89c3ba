import { WORD_END, wordPattern } from '#dialogue/model/language/word-matcher';
import { readAlphaSize, readNamedSize, readNumericSize, readShoeSize } from '#user-data/knowledge/model/size';
import type { Size } from '#user-data/knowledge/model/size';
import { belongsToOther, isConditional, isFormer, isUnsure } from './clause-guards.ts';
import type { ExtractionRule, Finding } from './fact-finding.ts';
import { triggersOf } from './message-clauses.ts';
import type { MessageClause } from './message-clauses.ts';

const GAP = String.raw`[\s:=-]+`;
const FILLER =
  "is|it's|its|definitely|really|exactly|officially|certainly|approximately|الحالي|الجديد|العادي|الاصلي|دايم|دايما|دائما|now|currently|usually|generally|always|still|also|actually|just|a|an|the|size|in|for|clothes|clothing|shoes|in clothes|has become|became|сейчас|теперь|уже|стал|стала|это|обычно|всегда|размер|размера|одежды|обуви|в одежде|в обуви|صار|صارت|هو|هي|الحين|الان|حاليا|مقاس|سايز|في|بال|بالملابس|الملابس|اللبس|الاحذيه|الحذاء|الجزمه|الشوز|حذاء|جزمه|обувь|sar|9ar|saar|howa|huwa|al7een|fil|fel|bil|bel|malabis|el";
const FILLERS = `(?:${GAP}(?:${FILLER})(?![\\p{L}\\p{M}\\p{N}'])){0,3}`;
const SIZE = String.raw`(?<!')([\p{L}\p{N}]{1,9}(?:[.,]5)?)`;
const SYSTEM = '(?:(uk|us|eu|eur)\\s?)?';

const OWN_SIZE_WORD =
  "my (?:feet|foot) (?:are|is)(?: a)? size|put me down (?:as|for)|(?:size|sayz|السايز|سايز|المقاس|مقاس|el size|el ma2as|ma2as) (?:حقي|مالي|7agi|7aggi|mali)|my (?:own |usual |current |normal |regular |dress |clothing |clothes |top |shirt |shoe |shoes |foot |new |real )?(?:size|размер|مقاس|сайз)|(?:мой|моя|мои|свой)(?: обычный| нынешний| нормальный| новый)? (?:размер|сайз|size)|у меня(?: сейчас| теперь| обычно| уже)? (?:размер|сайз|size)|размер(?: одежды| обуви| ноги)? у меня|размер (?:мой|моя)|размер моей (?:одежды|обуви|ноги)|(?:i'm|i am|im|i wear|i take|i use|я|я ношу|ношу|беру|я беру|я теперь|ana|انا|البس|ارتدي|لابس|لابسه|albis|albas|albes|labsa)(?: a| an| обычно| usually| now)? (?:size|sz|размер|сайз|مقاس|سايز|ma2as|ma2aas)|مقاسي|حجمي|قياسي|سايزي|السايز حقي|مقاس (?:صار|هو)|مقاس (?:الحذاء|حذاء|الجزمه|الشوز|الملابس|ملابس|اللبس) (?:عندي|مالي|حقي|عندى)|مقاسي في (?:الملابس|اللبس|الحذاء|الاحذيه|الجزم|الشوز)|مقاس (?:حذائي|جزمتي|رجلي|نعالي|شوزي|ملابسي|لبسي|فستاني|فساتيني)|ma2asi|ma2assi|ma2asy|m2asi|maqasi|makasi|magasi|mqasi|7ajmi|hajmi|sizei|sizey|size y";
const WEAR =
  "i (?:usually |always |mostly |normally |generally |only |now |actually )?(?:wear|take)|i am|i'm|im|я ношу|(?<!не )ношу|я теперь|у меня (?:теперь|сейчас|уже)|(?:теперь|сейчас) у меня|теперь (?:я|мой)|صرت(?: البس)?|(?<!ما |لا |مو )البس|(?<!ما |لا )ارتدي|لابس|لابسه|انا لابسه|(?<!ma |la )albis|(?<!ma |la )albas|(?<!ma |la )albes|(?<!ma |la )albs|9irt(?: albis)?|sirt(?: albis)?|labsa";

const ANCHORED = wordPattern(`(?:${OWN_SIZE_WORD})${FILLERS}${GAP}${SYSTEM}${SIZE}(?:\\s?(uk|us|eu|eur))?`);
const WORN = wordPattern(`(?:${WEAR})${FILLERS}${GAP}${SYSTEM}${SIZE}(?:\\s?(uk|us|eu|eur))?`);
const REVERSED = wordPattern(
  `${SIZE}(?:-?(?:й|ый|ой))?${GAP}(?:is |это |ده |هو )?(?:my size|мой размер|мой|у меня размер|مقاسي|ma2asi)`,
);
const OWN_REVERSED = wordPattern(
  `(?:у меня|я ношу|ношу|беру|покупаю|i wear a|i'm a|i am a)(?: сейчас| теперь| обычно)?\\s${SIZE}(?:-?(?:й|ый|ой))?\\s(?:размер|размера|size)`,
);
const CHANGED = wordPattern(
  `(?:my size|мой размер|размер|مقاسي|ma2asi)\\s(?:has |just |недавно |уже )?(?:changed|изменился|поменялся|сменился|تغير|t8ayyar|tghayar)[\\s,،.:-]{1,3}(?:(?:now|it's|its|it|is|to|i'm|теперь|сейчас|на|у меня|الحين|صار|sar|al7een)\\s){0,3}${SIZE}`,
);
/** "Размер ноги 37 у меня": the owner stands at the end. */
const OWNED_BEHIND = wordPattern(`(?:размер|size)(?: ноги| обуви| одежды)? ${SIZE} (?:у меня|мой|is mine)`);
/** After these verbs a size in words is clear ("I wear a medium"), after "I'm" it would describe the body. */
const WEAR_VERB = /wear|ношу|البس|ارتدي|لابس|alb/u;
const WAIST = wordPattern(
  `(?:my waist(?: size)?(?: is)?|у меня талия|моя талия|талия у меня|i wear|я ношу)${GAP}(?:w\\s?)?(\\d{2})(?: waist)?`,
);

const ANCHOR = new RegExp(
  `^(?:size|sizes|sz|размер[а-я]*|сайз|одежд[а-я]*|clothes|clothing|apparel|(?:ال|لل|بال)?(?:ملابس|لبس|ثوب|ثياب|مقاس)|مقاسي|lebs|malabis|ma2as[iy]?|7ajmi)$`,
  'u',
);
const ANTI_ANCHOR = new RegExp(
  `^(?:shoes?|footwear|sneakers?|trainers?|boots?|heels?|sandals?|loafers?|foot|feet|обув[а-я]*|туф[а-я]*|кроссов[а-я]*|ботин[а-я]*|сапо[а-я]*|кед[а-я]*|босонож[а-я]*|ног[аиу]|ноге|стоп[аы]|(?:ال|لل|بال)?(?:حذاء|احذيه|كوتش|كوتشي|جزمه|جزم|نعال|شوز|بوت|رجل|سنيكرز|كعب)|حذائي|جزمتي|رجلي|نعالي|شوزي|jazma|7itha2|shooz)${'$'}`,
  'u',
);
const NEARBY_WORDS = 5;
const SECOND_SIZE = new RegExp(
  `^\\s?(?:\\/|-|or|или|либо|او|ولا|aw|wla|walla|to|between|and|и|و|till|до)\\s?([\\p{L}\\p{N}]{1,5})${WORD_END}`,
  'u',
);
const BRAND_SCOPE = /(?:^|\s)(?:in|at|from|в|у|من|في|fi)\s$/u;
const SPECIFIC_SCOPE = /^\s?(?:in|for|on|в|для|по|في|لل|بال|fi)/u;
const ASKED = wordPattern(
  "what|what's|which|is|do you|did you|remember|какой|какая|каков|помнишь|знаешь|شو|شنو|وش|كم|ايش|shu|shno|kam",
  'u',
);
const WISH = wordPattern(
  'want to be|wanna be|wish|goal|dream|lose|used to|хочу быть|хотела бы|мечтаю|похудеть|похудею|влезть|ابي اصير|اتمني|نفسي',
  'u',
);

function nearby(clause: MessageClause, at: number, pattern: RegExp): boolean {
  const center = clause.tokens.findIndex(({ start, end }) => at >= start && at < end);
  return clause.tokens.some(({ text, index }) => Math.abs(index - center) <= NEARBY_WORDS && pattern.test(text));
}

function finding(
  clause: MessageClause,
  size: Size,
  key: 'size' | 'shoe_size',
  start: number,
  end: number,
): Finding | undefined {
  if (belongsToOther(clause, start, end, true) || isConditional(clause, start) || isFormer(clause) || isUnsure(clause))
    return undefined;
  const payload = { display_key: key, display_value: size.value, value: size.value, system: size.system };
  return { type: 'body_params', key, payload, start, end };
}

/** "From S to M", "с M на L": the second one is the size now. */
const MOVED = wordPattern(
  `(?:my size|i|мой размер|размер|я|مقاسي|ma2asi)\\s(?:has |have |just |recently |недавно |с размера )?(?:went|gone|moved|changed|switched|dropped|go|изменился|поменялся|вырос|перешл[аи]?|перешел|تغير|انتقل|رحت|t8ayyar|tghayar)\\s(?:up |down )?(?:from|с|со|من|min|mn)\\s(?:size |размера )?[\\p{L}\\p{N}]{1,5}\\s(?:to|into|на|до|الي|ل|ila|la)\\s(?:a |an |size |размер )?${SIZE}`,
);
/** "Обувь 38, одежда 44": the second half of a pair of sizes. */
const PAIRED = wordPattern(
  `(?:а |and |и |و)?(clothes|clothing|dress|shoes?|shoe size|clothing size|dress size|одежды?|обувь|обуви|الملابس|ملابس|الحذاء|حذاء)(?: size| is| размер|\\s?[:-])?\\s${SIZE}`,
  'u',
);

/** "M or L", "S/M", "in Zara", "M in jeans": which one it is stays open. */
function isUnclear(clause: MessageClause, start: number, end: number, isAnchored: boolean): boolean {
  const second = SECOND_SIZE.exec(clause.text.slice(end))?.[1];
  if (second !== undefined && (readAlphaSize(second) ?? readNamedSize(second) ?? readNumericSize(second)) !== undefined)
    return true;
  if (ASKED.test(clause.text.slice(0, start)) || WISH.test(clause.text)) return true;
  if (
    clause.concepts.some((concept) => concept.kind === 'brand' && BRAND_SCOPE.test(clause.text.slice(0, concept.start)))
  )
    return true;
  const scope = SPECIFIC_SCOPE.exec(clause.text.slice(end));
  if (scope === null || isAnchored) return false;
  return clause.concepts.some(
    (concept) =>
      concept.kind === 'garment' &&
      concept.parent !== 'shoes' &&
      concept.conceptId !== 'shoes' &&
      concept.start >= end &&
      concept.start - end < 14,
  );
}

function sizeOf(
  clause: MessageClause,
  word: string,
  system: string | undefined,
  at: number,
  isAnchored: boolean,
): { size: Size; key: 'size' | 'shoe_size' } | undefined {
  const isShoe = nearby(clause, at, ANTI_ANCHOR);
  const foreign = system === 'uk' || system === 'us' ? system.toUpperCase() : undefined;
  if (foreign !== undefined && /^\d{1,2}(?:[.,]5)?$/u.test(word)) {
    return { size: { value: `${foreign} ${word}`, system: 'numeric' }, key: isShoe ? 'shoe_size' : 'size' };
  }
  const alpha = readAlphaSize(word) ?? (isAnchored ? readNamedSize(word) : undefined);
  if (alpha !== undefined) return { size: alpha, key: 'size' };
  if (isShoe) {
    const shoe = readShoeSize(word);
    return shoe === undefined ? undefined : { size: shoe, key: 'shoe_size' };
  }
  const numeric = isAnchored || nearby(clause, at, ANCHOR) ? readNumericSize(word) : undefined;
  return numeric === undefined ? undefined : { size: numeric, key: 'size' };
}

function readMatches(
  clause: MessageClause,
  pattern: RegExp,
  isAnchored: boolean,
  groups: { system?: number; size: number; after?: number },
): readonly Finding[] {
  const found: Finding[] = [];
  for (const match of triggersOf(clause, pattern)) {
    const word = match[groups.size] ?? '';
    const at = match.index + match[0].lastIndexOf(word, match[0].length - 1);
    const system =
      (groups.system === undefined ? undefined : match[groups.system]) ??
      (groups.after === undefined ? undefined : match[groups.after]);
    const end = match.index + match[0].length;
    const read = sizeOf(clause, word, system, at, isAnchored) ?? readWorn(match[0], word);
    if (read === undefined || isUnclear(clause, match.index, end, isAnchored)) continue;
    const fact = finding(clause, read.size, read.key, match.index, end);
    if (fact !== undefined) found.push(fact);
  }
  return found;
}

function readWorn(words: string, word: string): { size: Size; key: 'size' } | undefined {
  const named = WEAR_VERB.test(words) ? readNamedSize(word) : undefined;
  return named === undefined ? undefined : { size: named, key: 'size' };
}

function readMoved(clause: MessageClause): readonly Finding[] {
  return triggersOf(clause, MOVED).flatMap((match) => {
    const size = readAlphaSize(match[1] ?? '') ?? readNumericSize(match[1] ?? '');
    const fact = size && finding(clause, size, 'size', match.index, match.index + match[0].length);
    return fact === undefined ? [] : [fact];
  });
}

const OWN_BEFORE = wordPattern('my|i|у меня|мой|ношу|я|مقاسي|عندي|ma2asi|3indi', 'u');

/** "My shoe size is 38, clothes 44": the owner stands in the half before. */
function readPaired(clause: MessageClause): readonly Finding[] {
  const match = PAIRED.exec(clause.text);
  const word = match?.[2] ?? '';
  if (match === null || clause.text.trim() !== match[0].trim()) return [];
  if (!/(?:size|размер|مقاس|ma2as)/u.test(clause.before) || !OWN_BEFORE.test(clause.before)) return [];
  const isShoe = /shoe|обув|حذاء/u.test(match[1] ?? '');
  const size = isShoe ? readShoeSize(word) : (readAlphaSize(word) ?? readNumericSize(word));
  const end = match.index + match[0].length;
  if (size === undefined || belongsToOther(clause, match.index, end, false)) return [];
  const fact = finding(clause, size, isShoe ? 'shoe_size' : 'size', match.index, end);
  return fact === undefined ? [] : [fact];
}

/** "My size changed, now L": the new size stands behind the comma. */
function readChanged(clause: MessageClause): readonly Finding[] {
  const rest = clause.text + clause.following.slice(0, 24);
  return triggersOf({ text: rest }, CHANGED).flatMap((match) => {
    const size = readAlphaSize(match[1] ?? '') ?? readNumericSize(match[1] ?? '');
    const end = Math.min(match.index + match[0].length, clause.text.length);
    const fact =
      size === undefined || match.index >= clause.text.length
        ? undefined
        : finding(clause, size, 'size', match.index, end);
    return fact === undefined ? [] : [fact];
  });
}

function readWaist(clause: MessageClause): readonly Finding[] {
  return [...triggersOf(clause, WAIST)].flatMap((match) => {
    const isWaist = /waist|тали|w\s?\d/u.test(match[0]);
    const value = Number(match[1]);
    if (!isWaist || value < 22 || value > 50) return [];
    const fact = finding(
      clause,
      { value: `W${value}`, system: 'numeric' },
      'size',
      match.index,
      match.index + match[0].length,
    );
    return fact === undefined ? [] : [fact];
  });
}

/**
 * Clothing and shoe sizes of the user in one clause: "my size is M", "мой размер — М", "مقاسي ٤٢ ملابس", "albis L".
 * Numbers 36-54 need a clothing word in the same clause, at most 5 words away; a shoe word there makes them a shoe size.
 * Two sizes, questions, wishes, brand-bound and former sizes give nothing. @see knowledge.md 6.2, IG-1, IG-2, O-29, O-114, O-115
 */
export const extractSize: ExtractionRule = (clause) => {
  const rules = [
    () => readMatches(clause, ANCHORED, true, { system: 1, size: 2, after: 3 }),
    () => readMatches(clause, REVERSED, true, { size: 1 }),
    () => readMatches(clause, OWNED_BEHIND, true, { size: 1 }),
    () => readMatches(clause, OWN_REVERSED, true, { size: 1 }),
    () => readWaist(clause),
    () => readChanged(clause),
    () => readMoved(clause),
    () => readPaired(clause),
    () => readMatches(clause, WORN, false, { system: 1, size: 2, after: 3 }),
  ];
  for (const rule of rules) {
    const found = rule();
    if (found.length > 0) return found;
  }
  return [];
};
