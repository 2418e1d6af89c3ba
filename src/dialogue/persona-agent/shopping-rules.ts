import { quoteUserText } from '#dialogue/model/persona-contract/directive-line';
import type { ResponseMeta } from './contract.ts';
import type { SituationalRule } from './situational-rule.ts';
import { apply, isEmotionalShare, isLow, saysLittle, skip, skipField } from './situational-rule.ts';

const CLOSES_SOON_HOURS = 1.5;
const EXPLORATION_WINDOW = 10;
const EXPLORATION_MIN_TAGS = 8;
const EXPLORATION_SHARE = 0.7;

/** Feelings are never turned into a sale. @see persona.md GT-024 */
export const noShopping: SituationalRule = (situation) =>
  isEmotionalShare(situation) ? apply(situation, 'SR-no-shopping') : skip('no_shopping', 'intent');

/** Affordable first for who minds prices. */
export const budget: SituationalRule = (situation) => {
  const field = situation.profile.budget_sensitivity;
  if (field.value !== 'high') return skipField('budget', field);
  return isEmotionalShare(situation) ? skip('budget', 'emotional_share') : apply(situation, 'SR-budget');
};

/** Who saves for something is not tempted. */
export const savingGoal: SituationalRule = (situation) => {
  const goal = quoteUserText(situation.request.user_knowledge_compact.saving_goal ?? '');
  return goal === '' ? skip('saving_goal', 'none') : apply(situation, 'SR-saving-goal', { goal });
};

/** The mall closes soon. */
export const closing: SituationalRule = (situation) => {
  const frame = situation.request.context_frame;
  const hours = frame?.environment.time_context.mall_closes_in_hours ?? 99;
  if (frame?.stale) return skip('closing', 'stale context');
  if (hours >= CLOSES_SOON_HOURS || hours < 0) return skip('closing', `hours=${hours}`);
  if (isEmotionalShare(situation)) return skip('closing', 'emotional_share');
  return apply(situation, 'SR-closing', { minutes: Math.max(5, Math.round((hours * 60) / 5) * 5) });
};

/** Real scarcity for the impulsive, none for the cautious. @see persona.md P-21 */
export const urgency: SituationalRule = (situation) => {
  const field = situation.profile.shopping_style;
  if (field.value === 'cautious') return apply(situation, 'SR-no-urgency');
  if (field.value !== 'impulsive') return skipField('urgency', field);
  const { request } = situation;
  if (isEmotionalShare(situation)) return skip('urgency', 'emotional_share');
  if (request.user_knowledge_compact.saving_goal !== null) return skip('urgency', 'saving');
  if (request.crisis_window) return skip('urgency', 'crisis window');
  return isLow(situation) ? skip('urgency', 'low valence') : apply(situation, 'SR-urgency-ok');
};

/** One experimental option when the choices have become all alike. */
export const exploration: SituationalRule = (situation) => {
  if (isEmotionalShare(situation)) return skip('exploration', 'emotional_share');
  if (saysLittle(situation)) return skip('exploration', 'low mood confidence');
  const top = topStyleTag(situation.request.last_n_response_meta.slice(0, EXPLORATION_WINDOW));
  if (!top) return skip('exploration', `tags<${EXPLORATION_MIN_TAGS}`);
  if (top.share <= EXPLORATION_SHARE) return skip('exploration', `share=${top.share.toFixed(2)}`);
  return apply(situation, 'SR-exploration', { tag: quoteUserText(top.tag), share: Math.round(top.share * 100) });
};

/**
 * The tag that most answers with tags carry, and their share. The share counts answers, not tags: "black, casual" ten
 * times over is 100 % black.
 */
function topStyleTag(metas: readonly ResponseMeta[]): { readonly tag: string; readonly share: number } | undefined {
  const tagged = metas.map((meta) => new Set(meta.style_tags)).filter((tags) => tags.size > 0);
  if (tagged.reduce((sum, tags) => sum + tags.size, 0) < EXPLORATION_MIN_TAGS) return undefined;
  const counts = new Map<string, number>();
  for (const tags of tagged) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const [tag, count] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0]);
  return { tag, share: count / tagged.length };
}
