import { codePointLength, isWordless } from '#dialogue/model/language/code-points';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { wordMatcher } from '#dialogue/model/language/word-matcher';
import type { WordMatcher } from '#dialogue/model/language/word-matcher';

/** What a remembered message is about; decides how fast it fades. @see knowledge.md 11.3 */
export type MemoryType = 'emotion' | 'event' | 'general' | 'preference' | 'fact';

/** Type, confidence (0.3, 0.5 or 0.9) and whether the message is worth an embedding. */
export type ClassifiedMessage = { readonly memoryType: MemoryType; readonly memoryConfidence: number; readonly isEmbeddable: boolean };

/** Salience: at least so many code points, and a word among them. @see knowledge.md O-56 */
const MIN_EMBEDDABLE = 15;

/** In order of precedence: "an allergy, it annoys me" is a fact. @see knowledge.md O-58 */
const TYPES: readonly (readonly [MemoryType, WordMatcher])[] = [
  ['fact', wordMatcher(['размер*', 'аллерги*', 'не ем', 'работаю', 'живу', 'мой рост', 'мне лет', 'size', 'sizes', 'allergy', 'allergies', 'allergic', 'i work', 'i live', "i don't eat", 'مقاس', 'مقاسي', 'حساسية', 'الحساسية', 'حساسيتي', 'أعيش', 'أشتغل', 'أعمل', 'ساكنة', 'ma2asi', 'ma2as', '7asasiya', 'hasasiya', 'a3ish', 'ashtaghel'])],
  ['emotion', wordMatcher(['устал*', 'уставш*', 'бесит', 'бесят', 'счастлив*', 'грустн*', 'нервнича*', 'волнуюсь', 'тревожн*', 'злюсь', 'плачу', 'расстроен*', 'одинок*', 'рада', 'рад', 'скучаю', 'обидно', 'tired', 'happy', 'angry', 'sad', 'upset', 'nervous', 'anxious', 'excited', 'lonely', 'depressed', 'stressed', 'annoyed', 'annoys', 'exhausted', 'worried', 'تعبانة', 'تعبان', 'سعيدة', 'سعيد', 'زعلانة', 'زعلان', 'حزينة', 'حزين', 'متوترة', 'فرحانة', 'متضايقة', 'ta3bana', 'ta3ban', 'za3lana', 'za3lan', 'far7ana', 'mabsoota', 'mitdayga', '7azeena'])],
  ['preference', wordMatcher(['люблю', 'обожаю', 'ненавижу', 'нравится', 'нравятся', 'не нравится', 'мой стиль', 'предпочитаю', 'love', 'loved', 'hate', 'prefer', 'adore', 'my style', 'favourite', 'favorite', 'أحب', 'احب', 'أكره', 'أفضل', 'أعشق', 'يعجبني', 'ستايلي', 'a7ib', 'a7eb', 'akrah', 'afadil', 'a3shag', 'a3sha2'])],
  ['event', wordMatcher(['вчера', 'сегодня', 'завтра', 'послезавтра', 'в прошлый раз', 'на выходных', 'на прошлой неделе', 'на следующей неделе', 'yesterday', 'today', 'tomorrow', 'tonight', 'last week', 'last time', 'last night', 'next week', 'on the weekend', 'this weekend', 'أمس', 'اليوم', 'غداً', 'غدا', 'بكرة', 'البارح', 'الأسبوع الماضي', 'ams', 'alyoum', 'elyoum', 'bukra', 'bokra', 'embare7'])],
];
const INTENSIFIERS = wordMatcher(['всегда', 'никогда', 'обожаю', 'ненавижу', 'терпеть не могу', 'всю жизнь', 'с детства', 'always', 'never', 'absolutely', 'all my life', "can't stand", 'since childhood', 'دائماً', 'دايم', 'دايما', 'أبداً', 'طول عمري', 'مستحيل', 'dayman', 'dayem', 'abadan', '6ool 3umri']);
const SOFTENERS = wordMatcher(['сегодня', 'что-то', 'немного', 'пока что', 'наверное', 'может быть', 'кажется', 'вроде', 'today', 'maybe', 'a bit', 'perhaps', 'probably', 'i think', 'kind of', 'a little', 'ربما', 'شوي', 'يمكن', 'اليوم', 'احتمال', 'yimkin', 'shway', 'shwaya', 'alyoum']);

/** Type, confidence and salience of a user message, from whole-word signals in four languages. @see knowledge.md 11.2, 11.3 */
export function classifyMessage(text: string): ClassifiedMessage {
  const normalized = normalizeText(text).text;
  const memoryType = TYPES.find(([, matcher]) => matcher.test(normalized))?.[0] ?? 'general';
  const memoryConfidence = INTENSIFIERS.test(normalized) ? 0.9 : SOFTENERS.test(normalized) ? 0.3 : 0.5;
  return { memoryType, memoryConfidence, isEmbeddable: codePointLength(text.trim()) >= MIN_EMBEDDABLE && !isWordless(text) };
}
