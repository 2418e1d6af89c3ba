import { newId } from '#kernel/id';
import { POSITIVE_SIGNALS, SIGNAL_EFFECTS } from '#dialogue/model/persona-contract/signals';
import { MAX_TEMP_BLOCKS } from '#dialogue/model/persona-contract/stages';
import { applySignal } from './apply-signal.ts';
import type { PersonaRows, StageRecord, StoredFields, TempBlock } from './persona-store.ts';
import type { BufferedSignal } from './resolve-signals.ts';
import { newStageRecord, updateStage } from './update-stage.ts';
import { writeFields } from './write-fields.ts';

const DAY_MS = 86_400_000;

/** The winners of one exchange. */
export interface ExchangeWinners {
  readonly exchangeId: string;
  readonly winners: readonly BufferedSignal[];
}

/** What the database holds after a flush. */
export interface AppliedExchanges {
  readonly fields: StoredFields;
  /** `humor_receptivity +0.100`. */
  readonly applied: readonly string[];
  readonly positiveSignals: number;
  readonly blocks: readonly TempBlock[];
  readonly stageBefore: StageRecord;
  readonly stageAfter: StageRecord;
}

/**
 * Writes the winners of several exchanges, oldest first, and the count of exchanges, in the caller's transaction.
 * Signals that were applied before are passed over.
 *
 * @see persona.md 6.4, 6.5, P-15
 */
export async function applyExchanges(
  rows: PersonaRows,
  input: { readonly exchanges: readonly ExchangeWinners[]; readonly countedExchanges: number; readonly now: Date },
): Promise<AppliedExchanges> {
  const { now } = input;
  const date = now.toISOString().slice(0, 10);
  const all = input.exchanges.flatMap(({ winners }) => winners.map(({ id }) => id));
  const fresh = new Set(all.length > 0 ? await rows.markSignalsApplied(all, now) : []);
  const profile = await rows.readProfile();
  const moved = moveFields({
    exchanges: input.exchanges.map((exchange) => ({
      ...exchange,
      winners: exchange.winners.filter(({ id }) => fresh.has(id)),
    })),
    fields: profile?.fields ?? {},
    dailyTotals: fresh.size > 0 ? await rows.readDailyDeltas(date) : {},
    now,
  });
  if (moved.isChanged) await writeFields(rows, moved.fields, profile?.version ?? 0);
  for (const [field, delta] of Object.entries(moved.deltas)) await rows.addDailyDelta({ field, date, delta });
  for (const block of moved.blocks) await rows.addTempBlock(block, { now, keepAtMost: MAX_TEMP_BLOCKS });
  const stageBefore = (await rows.readStage()) ?? newStageRecord(now);
  const activity = { now, exchanges: input.countedExchanges, positiveSignals: moved.positiveSignals };
  const stageAfter = updateStage(stageBefore, activity);
  await rows.writeStage(stageAfter);
  return { ...moved, stageBefore, stageAfter };
}

interface MovedFields {
  readonly fields: StoredFields;
  readonly isChanged: boolean;
  readonly deltas: Readonly<Record<string, number>>;
  readonly blocks: readonly TempBlock[];
  readonly applied: readonly string[];
  readonly positiveSignals: number;
}

/** The profile after the signals, without any input or output. */
export function moveFields(input: {
  readonly exchanges: readonly ExchangeWinners[];
  readonly fields: StoredFields;
  readonly dailyTotals: Readonly<Record<string, number>>;
  readonly now: Date;
}): MovedFields {
  const fields: Record<string, StoredFields[string]> = { ...input.fields };
  const deltas: Record<string, number> = {};
  const blocks: TempBlock[] = [];
  const applied: string[] = [];
  let positiveSignals = 0;
  let isChanged = false;
  for (const { winners } of input.exchanges) {
    const exchangeTotals: Record<string, number> = {};
    for (const { id, type } of winners) {
      if (type === 'explicit_override') continue;
      const name = SIGNAL_EFFECTS[type].field;
      const totals = {
        exchangeTotal: exchangeTotals[name] ?? 0,
        dailyTotal: (input.dailyTotals[name] ?? 0) + (deltas[name] ?? 0),
      };
      const change = applySignal({ type, fields, totals, now: input.now });
      applied.push(change.description);
      if (POSITIVE_SIGNALS.has(type)) positiveSignals += 1;
      const block = toBlock(type, id, input.now);
      if (block) blocks.push(block);
      if (!change.updated) continue;
      isChanged = true;
      fields[name] = change.updated;
      deltas[name] = (deltas[name] ?? 0) + change.delta;
      exchangeTotals[name] = totals.exchangeTotal + change.delta;
    }
  }
  return { fields, isChanged, deltas, blocks, applied, positiveSignals };
}

function toBlock(type: keyof typeof SIGNAL_EFFECTS, signalId: string, now: Date): TempBlock | undefined {
  const effect = SIGNAL_EFFECTS[type];
  if (effect.kind !== 'block') return undefined;
  return {
    id: newId(),
    key: effect.key,
    until: new Date(now.getTime() + effect.days * DAY_MS),
    reason: type,
    signalId,
  };
}
