import type { FieldName, FieldValue } from '#dialogue/model/persona-contract/fields';
import { fieldSpec, ONBOARDING_CONFIDENCE, SOURCE_RANK } from '#dialogue/model/persona-contract/fields';
import { canonicalizeProfile } from './canonicalize-profile.ts';
import type { PersonaDeps } from './persona-deps.ts';
import { rememberUser } from './persona-deps.ts';
import type { StoredField } from './persona-store.ts';
import { positionOf } from './shift-position.ts';
import { transactProfile, writeFields } from './write-fields.ts';

/**
 * Stores what the first meeting told, with confidence 0.8; the stage stays as it is. What was set in Settings or wished
 * directly is not overwritten.
 *
 * @param input.fields by canonical name or alias; unknown ones are left out with a warning.
 * @returns the names that were stored.
 * @see persona.md 3.3, P-05
 */
export async function storeOnboarding(
  deps: PersonaDeps,
  input: { readonly user_id: string; readonly fields: Readonly<Record<string, unknown>> },
): Promise<{ readonly stored: string[]; readonly warnings: string[] }> {
  const raw = Object.entries(input.fields).map(([name, value]) => [name, { value }] as const);
  const { fields: told, warnings } = canonicalizeProfile(Object.fromEntries(raw));
  const answers = Object.entries(told) as [FieldName, { readonly value: FieldValue }][];
  if (answers.length === 0) return { stored: [], warnings: [...warnings] };
  const now = deps.clock.now();
  return deps.lock.run(input.user_id, async () => {
    const result = await transactProfile(deps.store, input.user_id, async (rows) => {
      const profile = await rows.readProfile();
      const current = profile?.fields ?? {};
      const taken = answers.filter(([name]) => !isHeld(current[name]));
      const fields = {
        ...current,
        ...Object.fromEntries(taken.map(([name, { value }]) => [name, answered(name, value, now)])),
      };
      if (taken.length > 0) await writeFields(rows, fields, profile?.version ?? 0);
      return { fields, stored: taken.map(([name]) => name as string) };
    });
    rememberUser(deps, input.user_id, { fields: result.fields });
    const held = answers.map(([name]) => name).filter((name) => !result.stored.includes(name));
    return {
      stored: result.stored,
      warnings: [...warnings, ...held.map((name) => `${name} is held by a direct wish`)],
    };
  });
}

function isHeld(field: StoredField | undefined): boolean {
  if (!field) return false;
  return Boolean(field.override_at) || SOURCE_RANK[field.source] > SOURCE_RANK.onboarding;
}

function answered(name: FieldName, value: FieldValue, now: Date): StoredField {
  const spec = fieldSpec(name);
  return {
    value,
    confidence: ONBOARDING_CONFIDENCE,
    source: 'onboarding',
    evidence_count: 1,
    last_evidence_at: now.toISOString(),
    ...(spec.kind === 'scale' ? { position: positionOf(String(value), spec.values) } : {}),
  };
}
