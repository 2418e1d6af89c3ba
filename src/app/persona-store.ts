import type { PersonaRows, PersonaStore, StoredFields } from '#dialogue/persona-agent/persona-store';
import type { Database } from '#stores/database/database';
import { cleanUpPersona } from '#stores/shard/clean-up-persona';
import {
  addTempBlock,
  applySignalOnce,
  listTempBlocks,
  readDailyDeltas,
  readPersonaProfile,
  readRelationshipStage,
  writeDailyDeltas,
  writePersonaProfile,
  writeRelationshipStage,
} from '#stores/shard/persona-store';
import type { ShardSession } from '#stores/shard/shard-session';
import { findUserKey, insertUserKey } from '#stores/shard/knowledge-store';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { needsDataKey, openProfile, sealProfile } from '#user-data/memory/profile-cipher';
import type { Routing } from '#user-data/routing/routing';

/** The persona's rows on the user's shard; the process that hosts it holds the master key for the encrypted values. */
export function createPersonaStore(deps: {
  readonly routing: Routing;
  readonly shards: ReadonlyMap<string, Database>;
  readonly cipher: FactCipher;
}): PersonaStore {
  return {
    read: (userId, work) => deps.routing.autocommit(userId, (session) => work(toRows(session, deps.cipher))),
    transact: (userId, work) => deps.routing.transact(userId, (transaction) => work(toRows(transaction, deps.cipher))),
    cleanUp: async (limits) => {
      const total = { blocks: 0, deltas: 0, signals: 0, activeBlocks: 0 };
      for (const shard of deps.shards.values()) {
        const done = await cleanUpPersona(shard, limits);
        total.blocks += done.blocks;
        total.deltas += done.deltas;
        total.signals += done.signals;
        total.activeBlocks += done.activeBlocks;
      }
      return total;
    },
  };
}

function toRows(session: ShardSession, cipher: FactCipher): PersonaRows {
  return {
    readProfile: async () => {
      const row = await readPersonaProfile(session);
      if (!row) return undefined;
      const fields = row.fields as StoredFields;
      const userKey = needsDataKey(fields) ? await findUserKey(session) : null;
      return { fields: openProfile(cipher, { userId: session.userId, userKey }, fields), version: row.version };
    },
    writeProfile: async (change) => {
      if (!needsDataKey(change.fields)) return writePersonaProfile(session, change);
      const userKey =
        (await findUserKey(session)) ?? (await insertUserKey(session, cipher.createDataKey(session.userId)));
      return writePersonaProfile(session, {
        ...change,
        fields: sealProfile(cipher, { userId: session.userId, userKey }, change.fields),
      });
    },
    readStage: async () => (await readRelationshipStage(session)) ?? undefined,
    writeStage: (record) => writeRelationshipStage(session, record),
    listTempBlocks: (now) => listTempBlocks(session, now),
    addTempBlock: (block, { now }) => addTempBlock(session, block, now),
    readDailyDeltas: async (date) => Object.fromEntries(await readDailyDeltas(session, date)),
    addDailyDelta: async ({ field, date, delta }) => {
      const before = (await readDailyDeltas(session, date)).get(field) ?? 0;
      await writeDailyDeltas(session, { date, deltas: new Map([[field, before + delta]]) });
    },
    markSignalsApplied: async (signalIds, now) => {
      const fresh: string[] = [];
      for (const id of signalIds) if (await applySignalOnce(session, id, now)) fresh.push(id);
      return fresh;
    },
  };
}
