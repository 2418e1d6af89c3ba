import type { FieldName, FieldValue } from '#dialogue/model/persona-contract/fields';
import { overrideField } from './apply-signal.ts';
import { canonicalizeProfile } from './canonicalize-profile.ts';
import type { SignalType } from './contract.ts';
import type { PersonaDeps } from './persona-deps.ts';
import { rememberUser } from './persona-deps.ts';
import type { StoredFields } from './persona-store.ts';
import { overrideValues } from './resolve-signals.ts';
import { transactProfile, writeFields } from './write-fields.ts';

/** One signal of the user's reaction, as it arrives. */
export interface Feedback {
  readonly user_id: string;
  readonly signal_id: string;
  readonly exchange_id: string;
  readonly signal_type: SignalType;
  readonly signal_data: Readonly<Record<string, unknown>>;
}

/**
 * Takes one signal: an explicit override is applied at once and pushes conflicting signals out of the buffers; all
 * others wait in the buffer of their exchange.
 *
 * @returns `buffered` false for a signal that is known already, or for an override that names nothing we have.
 * @see persona.md 6.3, 6.5
 */
export async function takeFeedback(deps: PersonaDeps, feedback: Feedback): Promise<{ readonly buffered: boolean }> {
  const { user_id: userId, signal_id: signalId, signal_type: type } = feedback;
  const outcome = await deps.lock.run(userId, async () => {
    if (await deps.buffers.isApplied(userId, signalId)) return 'duplicate';
    if (type === 'explicit_override') return applyOverride(deps, feedback);
    const signal = { id: signalId, type, data: feedback.signal_data };
    return (await deps.buffers.add(userId, feedback.exchange_id, signal)) ? 'buffered' : 'duplicate';
  });
  deps.events.signalTaken(type, outcome);
  return { buffered: outcome === 'buffered' || outcome === 'applied' };
}

async function applyOverride(deps: PersonaDeps, feedback: Feedback): Promise<'applied' | 'duplicate' | 'refused'> {
  const { user_id: userId, signal_id: signalId } = feedback;
  const raw = Object.entries(overrideValues(feedback.signal_data)).map(([name, value]) => [name, { value }] as const);
  const { fields: wishes, warnings } = canonicalizeProfile(Object.fromEntries(raw));
  const wished = Object.entries(wishes) as [FieldName, { readonly value: FieldValue }][];
  if (warnings.length > 0) deps.events.overrideRefused(userId, warnings);
  if (wished.length === 0) return 'refused';
  const now = deps.clock.now();
  const written = await transactProfile(deps.store, userId, async (rows): Promise<StoredFields | undefined> => {
    const fresh = await rows.markSignalsApplied([signalId], now);
    if (fresh.length === 0) return undefined;
    const profile = await rows.readProfile();
    const stored = profile?.fields ?? {};
    const changed = wished.map(([name, { value }]) => [name, overrideField(name, value, stored[name], now)] as const);
    const fields = { ...stored, ...Object.fromEntries(changed) };
    await writeFields(rows, fields, profile?.version ?? 0);
    return fields;
  });
  if (!written) return 'duplicate';
  rememberUser(deps, userId, { fields: written });
  await deps.buffers.dropConflicting(userId, new Set(wished.map(([name]) => name)));
  await deps.buffers.markApplied(userId, [signalId]);
  return 'applied';
}
