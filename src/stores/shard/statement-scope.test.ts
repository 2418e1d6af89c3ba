import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** Tables whose statements must name the user; `messages` and their terms must name the conversation (one partition of 64). */
const USER_TABLES = [
  'conversations',
  'user_keys',
  'user_knowledge',
  'memory_correction_log',
  'knowledge_extraction_log',
  'knowledge_candidates',
  'knowledge_suppressions',
  'knowledge_review_samples',
  'user_settings',
  'persona_profile',
  'relationship_stage',
  'persona_temp_blocks',
  'signal_daily_deltas',
  'persona_applied_signals',
];
const REFERENCE = new RegExp(
  `\\b(FROM|JOIN|UPDATE|INTO)\\s+(messages(?:_p\\d\\d)?|message_terms|${USER_TABLES.join('|')})(?:\\s+(?:AS\\s+)?(?!WHERE|SET|ON|SELECT|CROSS|LEFT|JOIN|VALUES)(\\w+))?`,
  'g',
);

/** Marks a statement of maintenance that means every user's rows; never on `messages`. */
const FOR_ALL_USERS = ' /* all users */';
/** The files that may use the mark. */
const MAINTENANCE = [
  'stores/shard/clean-up-persona.ts',
  'stores/shard/count-corrections.ts',
  'stores/shard/list-data-keys.ts',
  'stores/shard/list-pending-extraction.ts',
  'stores/shard/list-unenriched.ts',
  'stores/shard/maintain-knowledge.ts',
  'stores/shard/review-store.ts',
];

/** The part of a statement between the parentheses around a place. */
function scopeAround(sql: string, place: number): string {
  let start = place;
  for (let depth = 0; start > 0; start--) {
    const character = sql[start - 1];
    if (character === ')') depth++;
    if (character === '(' && depth-- === 0) break;
  }
  let end = place;
  for (let depth = 0; end < sql.length; end++) {
    if (sql[end] === '(') depth++;
    if (sql[end] === ')' && depth-- === 0) break;
  }
  return sql.slice(start, end);
}

/** References to a user's table that do not say whose rows they mean. */
function findUnscoped(sql: string): readonly string[] {
  const unscoped: string[] = [];
  for (const match of sql.matchAll(REFERENCE)) {
    const [text, verb, table = '', alias] = match;
    const column = table.startsWith('message') ? 'conversation_id' : 'user_id';
    const scope = scopeAround(sql, match.index);
    const after = scope.slice(scope.indexOf(text) + text.length);
    const isNamed =
      verb === 'INTO'
        ? new RegExp(`^[^)]*\\b${column}\\b`).test(after)
        : new RegExp(`\\b${alias ? `(?:${alias}\\.)?` : ''}${column}\\s*=\\s*(\\$|\\w+\\.)`).test(after);
    const isForAll = column === 'user_id' && sql.slice(match.index + text.length).startsWith(FOR_ALL_USERS);
    if (!isNamed && !isForAll) unscoped.push(text);
  }
  return unscoped;
}

/** String literals that are SQL, with other template parts taken out. */
function statementsOf(source: string): readonly string[] {
  const templates = [...source.matchAll(/`((?:[^`\\]|\\.)*)`/g)].map((match) => match[1] ?? '');
  const quoted = [...source.matchAll(/'((?:SELECT|INSERT|UPDATE|DELETE|WITH) (?:[^'\\\n]|\\.)*)'/g)].map(
    (match) => match[1] ?? '',
  );
  return [...templates, ...quoted];
}

const SOURCES = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('**/*.ts', { cwd: SOURCES }).filter((file) => !/\.(test|suite)\.ts$/.test(file));

describe('statements on the shard', () => {
  test('all carry the conversation (messages) or the user (every other table of a user)', () => {
    const faults = files.flatMap((file) =>
      statementsOf(readFileSync(`${SOURCES}${file}`, 'utf8')).flatMap((sql) =>
        findUnscoped(sql).map((fault) => `${file}: ${fault}`),
      ),
    );
    expect(faults).toEqual([]);
    const marked = files.filter((file) => readFileSync(`${SOURCES}${file}`, 'utf8').includes(FOR_ALL_USERS));
    expect(marked).toEqual(MAINTENANCE);
    expect(files).toContain('stores/shard/accept-turn-statement.ts');
  });

  test.each([
    'SELECT content FROM messages WHERE id = $1',
    'SELECT content FROM messages m WHERE m.id = $1',
    'SELECT 1 FROM conversations c WHERE c.user_id = $1 AND EXISTS (SELECT FROM messages m WHERE m.id = $2)',
    'UPDATE messages SET content = $1 WHERE id = $2',
    'UPDATE user_knowledge k SET is_active = false WHERE k.id = $1',
    'DELETE FROM user_settings WHERE key = $1',
    'SELECT postings FROM message_terms WHERE term = $1',
    'INSERT INTO messages (id, role) VALUES ($1, $2)',
    'SELECT content FROM messages_p07 WHERE id = $1',
    'DELETE FROM messages /* all users */ WHERE created_at < $1',
  ])('catches %s', (sql) => {
    expect(findUnscoped(sql)).toHaveLength(1);
  });

  test.each([
    'SELECT content FROM messages m WHERE m.conversation_id = $1',
    'INSERT INTO messages (id, conversation_id) VALUES ($1, $2)',
    'SELECT (SELECT max(created_at) FROM messages m WHERE m.conversation_id = $1) FROM user_keys WHERE user_id = $2',
  ])('lets %s pass', (sql) => {
    expect(findUnscoped(sql)).toEqual([]);
  });
});
