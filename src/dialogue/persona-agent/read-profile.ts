import type { PersonaDeps } from './persona-deps.ts';
import type { StageRecord } from './persona-store.ts';

/** Profile, stage and active blocks of a user, for Settings and for looking into a case. @see persona.md 1 */
export function readProfile(deps: Pick<PersonaDeps, 'store' | 'clock'>, userId: string) {
  return deps.store.read(userId, async (rows) => {
    const profile = await rows.readProfile();
    const stage = await rows.readStage();
    const blocks = await rows.listTempBlocks(deps.clock.now());
    return {
      persona_profile: { ...profile?.fields },
      relationship_stage: describeStage(stage),
      temp_blocks: blocks.map(({ key, until, reason }) => ({ key, until: until.toISOString(), reason })),
    };
  });
}

function describeStage(record: StageRecord | undefined) {
  return {
    stage: record?.stage ?? 0,
    sessions_count: record?.sessionsCount ?? 0,
    total_exchanges: record?.totalExchanges ?? 0,
    positive_signals_count: record?.positiveSignalsCount ?? 0,
    last_active_at: record?.lastActiveAt.toISOString() ?? null,
  };
}
