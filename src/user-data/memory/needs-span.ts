import { codePointLength } from '#dialogue/model/language/code-points';
import { normalizeText } from '#dialogue/model/language/normalize-text';

const SHORT_EPISODE = 50;
const SHORT_QUERY = 30;
const POINTING = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${[
    'да|нет|ага|угу|этот|эта|это|эти|тот|та|то|те|первый|первая|первое|второй|вторая|второе|третий|третья|третье|последний|беру|возьму|ок|окей|ладно|давай',
    "yes|yeah|yep|no|nope|this|that|these|those|the first|the second|the third|first|second|third|take|i'll take|ok|okay|sure",
    'نعم|ايوه|اي|لا|هذا|هذي|هذه|الاول|الاولي|الثاني|الثانيه|الثالث|الثالثه|اخذ|اخذه|باخذ|تمام|اوكي|اوك',
    'aywa|aiwa|la|hatha|hathi|hada|hadi|el awal|il awal|al awal|el thani|il thani|al thani|tamam|oki',
  ].join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
  'u',
);

/** Whether an episode means little without what was said before it: short, or opened by a pointing word. @see knowledge.md 12.4 */
export function needsSpan(excerpt: string): boolean {
  return codePointLength(excerpt) < SHORT_EPISODE || POINTING.test(normalizeText(excerpt.slice(0, 60)).text);
}

/** A query of fewer than 30 characters ("ok", "this one"): optional spans are left out. @see knowledge.md 12.4 */
export function isShortQuery(text: string): boolean {
  return codePointLength(text.trim()) < SHORT_QUERY;
}
