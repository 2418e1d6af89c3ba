import { normalizeText } from '#dialogue/model/language/normalize-text';
import { tokenize } from '#dialogue/model/language/tokenize';
import { wordMatcher } from '#dialogue/model/language/word-matcher';
import { phrases } from '#dialogue/model/phrase-list';
import { quoteUserText } from '#dialogue/model/persona-contract/directive-line';
import type { PersonaRequest } from './contract.ts';
import type { SituationalRule } from './situational-rule.ts';
import { apply, isEmotionalShare, isLow, saysLittle, skip, skipField } from './situational-rule.ts';

const DAY_MS = 86_400_000;
const LONG_ABSENCE_DAYS = 7;
const MEDIUM_ABSENCE_DAYS = 3;
const SHORT_REPLY_WORDS = 2;
const SHORT_REPLIES = 3;
const REPLY_WINDOW = 5;
/** Two words fit into this many characters; the rest of a long message need not be read to count them. */
const ENOUGH_TO_COUNT = 300;

const COLD_OR_WET = wordMatcher(
  phrases(
    'rain; rains; rainy; raining; rained; drizzle; snow; snows; snowy; snowing; cold; freezing; chilly',
    'дожд*; ливень; ливня; снег; снега; снегу; снегом; снежно; холод; холода; холодно; похолодало',
    'замерз*; мерзну; мороз; прохладно; مطر; المطر; تمطر; ممطر; ثلج; الثلج; برد; البرد; بارد; بردان',
    'matar; mo6ar; talj; bard; bardan',
  ),
);

/** How to greet after an absence. @see persona.md 9, P-21 */
export const welcomeBack: SituationalRule = (situation) => {
  const { mood_frame: mood, user_knowledge_compact: knowledge } = situation.request;
  if (!mood.thread_break) return skip('return', 'no thread break');
  const lastActive = knowledge.last_active_at === null ? Number.NaN : Date.parse(knowledge.last_active_at);
  const days = Number.isNaN(lastActive) ? 0 : Math.floor((situation.now.getTime() - lastActive) / DAY_MS);
  if (days >= LONG_ABSENCE_DAYS) return apply(situation, 'SR-return-long', { days });
  if (days >= MEDIUM_ABSENCE_DAYS) return apply(situation, 'SR-return-medium', { days });
  return apply(situation, 'SR-return-short');
};

/** The name that the user asked for. */
export const nickname: SituationalRule = (situation) => {
  const field = situation.profile.nickname;
  if (!field.isKnown || typeof field.value !== 'string') return skipField('nickname', field);
  if (saysLittle(situation)) return skip('nickname', 'low mood confidence');
  return apply(situation, 'SR-nickname', { name: quoteUserText(field.value) });
};

/** How the user likes mistakes to be handled. */
export const errorStyle: SituationalRule = (situation) => {
  const field = situation.profile.error_reaction;
  if (field.value === 'apologetic') return apply(situation, 'SR-error-apologise');
  if (field.value !== 'laugh_it_off') return skipField('error_style', field);
  return situation.humorOk ? apply(situation, 'SR-error-laugh') : skip('error_style', 'no humour now');
};

/** Stop entertaining who answers in one or two words. Not for someone who is sad. */
export const lowEngagement: SituationalRule = (situation) => {
  if (isEmotionalShare(situation)) return skip('low_engagement', 'emotional_share');
  if (isLow(situation)) return skip('low_engagement', 'low valence');
  const short = countShortReplies(situation.request);
  return short >= SHORT_REPLIES ? apply(situation, 'SR-low-engagement') : skip('low_engagement', `short=${short}`);
};

/** Of the last five replies, this one included, how many have at most two words. Metas come newest first. */
function countShortReplies(request: PersonaRequest): number {
  const earlier = request.last_n_response_meta.flatMap((meta) =>
    meta.user_word_count === undefined ? [] : [meta.user_word_count],
  );
  const message = request.user_message.slice(0, ENOUGH_TO_COUNT);
  const current = message.trim() === '' ? [] : [tokenize(normalizeText(message).text).length];
  return [...current, ...earlier].slice(0, REPLY_WINDOW).filter((words) => words <= SHORT_REPLY_WORDS).length;
}

/** The user knows the weather better than the data do. */
export const sensorVersusUser: SituationalRule = (situation) => {
  const { context_frame: frame, user_message: message } = situation.request;
  if (!frame?.environment.weather) return skip('sensor_vs_user', 'no weather');
  return COLD_OR_WET.test(normalizeText(message).text)
    ? apply(situation, 'SR-sensor-vs-user')
    : skip('sensor_vs_user', 'not mentioned');
};
