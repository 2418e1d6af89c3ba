import type { Database } from '../database/database.ts';
import { acceptTurnSuite } from './accept-turn.suite.ts';
import { knowledgeStoreSuite } from './knowledge-store.suite.ts';
import { rememberAnswerSuite } from './remember-answer.suite.ts';
import { rolesSuite } from './roles.suite.ts';
import { searchEpisodesSuite } from './search-episodes.suite.ts';
import { searchMemorySuite } from './search-memory.suite.ts';

/** Everything about the shard's stores, on any PostgreSQL. */
export function shardSuite(open: () => Database): void {
  acceptTurnSuite(open);
  rememberAnswerSuite(open);
  searchEpisodesSuite(open);
  searchMemorySuite(open);
  knowledgeStoreSuite(open);
  rolesSuite(open);
}
