import type { SqlRunner } from './database.ts';

interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly is_required: boolean;
  readonly default_value: string | null;
}

interface PartRow {
  readonly table_name: string;
  readonly definition: string;
}

const TABLES = `
  SELECT c.oid, c.relname AS table_name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`;
const COLUMNS = `
  SELECT t.table_name, a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type,
         a.attnotnull AS is_required,
         CASE WHEN a.attgenerated <> '' THEN 'generated' WHEN a.attidentity <> '' THEN 'identity'
              ELSE pg_get_expr(d.adbin, d.adrelid) END AS default_value
    FROM (${TABLES}) AS t
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   ORDER BY t.table_name, a.attnum`;
const CONSTRAINTS = `
  SELECT t.table_name, pg_get_constraintdef(k.oid) AS definition
    FROM (${TABLES}) AS t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('p', 'u', 'f', 'c')
   ORDER BY t.table_name, k.contype DESC, definition`;
const INDEXES = `
  SELECT t.table_name, pg_get_indexdef(i.indexrelid) AS definition
    FROM (${TABLES}) AS t JOIN pg_index i ON i.indrelid = t.oid
   WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
   ORDER BY t.table_name, definition`;
const TRIGGERS = `
  SELECT t.table_name, pg_get_triggerdef(g.oid) AS definition
    FROM (${TABLES}) AS t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
   ORDER BY t.table_name, definition`;
const PARTITIONS = `
  SELECT t.table_name, pg_get_partkeydef(t.oid) || ', ' || count(*) || ' partitions' AS definition
    FROM (${TABLES}) AS t JOIN pg_inherits h ON h.inhparent = t.oid GROUP BY t.table_name, t.oid`;

/** Writes down the schema of a migrated database as Markdown, one section a table; for `schema.generated.md`. */
export async function describeSchema(database: SqlRunner, title: string): Promise<string> {
  const { rows: columns } = await database.query<ColumnRow>(COLUMNS);
  const parts = new Map<string, string[]>();
  for (const statement of [PARTITIONS, CONSTRAINTS, INDEXES, TRIGGERS]) {
    for (const { table_name: table, definition } of (await database.query<PartRow>(statement)).rows) {
      const lines = parts.get(table) ?? [];
      lines.push(`- \`${definition}\``);
      parts.set(table, lines);
    }
  }
  const tables = [...new Set(columns.map((column) => column.table_name))];
  const sections = tables.map((table) => {
    const rows = columns.filter((column) => column.table_name === table).map(toLine);
    const head = `## ${table}\n\n| Column | Type | Required | Default |\n|---|---|---|---|`;
    return [head, ...rows, '', ...(parts.get(table) ?? [])].join('\n');
  });
  return `# ${title}\n\nGenerated from the migrations; do not edit.\n\n${sections.join('\n\n')}\n`;
}

function toLine(column: ColumnRow): string {
  const fallback = column.default_value === null ? '' : `\`${column.default_value.replaceAll('|', '\\|')}\``;
  return `| ${column.column_name} | ${column.type} | ${column.is_required ? 'yes' : ''} | ${fallback} |`;
}
