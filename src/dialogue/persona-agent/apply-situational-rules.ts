import type { DirectiveRule } from '#dialogue/model/persona';
import { age, crisisWindow, futureEvents, light, weight } from './care-rules.ts';
import { errorStyle, lowEngagement, nickname, sensorVersusUser, welcomeBack } from './conversation-rules.ts';
import { budget, closing, exploration, noShopping, savingGoal, urgency } from './shopping-rules.ts';
import type { Situation, SituationalRule } from './situational-rule.ts';

/** All rules, in the order of their lines: care before talk before shopping. */
const RULES: readonly SituationalRule[] = [
  ...[crisisWindow, noShopping, light, weight, age, futureEvents],
  ...[welcomeBack, nickname, errorStyle, lowEngagement, sensorVersusUser],
  ...[budget, savingGoal, urgency, closing, exploration],
];

/** The lines that the situation adds, and why the other rules add none. */
export interface SituationalOutcome {
  readonly lines: readonly DirectiveRule[];
  /** `weight(conf=0.28<0.70)`; never words of the user. */
  readonly skipped: readonly string[];
}

/** Runs every situational rule. @see persona.md 9 */
export function applySituationalRules(situation: Situation): SituationalOutcome {
  const outcomes = RULES.flatMap((rule) => rule(situation));
  return {
    lines: outcomes.flatMap((outcome) => ('applied' in outcome ? [outcome.applied] : [])),
    skipped: outcomes.flatMap((outcome) => ('skipped' in outcome ? [outcome.skipped] : [])),
  };
}
