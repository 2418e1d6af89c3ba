import type { FieldName, FieldValue } from '#dialogue/model/persona-contract/fields';
import { FIELD_NAMES, fieldSpec } from '#dialogue/model/persona-contract/fields';
import type { ResolvedField, ResolvedProfile } from './resolve-profile.ts';

/** A profile cut to what the stage allows. */
export interface GatedProfile {
  readonly fields: ResolvedProfile;
  /** Names of the fields whose value was lowered. */
  readonly limited: ReadonlySet<FieldName>;
  /** `memory_manifestation natural->subtle (stage 0)`. */
  readonly limitsApplied: readonly string[];
  /** `humor_receptivity APPLIED (safe)`, `memory_manifestation BLOCKED (locked)`. */
  readonly overrideDecisions: readonly string[];
}

/**
 * Cuts every field to the maximum of its stage. Explicit wishes pass in the SAFE class and never in the LOCKED one;
 * unlisted fields are locked; a name that the user asked for passes at any stage.
 *
 * @param stage 0 to 3; 2 and 3 have no limits.
 * @see persona.md 2, 4, P-01
 */
export function gateByStage(profile: ResolvedProfile, stage: number): GatedProfile {
  const fields: Record<FieldName, ResolvedField> = { ...profile };
  const limited = new Set<FieldName>();
  const limitsApplied: string[] = [];
  const overrideDecisions: string[] = [];
  for (const name of FIELD_NAMES) {
    const field = profile[name];
    const allowed = limit(name, field, stage);
    const isCut = allowed !== field.value;
    const isSafeOverride = field.isOverride && fieldSpec(name).overrideClass === 'safe';
    if (field.isOverride) overrideDecisions.push(describeDecision(name, { isCut, isSafeOverride }));
    if (!isCut || isSafeOverride) continue;
    fields[name] = { ...field, value: allowed };
    limited.add(name);
    limitsApplied.push(
      name === 'nickname'
        ? `nickname hidden (stage ${stage})`
        : `${name} ${String(field.value)}->${String(allowed)} (stage ${stage})`,
    );
  }
  return { fields, limited, limitsApplied, overrideDecisions };
}

function describeDecision(
  name: FieldName,
  input: { readonly isCut: boolean; readonly isSafeOverride: boolean },
): string {
  if (input.isSafeOverride) return `${name} APPLIED (safe)`;
  return input.isCut ? `${name} BLOCKED (locked)` : `${name} APPLIED (within stage)`;
}

const ASKED_FOR: ReadonlySet<string> = new Set(['settings', 'onboarding', 'explicit']);

function limit(name: FieldName, field: ResolvedField, stage: number): FieldValue {
  if (name === 'nickname') return stage >= 1 || field.isOverride || ASKED_FOR.has(field.source) ? field.value : null;
  const spec = fieldSpec(name);
  const maximum = spec.stageMax && stage < spec.stageMax.length ? spec.stageMax[stage] : undefined;
  if (maximum === undefined) return field.value;
  if (typeof maximum === 'boolean') return maximum && field.value;
  return spec.values.indexOf(String(field.value)) > spec.values.indexOf(String(maximum)) ? maximum : field.value;
}
