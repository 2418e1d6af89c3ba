import type { ToneMode } from '#dialogue/model/persona';
import type { LineText } from '#dialogue/model/persona-contract/directive-line';

/** A small reference that someone from a country recognises. Religion and politics have no entries. @see persona.md P-23 */
export interface CulturalEntry {
  readonly id: string;
  /** ISO 3166 codes. */
  readonly countries: readonly string[];
  /** Languages of the answer in which the hint works. */
  readonly languages: readonly ('en' | 'ru' | 'ar')[];
  readonly topics: readonly CulturalTopic[];
  /** What may be woven in; a hint, never a quote. */
  readonly hint: LineText;
  readonly tones: readonly ToneMode[];
  /** `low` may be used with users of high cultural sensitivity too. */
  readonly sensitivity: 'low' | 'medium';
  /** MM-DD, inclusive; may wrap around the new year. Absent: all year. */
  readonly validDates?: readonly [string, string];
  /** Whether a native speaker has read it. */
  readonly nativeReview: 'done' | 'pending';
}

/** What an answer is about, as far as references go. */
export type CulturalTopic = 'looking' | 'deciding' | 'talk';

const EASY: readonly ToneMode[] = ['playful', 'warm', 'excited'];

/** The registry. Food, weather, proverbs, ways of dressing; nothing that takes sides. */
export const CULTURAL_REGISTRY: readonly CulturalEntry[] = [
  {
    id: 'ru-measure-seven-times',
    countries: ['RU', 'BY', 'KZ'],
    languages: ['ru', 'en'],
    topics: ['deciding'],
    hint: { en: 'the proverb "measure seven times, cut once"', ru: 'пословица «семь раз отмерь, один отрежь»' },
    tones: [...EASY, 'opinionated'],
    sensitivity: 'low',
    nativeReview: 'pending',
  },
  {
    id: 'ru-off-season-sweater',
    countries: ['RU', 'BY', 'KZ'],
    languages: ['ru'],
    topics: ['looking', 'talk'],
    hint: {
      en: 'taking a sweater along "just in case", out of habit',
      ru: 'привычка взять с собой кофту «на всякий случай»',
    },
    tones: EASY,
    sensitivity: 'low',
    validDates: ['10-01', '03-31'],
    nativeReview: 'pending',
  },
  {
    id: 'gb-four-seasons',
    countries: ['GB', 'IE'],
    languages: ['en'],
    topics: ['looking', 'talk'],
    hint: { en: 'four seasons in one day, so layers', ru: 'четыре времени года за день, поэтому слои' },
    tones: EASY,
    sensitivity: 'low',
    nativeReview: 'pending',
  },
  {
    id: 'us-casual-friday',
    countries: ['US', 'CA'],
    languages: ['en'],
    topics: ['looking'],
    hint: { en: 'casual Friday', ru: 'casual Friday, пятница без дресс-кода' },
    tones: EASY,
    sensitivity: 'low',
    nativeReview: 'pending',
  },
  {
    id: 'it-bella-figura',
    countries: ['IT'],
    languages: ['en', 'ru'],
    topics: ['looking', 'deciding'],
    hint: {
      en: '"la bella figura", the pleasure of being well turned out',
      ru: '«la bella figura», удовольствие выглядеть достойно',
    },
    tones: [...EASY, 'opinionated'],
    sensitivity: 'low',
    nativeReview: 'pending',
  },
  {
    id: 'in-chai-break',
    countries: ['IN', 'PK', 'BD', 'LK'],
    languages: ['en'],
    topics: ['talk', 'deciding'],
    hint: { en: 'deciding better after a chai break', ru: 'после перерыва на чай решается легче' },
    tones: EASY,
    sensitivity: 'low',
    nativeReview: 'pending',
  },
  {
    id: 'ae-karak-evening',
    countries: ['AE', 'OM', 'QA', 'KW', 'BH', 'SA'],
    languages: ['en', 'ar'],
    topics: ['talk', 'looking'],
    hint: { en: 'a karak in the cool of the evening', ru: 'карак в вечерней прохладе' },
    tones: EASY,
    sensitivity: 'low',
    validDates: ['11-01', '03-31'],
    nativeReview: 'pending',
  },
  {
    id: 'eg-nile-walk',
    countries: ['EG'],
    languages: ['en', 'ar'],
    topics: ['talk', 'looking'],
    hint: { en: 'an evening walk along the Nile', ru: 'вечерняя прогулка вдоль Нила' },
    tones: EASY,
    sensitivity: 'low',
    nativeReview: 'pending',
  },
  {
    id: 'lb-sunday-lunch',
    countries: ['LB', 'SY', 'JO'],
    languages: ['en', 'ar'],
    topics: ['talk', 'looking'],
    hint: { en: 'the long family lunch with too many plates of mezze', ru: 'долгий семейный обед с мезе без конца' },
    tones: EASY,
    sensitivity: 'medium',
    nativeReview: 'pending',
  },
];
