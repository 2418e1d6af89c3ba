import type { ReplyLanguage } from '../language/detect-language.ts';
import { helplinesFor } from './helplines.ts';
import type { Helpline } from './helplines.ts';

const PARTS: Readonly<
  Record<ReplyLanguage, { readonly near: string; readonly contact: string; readonly later: string }>
> = {
  en: {
    near: 'I am near, and I hear you.',
    contact: 'Please contact people who can help right now.',
    later: 'I am here when you are ready to talk, about anything.',
  },
  ru: {
    near: 'Я рядом, и я тебя слышу.',
    contact: 'Пожалуйста, свяжись с людьми, которые могут помочь прямо сейчас.',
    later: 'Я буду здесь, когда захочешь поговорить, о чём угодно. Я сама никуда не уйду.',
  },
  ar: {
    near: 'أنا قريبة منك، وأنا سامعتك.',
    contact: 'أرجو التواصل الحين مع ناس يقدرون يساعدون.',
    later: 'أنا موجودة متى ما حبيت الكلام، عن أي شيء.',
  },
};

/**
 * The fixed answer to a crisis message: near and hearing, the lines to call, here when you are ready. No model writes it
 * and nothing about clothes is in it. UNDE speaks of itself in the feminine; the Arabic avoids a gender for the user.
 * `country` defaults to the United Arab Emirates. @see dialogue.md 3.4
 */
export function crisisAnswer(language: ReplyLanguage, country = 'AE', helplines?: readonly Helpline[]): string {
  const parts = PARTS[language];
  const lines = helplinesFor(country, helplines).map((line) => `${line.name[language]}: ${line.contact}.`);
  return [parts.near, parts.contact, ...lines, parts.later].join(' ');
}
