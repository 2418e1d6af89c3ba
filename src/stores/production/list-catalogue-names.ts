import type { SqlRunner } from '../database/database.ts';

const LIST_NAMES = `
  SELECT coalesce((SELECT jsonb_agg(DISTINCT p.brand) FROM products p WHERE p.is_active), '[]'::jsonb) AS brands,
         coalesce((SELECT jsonb_agg(DISTINCT s.name) FROM stores s WHERE s.is_active), '[]'::jsonb) AS stores`;

/** Names of all brands and shops that are published: what an answer must not name without having found it. */
export async function listCatalogueNames(
  production: SqlRunner,
): Promise<{ readonly brands: readonly string[]; readonly stores: readonly string[] }> {
  const { rows } = await production.query<{ brands: string[]; stores: string[] }>(LIST_NAMES);
  return rows[0] ?? { brands: [], stores: [] };
}
