import type { PersonaRequest } from './contract.ts';
import type { PersonaDeps } from './persona-deps.ts';

const NO_REPEAT_MS = 30 * 86_400_000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Cultural references that this user was offered within 30 days. They live in the cache: losing them costs a repetition.
 * Asked only when a reference is possible at all. @see persona.md P-23
 */
export async function recallReferences(
  deps: Pick<PersonaDeps, 'cache' | 'clock'>,
  request: PersonaRequest,
): Promise<ReadonlySet<string>> {
  if (request.relationship_stage < 1 || !('origin_country' in request.persona_profile)) return NONE;
  const offered = await readOffered(deps, request.user_id);
  return new Set(Object.keys(offered));
}

/** Notes that a reference was offered. */
export async function rememberReference(
  deps: Pick<PersonaDeps, 'cache' | 'clock'>,
  userId: string,
  referenceId: string,
): Promise<void> {
  const offered = { ...(await readOffered(deps, userId)), [referenceId]: deps.clock.nowMs() };
  await deps.cache.set(cacheKey(userId), JSON.stringify(offered), { ttlMs: NO_REPEAT_MS });
}

async function readOffered(
  deps: Pick<PersonaDeps, 'cache' | 'clock'>,
  userId: string,
): Promise<Readonly<Record<string, number>>> {
  const text = await deps.cache.get(cacheKey(userId));
  const all = text === undefined ? {} : (JSON.parse(text) as Record<string, number>);
  const earliest = deps.clock.nowMs() - NO_REPEAT_MS;
  return Object.fromEntries(Object.entries(all).filter(([, atMs]) => atMs > earliest));
}

function cacheKey(userId: string): string {
  return `persona:references:${userId}`;
}
