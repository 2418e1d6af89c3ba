import { normalizeText } from '#dialogue/model/language/normalize-text';
import { wordMatcher } from '#dialogue/model/language/word-matcher';

/** An episode as the filter sees it. */
export type FilteredEpisode = { readonly excerpt: string; readonly finalScore: number };

const LOW_VALENCE = 0.3;
const SENSITIVE_FACTOR = 0.5;
const PAST_RELATIONSHIP_FACTOR = 0.3;

const PAST_RELATIONSHIP = [
  'расстались',
  'расстался',
  'расставание',
  'расставания',
  'развод*',
  'развелись',
  'бывший',
  'бывшая',
  'бывшего',
  'бывшему',
  'бывшим',
  'бывшем',
  'бывшей',
  'бывшую',
  'разрыв',
  'разрыва',
  'разрыве',
  'broke up',
  'break up',
  'breaking up',
  'divorce',
  'divorced',
  'ex-boyfriend',
  'ex-girlfriend',
  'ex boyfriend',
  'ex girlfriend',
  'ex-husband',
  'ex-wife',
  'ex husband',
  'ex wife',
  'my ex',
  'breakup',
  'dumped me',
  'انفصلنا',
  'انفصلت',
  'انفصال',
  'طلاق',
  'الطلاق',
  'تطلقت',
  'طليقي',
  'زوجي السابق',
  'خطيبي السابق',
  'زوجتي السابقة',
  'infasalna',
  'enfasalna',
  '6alag',
  'talaq',
  'tala2',
  'tallagt',
  '6ali2i',
  'zawji alsabeq',
  'khatibi alsabeq',
  '5a6ibi elsabeg',
];
const SENSITIVE = [
  ...PAST_RELATIONSHIP,
  'измена',
  'измены',
  'изменил',
  'изменила',
  'умер',
  'умерла',
  'умерли',
  'смерть',
  'смерти',
  'похорон*',
  'болезнь',
  'болезни',
  'диагноз*',
  'депресси*',
  'суицид*',
  'самоубийств*',
  'не хочу жить',
  'died',
  'death',
  'passed away',
  'funeral',
  'illness',
  'diagnosis',
  'diagnosed',
  'depression',
  'depressed',
  'cheating',
  'cheated',
  'suicide',
  'suicidal',
  'self-harm',
  'kill myself',
  'want to die',
  'cancer',
  'miscarriage',
  'وفاة',
  'توفى',
  'توفت',
  'توفي',
  'مات',
  'ماتت',
  'موت',
  'مرض',
  'المرض',
  'اكتئاب',
  'خيانة',
  'خانني',
  'عزاء',
  'جنازة',
  'انتحار',
  'أموت',
  'wafat',
  'mat',
  'matat',
  'marath',
  'marad',
  'ekti2ab',
  'ikti2ab',
  'khiyana',
  '5iyana',
  '3aza',
  'inti7ar',
];
const sensitiveWords = wordMatcher(SENSITIVE);
const relationshipWords = wordMatcher(PAST_RELATIONSHIP);

/** Whether a text touches death, illness, betrayal or a broken relationship, in any of the four languages. @see knowledge.md 14.2 */
export function isSensitiveText(text: string): boolean {
  return sensitiveWords.test(normalizeText(text).text);
}

/** Whether a text speaks of a past relationship. @see knowledge.md 14.2 */
export function mentionsPastRelationship(text: string): boolean {
  return relationshipWords.test(normalizeText(text).text);
}

/**
 * Moves painful episodes back and removes none: x 0.5 for sensitive words while the mood is low, x 0.3 for a past
 * relationship that the user does not raise now; factors multiply. `valence` is emotion.valence of the mood frame, 0.5
 * when unknown. The result is ordered by the new score, equal scores as before. @see knowledge.md O-82, O-83, O-84
 */
export function applyEmotionalFilter<Episode extends FilteredEpisode>(
  episodes: readonly Episode[],
  context: { readonly valence?: number; readonly queryText: string },
): readonly Episode[] {
  const isLow = (context.valence ?? 0.5) < LOW_VALENCE;
  const isRaised = mentionsPastRelationship(context.queryText);
  return episodes
    .map((episode) => {
      const sensitive = isLow && isSensitiveText(episode.excerpt) ? SENSITIVE_FACTOR : 1;
      const relationship = !isRaised && mentionsPastRelationship(episode.excerpt) ? PAST_RELATIONSHIP_FACTOR : 1;
      return { ...episode, finalScore: episode.finalScore * sensitive * relationship };
    })
    .sort((left, right) => right.finalScore - left.finalScore);
}
