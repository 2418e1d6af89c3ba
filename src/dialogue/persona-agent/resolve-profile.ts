import type { FieldName, FieldValue } from '#dialogue/model/persona-contract/fields';
import { COLD_START_CONFIDENCE, FIELD_GROUPS, FIELD_NAMES, fieldSpec } from '#dialogue/model/persona-contract/fields';
import type { ProfileField } from './contract.ts';
import { decayConfidence } from './decay-confidence.ts';

/** A field as the rules read it: the value to use, and why. */
export interface ResolvedField {
  /** The profile's value when it may be used, else the default. */
  readonly value: FieldValue;
  /** Confidence after decay, 0-1. */
  readonly confidence: number;
  readonly threshold: number;
  /** Whether the profile's value is used: an explicit wish, or confidence at or above the threshold. */
  readonly isKnown: boolean;
  readonly isOverride: boolean;
  readonly source: ProfileField['source'];
}

/** All fields. */
export type ResolvedProfile = Readonly<Record<FieldName, ResolvedField>>;

/** A profile field whose value was checked. */
export type CheckedField = Omit<ProfileField, 'value'> & { readonly value: FieldValue };

/**
 * The value of every field: an explicit wish counts whatever its age, anything else from the group's threshold on,
 * otherwise the default.
 *
 * @see persona.md 2, 3.1
 */
export function resolveProfile(fields: Readonly<Partial<Record<FieldName, CheckedField>>>, now: Date): ResolvedProfile {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, resolveField(name, fields[name], now)])) as Record<
    FieldName,
    ResolvedField
  >;
}

function resolveField(name: FieldName, field: CheckedField | undefined, now: Date): ResolvedField {
  const spec = fieldSpec(name);
  const { threshold } = FIELD_GROUPS[spec.group];
  if (!field) {
    return {
      value: spec.default,
      confidence: COLD_START_CONFIDENCE,
      threshold,
      isKnown: false,
      isOverride: false,
      source: 'default',
    };
  }
  const confidence = decayConfidence({
    confidence: field.confidence,
    decayPerDay: spec.decayPerDay,
    evidenceCount: field.evidence_count,
    lastEvidenceAt: field.last_evidence_at,
    now,
  });
  const isOverride = field.override_at !== undefined && field.override_at !== null;
  const isKnown = isOverride || confidence >= threshold;
  return {
    value: isKnown ? field.value : spec.default,
    confidence,
    threshold,
    isKnown,
    isOverride,
    source: field.source,
  };
}

/** Value and confidence against threshold in words, for debug: `humor_receptivity(conf=0.28<0.30)`. */
export function describeConfidence(name: string, field: ResolvedField): string {
  const relation = field.isKnown ? '>=' : '<';
  return `${name}(conf=${field.confidence.toFixed(2)}${relation}${field.threshold.toFixed(2)})`;
}
