import type { SignalType } from '../../persona-agent/contract.ts';
import type { FieldName } from './fields.ts';

/**
 * What a signal does to its field. `shift`: moves the latent position by `amount` (undefined: by the group's cap per
 * exchange) in the direction `sign`. `confirm`: adds confidence. `block`: hides the behaviour for some days.
 */
export type SignalEffect =
  | { readonly field: FieldName; readonly kind: 'shift'; readonly sign: 1 | -1; readonly amount?: number }
  | { readonly field: FieldName; readonly kind: 'confirm'; readonly amount: number }
  | { readonly field: FieldName; readonly kind: 'block'; readonly key: string; readonly days: number };

/** Signals that work through rules; explicit_override sets any field directly. */
export type BehaviouralSignal = Exclude<SignalType, 'explicit_override'>;

/** @see persona.md 6.2, P-11 */
export const SIGNAL_EFFECTS: Readonly<Record<BehaviouralSignal, SignalEffect>> = {
  humor_positive: { field: 'humor_receptivity', kind: 'shift', sign: 1, amount: 0.1 },
  humor_ignored: { field: 'humor_receptivity', kind: 'shift', sign: -1, amount: 0.05 },
  cultural_ref_positive: { field: 'cultural_ref_enabled', kind: 'confirm', amount: 0.05 },
  cultural_ref_rejected: { field: 'cultural_ref_enabled', kind: 'block', key: 'cultural_ref', days: 7 },
  proactivity_welcomed: { field: 'proactivity_tolerance', kind: 'shift', sign: 1 },
  proactivity_rejected: { field: 'proactivity_tolerance', kind: 'shift', sign: -1 },
  emotional_depth_positive: { field: 'emotional_depth', kind: 'shift', sign: 1 },
  emotional_depth_deflected: { field: 'emotional_depth', kind: 'shift', sign: -1 },
  opinion_accepted: { field: 'opinion_strength', kind: 'confirm', amount: 0.05 },
  wants_stronger_opinion: { field: 'opinion_strength', kind: 'shift', sign: 1 },
  praise_welcomed: { field: 'praise_style', kind: 'shift', sign: 1 },
  praise_dismissed: { field: 'praise_style', kind: 'shift', sign: -1 },
  shopping_urgency_positive: { field: 'shopping_style', kind: 'shift', sign: 1 },
  shopping_urgency_rejected: { field: 'shopping_style', kind: 'shift', sign: -1 },
  brevity_signal: { field: 'verbosity_preference', kind: 'shift', sign: -1 },
  formality_informal: { field: 'formality', kind: 'shift', sign: -1 },
};

/** Signals that win over their opposite: better too little than too much. @see persona.md 6.3 */
export const CONSERVATIVE_SIGNALS: ReadonlySet<SignalType> = new Set<SignalType>([
  'humor_ignored',
  'cultural_ref_rejected',
  'proactivity_rejected',
  'emotional_depth_deflected',
  'praise_dismissed',
  'shopping_urgency_rejected',
]);

/** Signals that count as trust. @see persona.md P-07 */
export const POSITIVE_SIGNALS: ReadonlySet<SignalType> = new Set<SignalType>([
  'humor_positive',
  'cultural_ref_positive',
  'proactivity_welcomed',
  'emotional_depth_positive',
  'opinion_accepted',
]);

/** Signals in one direction that a change of the discrete value needs. @see persona.md P-12 */
export const MIN_SIGNALS_FOR_VALUE_SHIFT = 3;
/** Changes below this are not applied. @see persona.md 6.4 */
export const MIN_APPLIED_DELTA = 0.001;
/**
 * Confidence that each applied shift adds (proposed): without it a value learnt from behaviour would stay below its
 * threshold for ever, since a cold start begins at 0.1.
 */
export const CONFIDENCE_PER_SHIFT = 0.05;
