import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { createLogger } from '#kernel/log';
import { registerTombstones } from '#stores/production/tombstone-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import { turn } from '#stores/shard/test-turn';
import { runCommand } from './command-line.ts';
import { openDatabases } from './databases.ts';
import { readSettings } from './settings.ts';

let home: string;
let environment: Record<string, string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'unde-deletions-'));
  environment = { UNDE_HOME: home, UNDE_LOG_LEVEL: 'error' };
});

afterAll(() => rm(home, { recursive: true, force: true }));

test('after a restore the operator applies what the registry knows, and is told that nothing is left', async () => {
  const userId = newId();
  const open = () => openDatabases(readSettings(environment), createLogger({ level: 'error' }));
  const before = await open();
  const input = turn('this was deleted after the backup had been made');
  const messageId = input.messages[0]?.id ?? '';
  const conversationId = await before.routing.autocommit(userId, async (session) => {
    await acceptTurn(session, input);
    return session.conversationId();
  });
  await registerTombstones(before.production, {
    operationId: newId(),
    userId,
    conversationId,
    shardId: 0,
    messageIds: [messageId],
    kind: 'hard',
    scope: 'memory',
  });
  await before.close();

  const lines: string[] = [];
  const code = await runCommand({ words: ['deletions'], environment, write: (line) => lines.push(line) });
  expect({ code, lines }).toEqual({
    code: 0,
    lines: ['1 deletions are applied, 1 compared: nothing is left of them.'],
  });
  const after = await open();
  const stored = await after.shards
    .get('shard-0')
    ?.query('SELECT content FROM messages WHERE conversation_id = $1', [conversationId]);
  expect(stored?.rows).toEqual([{ content: '[deleted]' }]);
  await after.close();
}, 60_000);
