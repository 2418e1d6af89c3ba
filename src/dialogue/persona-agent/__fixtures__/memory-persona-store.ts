import type { PersonaRows, PersonaStore, StageRecord, StoredProfile, TempBlock } from '../persona-store.ts';

interface UserRows {
  profile: StoredProfile | undefined;
  stage: StageRecord | undefined;
  blocks: readonly TempBlock[];
  deltas: Readonly<Record<string, number>>;
  applied: readonly string[];
}

/** The store's interface over plain values, with rollback; for tests of the use cases. */
export class MemoryPersonaStore implements PersonaStore {
  readonly users = new Map<string, UserRows>();
  /** Thrown by the next transaction after its work, as a lost connection at commit would be. */
  failCommit: Error | undefined;

  rowsOf(userId: string): UserRows {
    return this.users.get(userId) ?? { profile: undefined, stage: undefined, blocks: [], deltas: {}, applied: [] };
  }

  async read<T>(userId: string, work: (rows: PersonaRows) => Promise<T>): Promise<T> {
    return work(bind({ ...this.rowsOf(userId) }));
  }

  async transact<T>(userId: string, work: (rows: PersonaRows) => Promise<T>): Promise<T> {
    const copy = { ...this.rowsOf(userId) };
    const result = await work(bind(copy));
    const failure = this.failCommit;
    this.failCommit = undefined;
    if (failure) throw failure;
    this.users.set(userId, copy);
    return result;
  }

  async cleanUp(): ReturnType<PersonaStore['cleanUp']> {
    return { blocks: 0, deltas: 0, signals: 0, activeBlocks: 0 };
  }
}

function bind(user: UserRows): PersonaRows {
  return {
    readProfile: async () => user.profile,
    writeProfile: async ({ fields, expectedVersion }) => {
      if ((user.profile?.version ?? 0) !== expectedVersion) return false;
      user.profile = { fields, version: expectedVersion + 1 };
      return true;
    },
    readStage: async () => user.stage,
    writeStage: async (record) => void (user.stage = record),
    listTempBlocks: async (now) => user.blocks.filter((block) => block.until > now),
    addTempBlock: async (block, { now, keepAtMost }) => {
      const active = [...user.blocks, block].filter(({ until }) => until > now);
      user.blocks = active.sort((a, b) => b.until.getTime() - a.until.getTime()).slice(0, keepAtMost);
    },
    readDailyDeltas: async (date) =>
      Object.fromEntries(
        Object.entries(user.deltas).flatMap(([key, delta]) =>
          key.startsWith(`${date} `) ? [[key.slice(date.length + 1), delta]] : [],
        ),
      ),
    addDailyDelta: async ({ field, date, delta }) => {
      const key = `${date} ${field}`;
      user.deltas = { ...user.deltas, [key]: (user.deltas[key] ?? 0) + delta };
    },
    markSignalsApplied: async (ids) => {
      const fresh = ids.filter((id) => !user.applied.includes(id));
      user.applied = [...user.applied, ...fresh];
      return fresh;
    },
  };
}
