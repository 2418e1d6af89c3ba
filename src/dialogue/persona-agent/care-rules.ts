import { quoteUserText } from '#dialogue/model/persona-contract/directive-line';
import type { PersonaRequest } from './contract.ts';
import type { RuleOutcome, Situation, SituationalRule } from './situational-rule.ts';
import { apply, isEmotionalShare, saysLittle, skip, skipField } from './situational-rule.ts';

const NEAR_DAYS = 14;
const FAR_DAYS = 30;
const DAY_MS = 86_400_000;

type FutureEvent = PersonaRequest['user_knowledge_compact']['future_events'][number];

/** The day after a crisis. @see dialogue.md D-19 */
export const crisisWindow: SituationalRule = (situation) =>
  situation.request.crisis_window ? apply(situation, 'SR-crisis-window') : skip('crisis_window', 'none');

/** A message that says little is no ground for personal things. */
export const light: SituationalRule = (situation) => {
  const confidence = situation.request.mood_frame.mood_confidence.toFixed(2);
  return saysLittle(situation) ? apply(situation, 'SR-light') : skip('light', `mood_confidence=${confidence}`);
};

/** Weight is not spoken of. */
export const weight: SituationalRule = (situation) => {
  const field = situation.profile.weight_sensitivity;
  return field.value === 'sensitive' ? apply(situation, 'SR-weight') : skipField('weight', field);
};

/** Age is not spoken of. */
export const age: SituationalRule = (situation) => {
  const field = situation.profile.age_sensitivity;
  return field.value === 'sensitive' ? apply(situation, 'SR-age') : skipField('age', field);
};

/** What lies ahead in the user's life. Private hard events leave no trace in the directive or in debug. @see persona.md P-20 */
export const futureEvents: SituationalRule = (situation) =>
  situation.request.user_knowledge_compact.future_events.map((event) => eventOutcome(situation, event));

function eventOutcome(situation: Situation, event: FutureEvent): RuleOutcome {
  const days = event.date === null ? undefined : daysUntil(event.date, situation);
  if (days === undefined) return skip('event', 'no date');
  if (days <= 0) return skip('event', 'past or today');
  const values = { event: quoteUserText(event.value || event.key), days };
  if (event.emotional_valence === 'positive') return positiveOutcome(situation, values);
  if (days > NEAR_DAYS) return skip('event_negative', `days=${days}`);
  const openness = situation.profile.relationship_openness;
  if (openness.value === 'private') return skip('event_negative', 'private: suppressed');
  return apply(situation, 'SR-event-negative', values);
}

function positiveOutcome(situation: Situation, values: { readonly event: string; readonly days: number }): RuleOutcome {
  if (values.days > FAR_DAYS) return skip('event_positive', `days=${values.days}`);
  if (values.days > NEAR_DAYS) return apply(situation, 'SR-event-positive-far', values);
  if (isEmotionalShare(situation)) return skip('event_positive', 'emotional_share');
  return saysLittle(situation)
    ? skip('event_positive', 'low mood confidence')
    : apply(situation, 'SR-event-positive', values);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than the rest of the rule. */
function dayFormatOf(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone });
  dayFormats.set(timeZone, made);
  return made;
}

/** Calendar days from today to a date (YYYY-MM-DD, anything after it is ignored); undefined when it is not a date. */
function daysUntil(date: string, { now, timeZone }: Situation): number | undefined {
  const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day)) return undefined;
  const today = dayFormatOf(timeZone).format(now);
  return Math.round((day - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);
}
