import type { FieldName, FieldValue } from '#dialogue/model/persona-contract/fields';
import {
  COLD_START_CONFIDENCE,
  EXPLICIT_CONFIDENCE,
  FIELD_GROUPS,
  fieldSpec,
} from '#dialogue/model/persona-contract/fields';
import type { BehaviouralSignal, SignalEffect } from '#dialogue/model/persona-contract/signals';
import { CONFIDENCE_PER_SHIFT, SIGNAL_EFFECTS } from '#dialogue/model/persona-contract/signals';
import { applyMomentum } from './apply-momentum.ts';
import { parseFieldValue } from './canonicalize-profile.ts';
import { decayConfidence } from './decay-confidence.ts';
import type { StoredField, StoredFields } from './persona-store.ts';
import { positionOf, shiftPosition } from './shift-position.ts';

/** What a signal changed. */
export interface SignalChange {
  readonly field: FieldName;
  /** The field as it is now; undefined when only a block follows or nothing changed. */
  readonly updated: StoredField | undefined;
  /** Counts against the caps of the day; 0 when nothing changed. */
  readonly delta: number;
  /** `humor_receptivity +0.100`, or why nothing changed. */
  readonly description: string;
}

type Totals = { readonly exchangeTotal: number; readonly dailyTotal: number };

/**
 * Applies one winning signal to the profile, within the momentum of its field. What the user set directly or in Settings
 * is not moved by behaviour. @see persona.md 6.2, 6.4, P-05
 */
export function applySignal(input: {
  readonly type: BehaviouralSignal;
  readonly fields: StoredFields;
  readonly totals: Totals;
  readonly now: Date;
}): SignalChange {
  const effect = SIGNAL_EFFECTS[input.type];
  const { field } = effect;
  const current = input.fields[field] ?? coldField(field);
  if (effect.kind === 'block') return unchanged(field, `${effect.key} blocked for ${effect.days} days`);
  if (current.override_at || current.source === 'settings')
    return unchanged(field, `${field} is held by a direct wish`);
  const delta = applyMomentum({ delta: wantedDelta(effect), group: fieldSpec(field).group, ...input.totals });
  if (delta === 0) return unchanged(field, `${field} has reached its cap`);
  const aged = { ...current, confidence: confidenceNow(field, current, input.now) };
  const moved = effect.kind === 'shift' ? shift(field, aged, delta) : confirm(aged, delta);
  return {
    field,
    updated: { ...moved, evidence_count: current.evidence_count + 1, last_evidence_at: input.now.toISOString() },
    delta,
    description: `${field} ${delta > 0 ? '+' : ''}${delta.toFixed(3)}`,
  };
}

/** A field that was set directly: a dated override with the counters of the three-signals rule at zero. */
export function overrideField(
  name: FieldName,
  value: FieldValue,
  current: StoredField | undefined,
  now: Date,
): StoredField {
  const spec = fieldSpec(name);
  return {
    value,
    confidence: EXPLICIT_CONFIDENCE,
    source: 'explicit',
    evidence_count: (current?.evidence_count ?? 0) + 1,
    last_evidence_at: now.toISOString(),
    override_at: now.toISOString(),
    ...(spec.kind === 'scale' ? { position: positionOf(String(value), spec.values) } : {}),
  };
}

function coldField(name: FieldName): StoredField {
  const value = fieldSpec(name).default;
  return { value, confidence: COLD_START_CONFIDENCE, source: 'behavioural', evidence_count: 0, last_evidence_at: null };
}

/** New evidence renews the date, so what has faded until now stays faded. */
function confidenceNow(name: FieldName, field: StoredField, now: Date): number {
  return decayConfidence({
    confidence: field.confidence,
    decayPerDay: fieldSpec(name).decayPerDay,
    evidenceCount: field.evidence_count,
    lastEvidenceAt: field.last_evidence_at,
    now,
  });
}

function wantedDelta(effect: Exclude<SignalEffect, { kind: 'block' }>): number {
  const cap = FIELD_GROUPS[fieldSpec(effect.field).group].maxPerExchange;
  return effect.kind === 'shift' ? effect.sign * (effect.amount ?? cap) : effect.amount;
}

function shift(name: FieldName, current: StoredField, delta: number): StoredField {
  const { values, default: fallback } = fieldSpec(name);
  const value = String(parseFieldValue(name, current.value) ?? fallback);
  const moved = shiftPosition(
    {
      position: current.position ?? positionOf(value, values),
      value,
      signalsUp: current.signals_up ?? 0,
      signalsDown: current.signals_down ?? 0,
    },
    delta,
    values,
  );
  return {
    ...current,
    value: moved.value,
    position: moved.position,
    signals_up: moved.signalsUp,
    signals_down: moved.signalsDown,
    confidence: Math.min(1, current.confidence + CONFIDENCE_PER_SHIFT),
    source: moved.value === value ? current.source : 'behavioural',
  };
}

/** More certainty about a value; about a flag that is off, less of it. */
function confirm(current: StoredField, delta: number): StoredField {
  const signed = current.value === false ? -delta : delta;
  return { ...current, confidence: Math.min(1, Math.max(0, current.confidence + signed)) };
}

function unchanged(field: FieldName, description: string): SignalChange {
  return { field, updated: undefined, delta: 0, description };
}
