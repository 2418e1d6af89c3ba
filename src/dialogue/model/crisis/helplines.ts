/**
 * Places that help in a crisis, by country (ISO 3166-1 alpha-2; `any` is shown to everyone). The numbers are those of
 * the specification; `lastVerified` stays null until a person of the owner has called or opened the line. A release with an
 * unverified line is blocked ({@link unverifiedHelplines}); the answer itself is never held back.
 * @see dialogue.md D-18
 */
export type Helpline = {
  readonly country: string;
  readonly name: Readonly<Record<'ru' | 'en' | 'ar', string>>;
  readonly contact: string;
  /** Who in the team answers for this line. */
  readonly owner: string;
  /** YYYY-MM-DD of the owner's last call or look at the official page; null when nobody has done it yet. */
  readonly lastVerified: string | null;
};

/** The configured lines. 741741 answers in the United States only and is shown there only. */
export const HELPLINES: readonly Helpline[] = [
  {
    country: 'AE',
    name: {
      en: 'UAE mental support line',
      ru: 'Линия психологической поддержки ОАЭ',
      ar: 'خط الدعم النفسي في الإمارات',
    },
    contact: '800-HOPE (4673)',
    owner: 'trust-and-safety',
    lastVerified: null,
  },
  {
    country: 'US',
    name: { en: 'Crisis Text Line', ru: 'Crisis Text Line', ar: 'Crisis Text Line' },
    contact: 'HOME → 741741',
    owner: 'trust-and-safety',
    lastVerified: null,
  },
  {
    country: 'any',
    name: { en: 'Find a line in your country', ru: 'Найти линию помощи в своей стране', ar: 'خطوط المساعدة في بلدك' },
    contact: 'befrienders.org',
    owner: 'trust-and-safety',
    lastVerified: null,
  },
];

/** Lines for a country in the order they are spoken; 800-HOPE always comes first, it is never dropped. */
export function helplinesFor(country: string, helplines: readonly Helpline[] = HELPLINES): readonly Helpline[] {
  const wanted = new Set(['AE', country.toUpperCase(), 'any']);
  return helplines.filter((line) => wanted.has(line.country));
}

const MAX_AGE_DAYS = 365;

/** Lines that nobody verified within the last year: each one blocks a release. `today` is YYYY-MM-DD. */
export function unverifiedHelplines(today: string, helplines: readonly Helpline[] = HELPLINES): readonly Helpline[] {
  const oldest = Date.parse(today) - MAX_AGE_DAYS * 86_400_000;
  return helplines.filter(({ lastVerified }) => lastVerified === null || !(Date.parse(lastVerified) >= oldest));
}
