import type { FieldName } from '#dialogue/model/persona-contract/fields';
import { CONSERVATIVE_SIGNALS, SIGNAL_EFFECTS } from '#dialogue/model/persona-contract/signals';
import { canonicalizeNames } from './canonicalize-profile.ts';
import type { SignalType } from './contract.ts';

/** A signal as it waits in a buffer. */
export interface BufferedSignal {
  readonly id: string;
  readonly type: SignalType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A signal that lost, and to whom. */
export interface DiscardedSignal {
  readonly type: SignalType;
  readonly reason: string;
}

/** What becomes of the signals of one exchange: every signal is in exactly one of the lists. */
export interface SignalResolution {
  readonly winners: readonly BufferedSignal[];
  readonly discarded: readonly DiscardedSignal[];
}

/** The fields that a signal affects: one, or those that an explicit override names as {field} or {fields}. */
export function signalFields(signal: Pick<BufferedSignal, 'type' | 'data'>): readonly FieldName[] {
  if (signal.type !== 'explicit_override') return [SIGNAL_EFFECTS[signal.type].field];
  return Object.keys(canonicalizeNames(overrideValues(signal.data)).fields) as FieldName[];
}

/** The wishes of an explicit override by field name: from `{field, value}` or `{fields: {name: value}}`. */
export function overrideValues(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof data['field'] === 'string') return { [data['field']]: data['value'] };
  const fields = data['fields'];
  return typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? { ...fields } : {};
}

/**
 * Resolves one buffer: signals that affect the same field are linked; of each connected group exactly one wins and is
 * applied whole, all others are discarded whole.
 *
 * @param signals in the order of arrival.
 * @see persona.md 6.3
 */
export function resolveSignals(signals: readonly BufferedSignal[]): SignalResolution {
  const winners: BufferedSignal[] = [];
  const discarded: DiscardedSignal[] = [];
  for (const component of connectedComponents(signals)) {
    const winner = chooseWinner(component);
    winners.push(winner);
    for (const signal of component) {
      if (signal !== winner)
        discarded.push({ type: signal.type, reason: `lost to ${winner.type} (package resolution)` });
    }
  }
  return { winners, discarded };
}

/** The last explicit override; else the first conservative signal; else the most recent one. */
function chooseWinner(component: readonly BufferedSignal[]): BufferedSignal {
  return (
    component.findLast((signal) => signal.type === 'explicit_override') ??
    component.find((signal) => CONSERVATIVE_SIGNALS.has(signal.type)) ??
    (component.at(-1) as BufferedSignal)
  );
}

/** Groups of signals that share fields, directly or through others; order of arrival inside a group. */
function connectedComponents(signals: readonly BufferedSignal[]): readonly (readonly BufferedSignal[])[] {
  interface Group {
    readonly fields: ReadonlySet<FieldName>;
    readonly members: readonly number[];
  }
  let groups: Group[] = [];
  signals.forEach((signal, index) => {
    const fields = new Set(signalFields(signal));
    const linked = groups.filter((group) => [...fields].some((field) => group.fields.has(field)));
    const merged: Group = {
      fields: new Set([...fields, ...linked.flatMap((group) => [...group.fields])]),
      members: [...linked.flatMap((group) => group.members), index].sort((a, b) => a - b),
    };
    groups = [...groups.filter((group) => !linked.includes(group)), merged];
  });
  return groups.map((group) => group.members.map((index) => signals[index] as BufferedSignal));
}
