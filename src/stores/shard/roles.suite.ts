import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database, SqlRunner } from '../database/database.ts';
import { acceptTurn } from './accept-turn.ts';
import { openShardTransaction } from './shard-session.ts';
import { answer, newTestSession, turn } from './test-turn.ts';
import { rememberAnswer } from './remember-answer.ts';
import { searchEpisodes } from './search-episodes.ts';

/** The rights of the group roles (user-data.md 11), on any PostgreSQL. */
export function rolesSuite(open: () => Database): void {
  const asRole = <T>(role: string, run: (runner: SqlRunner) => Promise<T>) =>
    open().transaction(async (transaction) => {
      await transaction.query(`SET LOCAL ROLE ${role}`);
      return await run(transaction);
    });

  describe('group roles', () => {
    // Who makes a role may grant it, but is not in it.
    beforeAll(() =>
      open().query('GRANT app_rw, knowledge_rw, persona_rw, jobs_rw, retrieval_ro, metrics_ro TO CURRENT_USER'),
    );

    test('app_rw takes a whole turn', async () => {
      const input = turn('hello there');
      await open().transaction(async (transaction) => {
        await transaction.query('SET LOCAL ROLE app_rw');
        const session = openShardTransaction(transaction, { userId: newId(), shardId: 0, mayCreate: true });
        expect((await acceptTurn(session, input)).outcome).toBe('accepted');
        const search = { queryVector: null, embeddingModel: 'm', textQuery: 'hello', excludeMessageIds: [] };
        expect(await searchEpisodes(session, search)).toHaveLength(1);
        expect((await rememberAnswer(session, answer(input.requestId, 'hi'))).outcome).toBe('inserted');
      });
    });

    const refused: readonly (readonly [string, string])[] = [
      ['persona_rw', 'SELECT content FROM messages WHERE conversation_id = $1'],
      ['persona_rw', 'UPDATE user_knowledge SET is_active = false WHERE user_id = $1'],
      ['persona_rw', 'SELECT encrypted_dek FROM user_keys WHERE user_id = $1'],
      ['knowledge_rw', 'SELECT content FROM messages WHERE conversation_id = $1'],
      ['jobs_rw', `UPDATE messages SET content = 'x' WHERE conversation_id = $1`],
      ['jobs_rw', 'DELETE FROM messages WHERE conversation_id = $1'],
      ['retrieval_ro', `UPDATE messages SET content = 'x' WHERE conversation_id = $1`],
      ['retrieval_ro', 'SELECT encrypted_data FROM user_knowledge WHERE user_id = $1'],
      ['metrics_ro', 'SELECT content FROM messages WHERE conversation_id = $1'],
    ];

    test.each(refused)('%s is refused: %s', async (role, statement) => {
      await expect(asRole(role, (runner) => runner.query(statement, [newId()]))).rejects.toThrow(
        'permission denied for',
      );
    });

    const allowed: readonly (readonly [string, string])[] = [
      ['jobs_rw', `UPDATE messages SET embedding = NULL, memory_snippet = 'x' WHERE conversation_id = $1`],
      ['jobs_rw', 'UPDATE conversations SET pending_extraction_count = 0 WHERE user_id = $1'],
      ['retrieval_ro', 'SELECT content FROM messages WHERE conversation_id = $1'],
      ['persona_rw', 'UPDATE persona_profile SET version = 1 WHERE user_id = $1'],
      ['knowledge_rw', 'DELETE FROM user_knowledge WHERE user_id = $1'],
    ];

    test.each(allowed)('%s may: %s', async (role, statement) => {
      const session = newTestSession(open());
      expect((await asRole(role, (runner) => runner.query(statement, [session.userId]))).rowCount).toBe(0);
    });
  });
}
