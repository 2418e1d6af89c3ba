import type { DirectiveRule } from '#dialogue/model/persona';
import type { DirectiveLanguage, LineValues } from '#dialogue/model/persona-contract/directive-line';
import { renderLine } from '#dialogue/model/persona-contract/directive-line';
import type { SituationalRuleId } from '#dialogue/model/persona-contract/situational-lines';
import { SITUATIONAL_LINES } from '#dialogue/model/persona-contract/situational-lines';
import { LOW_MOOD_CONFIDENCE, LOW_VALENCE } from './choose-tone.ts';
import type { PersonaRequest } from './contract.ts';
import type { ResolvedField, ResolvedProfile } from './resolve-profile.ts';
import { describeConfidence } from './resolve-profile.ts';

/** What the situational rules read. */
export interface Situation {
  readonly request: PersonaRequest;
  /** After overrides and the stage gate. */
  readonly profile: ResolvedProfile;
  readonly humorOk: boolean;
  readonly now: Date;
  /** IANA zone in which days are counted. */
  readonly timeZone: string;
  readonly language: DirectiveLanguage;
}

/** What became of a rule: its line, or the reason why it says nothing. Reasons hold no words of the user. */
export type RuleOutcome = { readonly applied: DirectiveRule } | { readonly skipped: string };

/** One rule; may say several things (one for each event). */
export type SituationalRule = (situation: Situation) => RuleOutcome | readonly RuleOutcome[];

/** The line of a rule. */
export function apply(situation: Situation, id: SituationalRuleId, values: LineValues = {}): RuleOutcome {
  return { applied: renderLine(id, SITUATIONAL_LINES[id], situation.language, values) };
}

/** A rule that says nothing, as `name(reason)`. */
export function skip(name: string, reason: string): RuleOutcome {
  return { skipped: `${name}(${reason})` };
}

/** A rule that says nothing because of a profile field. */
export function skipField(name: string, field: ResolvedField): RuleOutcome {
  return field.isKnown ? skip(name, `value=${String(field.value)}`) : { skipped: describeConfidence(name, field) };
}

/** Whether feelings are shared in this message: no selling of any kind. */
export function isEmotionalShare({ request }: Situation): boolean {
  return request.user_intent === 'emotional_share';
}

/** Whether the user is in low spirits. */
export function isLow({ request }: Situation): boolean {
  return request.mood_frame.valence < LOW_VALENCE;
}

/** Whether the message says too little to lean on. @see persona.md CT-14 */
export function saysLittle({ request }: Situation): boolean {
  return request.mood_frame.mood_confidence <= LOW_MOOD_CONFIDENCE;
}
