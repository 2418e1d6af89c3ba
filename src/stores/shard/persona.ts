/** A row of `persona_profile`; the contents of `fields` are the Persona Agent's. */
export interface PersonaProfileRow {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly contractVersion: string;
  readonly updatedAt: Date;
}

/** A row of `relationship_stage`. */
export interface RelationshipStageRow {
  /** 0 to 3. */
  readonly stage: number;
  readonly stageUpdatedAt: Date;
  readonly sessionsCount: number;
  readonly totalExchanges: number;
  readonly positiveSignalsCount: number;
  readonly lastActiveAt: Date;
}

/** A behaviour that is blocked until a time. */
export interface TempBlockRow {
  readonly id: string;
  readonly key: string;
  readonly until: Date;
  readonly reason: string;
  readonly signalId: string | null;
  readonly createdAt: Date;
}

/** `persona_profile` as the driver or `to_jsonb` gives it. */
export interface PersonaProfileSqlRow {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly contract_version: string;
  readonly updated_at: Date | string;
}

/** `relationship_stage` as the driver or `to_jsonb` gives it. */
export interface RelationshipStageSqlRow {
  readonly stage: number;
  readonly stage_updated_at: Date | string;
  readonly sessions_count: number;
  readonly total_exchanges: number;
  readonly positive_signals_count: number;
  readonly last_active_at: Date | string;
}

/** `persona_temp_blocks` as the driver or `to_jsonb` gives it. */
export interface TempBlockSqlRow {
  readonly id: string;
  readonly key: string;
  readonly until: Date | string;
  readonly reason: string;
  readonly signal_id: string | null;
  readonly created_at: Date | string;
}

/** Row to model. */
export function toPersonaProfile(row: PersonaProfileSqlRow): PersonaProfileRow {
  return {
    fields: row.fields,
    version: row.version,
    contractVersion: row.contract_version,
    updatedAt: new Date(row.updated_at),
  };
}

/** Row to model. */
export function toRelationshipStage(row: RelationshipStageSqlRow): RelationshipStageRow {
  return {
    stage: row.stage,
    stageUpdatedAt: new Date(row.stage_updated_at),
    sessionsCount: row.sessions_count,
    totalExchanges: row.total_exchanges,
    positiveSignalsCount: row.positive_signals_count,
    lastActiveAt: new Date(row.last_active_at),
  };
}

/** Row to model. */
export function toTempBlock(row: TempBlockSqlRow): TempBlockRow {
  return {
    id: row.id,
    key: row.key,
    until: new Date(row.until),
    reason: row.reason,
    signalId: row.signal_id,
    createdAt: new Date(row.created_at),
  };
}
