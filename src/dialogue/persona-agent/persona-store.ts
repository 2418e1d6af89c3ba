import { definePort } from '#kernel/service';
import type { ProfileField } from './contract.ts';

/** A profile field as it is stored: the contract's field plus the counters of the three-signals rule. @see persona.md P-12 */
export interface StoredField extends ProfileField {
  /** Signals upward (toward the end of the scale) since the value last changed. */
  readonly signals_up?: number;
  /** Signals downward since the value last changed. */
  readonly signals_down?: number;
}

/** Canonical field name to field; absent fields have their default. */
export type StoredFields = Readonly<Record<string, StoredField>>;

/** A row of `persona_profile`. The adapter encrypts the values of the fields for which `isEncryptedField` is true. */
export interface StoredProfile {
  readonly fields: StoredFields;
  /** Goes up by one with every write; caches compare it. */
  readonly version: number;
}

/** A row of `relationship_stage`. */
export interface StageRecord {
  /** 0 to 3. */
  readonly stage: number;
  readonly stageUpdatedAt: Date;
  readonly sessionsCount: number;
  readonly totalExchanges: number;
  readonly positiveSignalsCount: number;
  readonly lastActiveAt: Date;
}

/** A behaviour that is hidden until a moment. */
export interface TempBlock {
  readonly id: string;
  readonly key: string;
  readonly until: Date;
  readonly reason: string;
  readonly signalId: string | null;
}

/** The persona rows of one user, inside one connection or transaction. */
export interface PersonaRows {
  readonly readProfile: () => Promise<StoredProfile | undefined>;
  /** Inserts, or replaces the row whose version is still `expectedVersion` (0: no row). False when another writer was first. */
  readonly writeProfile: (input: {
    readonly fields: StoredFields;
    readonly expectedVersion: number;
    readonly contractVersion: string;
  }) => Promise<boolean>;
  readonly readStage: () => Promise<StageRecord | undefined>;
  readonly writeStage: (record: StageRecord) => Promise<void>;
  /** Blocks that end after `now`, latest end first. */
  readonly listTempBlocks: (now: Date) => Promise<readonly TempBlock[]>;
  /** Adds a block, then drops expired ones and keeps the `keepAtMost` that end latest. */
  readonly addTempBlock: (
    block: TempBlock,
    options: { readonly now: Date; readonly keepAtMost: number },
  ) => Promise<void>;
  /** Signed sum of the applied changes by field. `date` is YYYY-MM-DD, UTC. */
  readonly readDailyDeltas: (date: string) => Promise<Readonly<Record<string, number>>>;
  readonly addDailyDelta: (input: {
    readonly field: string;
    readonly date: string;
    readonly delta: number;
  }) => Promise<void>;
  /** Marks signals as applied; returns the ids that were not marked before. */
  readonly markSignalsApplied: (signalIds: readonly string[], now: Date) => Promise<readonly string[]>;
}

/** The persona tables of the shard on which a user lives. @see persona.md 14.6 */
export interface PersonaStore {
  readonly read: <T>(userId: string, work: (rows: PersonaRows) => Promise<T>) => Promise<T>;
  /** All or nothing; `work` throws to roll back. */
  readonly transact: <T>(userId: string, work: (rows: PersonaRows) => Promise<T>) => Promise<T>;
  /** Deletes, on every shard, expired blocks, daily sums before `deltasBefore` (YYYY-MM-DD) and marks before `signalsBefore`. */
  readonly cleanUp: (input: {
    readonly now: Date;
    readonly deltasBefore: string;
    readonly signalsBefore: Date;
  }) => Promise<{
    readonly blocks: number;
    readonly deltas: number;
    readonly signals: number;
    /** Blocks that stay active, on all shards. */
    readonly activeBlocks: number;
  }>;
}

export const personaStorePort = definePort<PersonaStore>('persona-store');
