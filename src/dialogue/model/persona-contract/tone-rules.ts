import type { DirectiveRule, ToneMode } from '../persona.ts';
import type { DirectiveLanguage, LineText } from './directive-line.ts';
import { renderLine } from './directive-line.ts';

/** What each tone means for the words. @see persona.md 8.2 */
const TONE_RULES: Readonly<Record<ToneMode, readonly LineText[]>> = {
  warm: [
    { en: 'Warm, friendly.', ru: 'Тепло, дружелюбно.' },
    { en: 'Suggest softly.', ru: 'Предлагай мягко.' },
  ],
  playful: [
    { en: 'Playful.', ru: 'Игриво.' },
    { en: 'Jokes are allowed, the user is in a good mood.', ru: 'Шутить можно, у человека хорошее настроение.' },
  ],
  gentle: [
    { en: 'Soft, unhurried.', ru: 'Мягко, неторопливо.' },
    { en: 'No jokes.', ru: 'Без шуток.' },
    { en: 'No pressure.', ru: 'Без давления.' },
  ],
  gentle_helpful: [
    { en: 'Soft, short.', ru: 'Мягко, коротко.' },
    { en: 'Solve the task with few choices.', ru: 'Реши задачу, дай немного вариантов.' },
    { en: 'Acknowledge the tiredness once.', ru: 'Один раз признай, что человек устал.' },
  ],
  supportive: [
    { en: 'Listen first.', ru: 'Сначала выслушай.' },
    { en: 'Name the feeling.', ru: 'Назови чувство.' },
    { en: 'No products unless asked.', ru: 'Никаких товаров, пока не попросят.' },
  ],
  efficient: [
    { en: 'Short.', ru: 'Коротко.' },
    { en: 'No small talk, no questions.', ru: 'Без болтовни, без вопросов.' },
    { en: 'Options at once.', ru: 'Сразу варианты.' },
  ],
  opinionated: [
    { en: 'One clear position with a reason.', ru: 'Одна ясная позиция с объяснением.' },
    { en: 'Leave the choice to the user.', ru: 'Выбор оставь человеку.' },
  ],
  excited: [
    { en: 'Share the joy.', ru: 'Раздели радость.' },
    { en: 'Energetic.', ru: 'Энергично.' },
    { en: 'Keep facts exact.', ru: 'Факты оставляй точными.' },
  ],
};

const LANGUAGE_NAMES: Readonly<Record<'en' | 'ru' | 'ar', LineText>> = {
  en: { en: 'English', ru: 'английский' },
  ru: { en: 'Russian', ru: 'русский' },
  ar: { en: 'Arabic', ru: 'арабский' },
};

const ANSWER_LANGUAGE: LineText = {
  en: "Answer in the user's language: {language}.",
  ru: 'Отвечай на языке пользователя: {language}.',
};

/** The rules of a tone, as `TR-<tone>-<n>`. */
export function toneRules(tone: ToneMode, language: DirectiveLanguage): DirectiveRule[] {
  return TONE_RULES[tone].map((text, index) => renderLine(`TR-${tone}-${index + 1}`, text, language));
}

/** The line that fixes the language of the answer: directives are written in another one. @see persona.md P-32 */
export function languageRule(userLanguage: 'en' | 'ru' | 'ar', language: DirectiveLanguage): DirectiveRule {
  return renderLine('TR-language', ANSWER_LANGUAGE, language, { language: LANGUAGE_NAMES[userLanguage][language] });
}
