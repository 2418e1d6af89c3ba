import { findConcepts } from '#dialogue/model/language/concepts';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { findAmounts } from '#dialogue/model/language/parse-amount';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { FactType } from '#user-data/knowledge/model/fact';

const BODY = wordPattern(
  "(?:i'm|i am|im) an? [2-6]?x{0,3}[sml]|sizes?|size[iy]|wear(?:s|ing)?|wore|height|weight|waist|размер[а-я]*|сайз[а-я]*|ношу|носила?|стал|стала|стали|рост|вес|талия|(?:ال)?مقاس[\\p{L}]*|(?:ال)?حجم[\\p{L}]*|قياسي|سايز[\\p{L}]*|طولي|وزني|البس|ارتدي|لابس|لابسه|m[a]?[2q]a+s[a-z]*|magasi|makasi|7ajm[a-z]*|hajmi|alb[aie]s",
  'u',
);
const ALLERGY = wordPattern(
  'allerg[a-z]*|intoleran[a-z]*|аллерг[а-я]*|не переношу|не переносит|непереносим[а-я]*|(?:ال)?حساسي[\\p{L}]*|حساسيتي|(?:ات)?تحسس|a?[7h]as+a?s+[ie]{0,2}y+[a-z]*|ta7ass?os|at7asas',
  'u',
);
const BAN = wordPattern(
  "never|don't|dont|do not|won't|refuse|hate|can't stand|no|not|without|stop|никогда|не|ни|нет|никак[а-я]*|без|ненавижу|терпеть|لا|ما|مابي|مابغ[\\p{L}]|ماابي|مالبس|ابدا|و?لا|و?ما|بدون|اكره|بالمره|la|ma|mabi|mabgha|mabghi|mabga|maby|ma7ib|ma7eb|malbas|abadan|bidoon",
  'u',
);

const BUDGET = wordPattern('budget|бюджет[а-я]*|ميزاني[\\p{L}]*|بجت[\\p{L}]*|bajt|mizani[a-z]*', 'u');

function hasBudgetAnchor(text: string): boolean {
  return findAmounts(text).some(({ currency }) => currency !== undefined || BUDGET.test(text));
}

/** One test a type over normalised text. Onboarding style is never written by the batch. */
const ANCHORS: Readonly<Record<FactType, (text: string) => boolean>> = {
  body_params: (text) => BODY.test(text),
  budget: hasBudgetAnchor,
  allergy: (text) => ALLERGY.test(text),
  hard_ban: (text) => BAN.test(text),
  life_event: (text) => findConcepts(text).some(({ kind }) => kind === 'event'),
  onboarding_style: () => false,
};

/**
 * Whether a text holds a word that a fact of this type cannot do without. The words are those of the instant rules and
 * of the dictionary, so that whatever those rules find passes. @see knowledge.md 8.6 V3 (O-43)
 */
export function hasAnchor(type: FactType, text: string): boolean {
  return ANCHORS[type](normalizeText(text).text);
}
