import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { arabic } from './arabic.ts';
import { english } from './english.ts';
import { russian } from './russian.ts';
import { LANGUAGES } from './words.ts';
import type { Language, Words } from './words.ts';

const WORDS: Readonly<Record<Language, Words>> = { en: english, ru: russian, ar: arabic };
const KEY = 'unde-language';

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly setLanguage: (language: Language) => void;
}

const SpokenContext = createContext<Spoken | null>(null);

/** The language that was chosen here before, else the browser's, else English. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return wanted.map((tag) => LANGUAGES.find((each) => each === tag)).find((each) => each !== undefined) ?? 'en';
}

/** Loads the fonts of a language before it is shown, so that no line moves afterwards. Never waits longer than 400 ms. */
export async function loadFonts(language: Language): Promise<void> {
  const sample = WORDS[language].welcome.title;
  const fonts = ['400 16px "IBM Plex Sans"', '500 16px "IBM Plex Sans"', '400 32px Fraunces'].map((font) =>
    document.fonts.load(font, sample),
  );
  await Promise.race([Promise.allSettled(fonts), new Promise((resolve) => setTimeout(resolve, 400))]);
}

/** Holds the language of the page and keeps `lang` and `dir` of the document in step. */
export function SpokenProvider(props: { readonly children: ReactNode }): ReactNode {
  const [language, choose] = useState(firstLanguage);
  const words = WORDS[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = words.dir;
  }, [language, words]);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(KEY, next);
    void loadFonts(next).then(() => choose(next));
  }, []);
  const value = useMemo(() => ({ language, words, setLanguage }), [language, words, setLanguage]);
  return <SpokenContext value={value}>{props.children}</SpokenContext>;
}

/** The words of the page and the way to change the language. */
export function useWords(): Spoken {
  const spoken = useContext(SpokenContext);
  if (!spoken) return { language: 'en', words: english, setLanguage: () => undefined };
  return spoken;
}

/** All languages with their own names, for the switch. */
export const languageNames = LANGUAGES.map((language) => ({ language, name: WORDS[language].name }));
