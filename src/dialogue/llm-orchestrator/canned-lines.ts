import type { ConsultItem } from '#ports/stylist';
import type { ReplyLanguage } from './turn.ts';

/**
 * What the avatar says when nothing else can be said, in character: the avatar speaks of herself in the
 * feminine and addresses nobody as a man or a woman. @see dialogue.md 3.14 (D-32)
 */
export const GRACEFUL_LINES: Readonly<Record<ReplyLanguage, readonly [string, string, string]>> = {
  en: [
    'I lost my thought for a moment. Say that once more?',
    'I got a little muddled. What are we looking for?',
    'Give me a second... where were we?',
  ],
  ru: [
    'Ой, я потеряла мысль. Повторишь ещё раз?',
    'Я немного запуталась. Что мы с тобой ищем?',
    'Дай мне секундочку... На чём мы остановились?',
  ],
  ar: ['ضاعت مني الفكرة لحظة. نعيدها مرة ثانية؟', 'اختلط عليّ الموضوع شوي. وش ندوّر عليه؟', 'ثانية وحدة... وين كنا؟'],
};

/** One sentence that ends an answer which broke off after it had begun. @see dialogue.md D-33 */
export const BROKEN_OFF_LINE: Readonly<Record<ReplyLanguage, string>> = {
  en: 'Sorry, I lost the thread there.',
  ru: 'Прости, я сбилась с мысли.',
  ar: 'آسفة، ضاع مني الكلام.',
};

const TEMPLATE: Readonly<Record<ReplyLanguage, (names: string) => string>> = {
  en: (names) => `Look what we found: ${names}.`,
  ru: (names) => `Смотри, что мы нашли: ${names}.`,
  ar: (names) => `هذا اللي لقيناه: ${names}.`,
};

/** A sentence that names the found things and nothing else, when no model keeps to them. */
export function templateSentence(items: readonly ConsultItem[], language: ReplyLanguage): string {
  return TEMPLATE[language](
    items.map(({ name, brand, price, currency }) => `${name}, ${brand}, ${price} ${currency}`).join('; '),
  );
}

/** Picks one of three lines, always the same for a turn. */
export function gracefulLine(language: ReplyLanguage, requestId: string): string {
  const lines = GRACEFUL_LINES[language];
  return lines[Number.parseInt(requestId.slice(-4), 16) % lines.length] ?? lines[0];
}
