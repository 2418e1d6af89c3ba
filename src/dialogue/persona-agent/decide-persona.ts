import { ConflictError } from '#kernel/error';
import { withTimeout } from '#kernel/retry';
import { isCompatibleVersion } from '#dialogue/model/persona-contract/version';
import type { PersonaProfile, PersonaRequest, PersonaResponse } from './contract.ts';
import { PERSONA_CONTRACT_VERSION } from './contract.ts';
import { directPersona } from './direct-persona.ts';
import type { PersonaDeps } from './persona-deps.ts';
import { rememberUser } from './persona-deps.ts';
import type { StoredFields, TempBlock } from './persona-store.ts';
import { recallReferences, rememberReference } from './recall-references.ts';
import { touchActivity } from './touch-activity.ts';

/** The caller gives up at 50 ms; a reader does not wait longer than this for the writers of the same user. @see persona.md P-30 */
const LOCK_WAIT_MS = 30;
const BLOCKS_READ_TIMEOUT_MS = 20;
/** Own writes renew the blocks at once; this bounds what another process may have written. */
const BLOCKS_FRESH_MS = 60_000;
const NO_SIGNALS: PersonaResponse['debug']['resolved_signals'] = { resolved: [], discarded: [], stale_flushed: [] };

/**
 * Decides tone, directive, voice and face of a turn. Reads at most the user's blocks; never fails for want of them.
 *
 * @throws ConflictError (409, `persona_contract_mismatch`) when the caller speaks another version of the contract.
 * @see persona.md 14.1
 */
export async function decidePersona(deps: PersonaDeps, request: PersonaRequest): Promise<PersonaResponse> {
  if (!isCompatibleVersion(request.contract_version)) {
    deps.events.versionRefused(request.request_id, request.contract_version);
    throw new ConflictError(`Persona contract ${PERSONA_CONTRACT_VERSION} does not serve this version`, {
      code: 'persona_contract_mismatch',
      extensions: { persona_api_version: PERSONA_CONTRACT_VERSION },
    });
  }
  const startedMs = performance.now();
  const response = await deps.lock.run(request.user_id, () => decide(deps, request, startedMs), {
    waitAtMostMs: LOCK_WAIT_MS,
  });
  if (request.is_session_start || request.mood_frame.thread_break) touchActivity(deps, request.user_id);
  return response;
}

async function decide(deps: PersonaDeps, request: PersonaRequest, startedMs: number): Promise<PersonaResponse> {
  const { user_id: userId } = request;
  const profile = preferNewer(request.persona_profile, deps.states.get(userId)?.fields ?? {});
  const [blocks, recentReferences] = await Promise.all([
    readBlocks(deps, userId),
    readReferences(deps, { ...request, persona_profile: profile }),
  ]);
  const { response, reference } = directPersona(
    { ...request, persona_profile: profile },
    {
      now: deps.clock.now(),
      timeZone: deps.timeZone,
      language: deps.language,
      blocks,
      recentReferences,
      lastFlush: deps.states.get(userId)?.lastFlush ?? NO_SIGNALS,
    },
  );
  if (reference) await offerOnce(deps, userId, reference.id);
  const elapsedMs = performance.now() - startedMs;
  const timed = { ...response, debug: { ...response.debug, processing_ms: elapsedMs } };
  deps.events.decided({ userId, requestId: request.request_id }, timed, elapsedMs);
  return timed;
}

/**
 * The caller read the profile before it sent the signals of this very message, so a wish ("stop joking") may be newer
 * here than there: for each field the later evidence wins.
 */
export function preferNewer(read: PersonaProfile, written: StoredFields): PersonaProfile {
  const newer = Object.entries(written).filter(([name, field]) => evidenceMs(field) > evidenceMs(read[name]));
  return newer.length === 0 ? read : { ...read, ...Object.fromEntries(newer) };
}

function evidenceMs(field: { readonly last_evidence_at: string | null } | undefined): number {
  return field?.last_evidence_at ? Date.parse(field.last_evidence_at) : 0;
}

/** Without the cache a reference may come again; the answer comes anyway. */
async function readReferences(deps: PersonaDeps, request: PersonaRequest): Promise<ReadonlySet<string>> {
  try {
    return await recallReferences(deps, request);
  } catch (error) {
    deps.events.storeUnavailable('recall references', error);
    return new Set();
  }
}

async function offerOnce(deps: PersonaDeps, userId: string, referenceId: string): Promise<void> {
  try {
    await rememberReference(deps, userId, referenceId);
  } catch (error) {
    deps.events.storeUnavailable('remember reference', error);
  }
}

async function readBlocks(deps: PersonaDeps, userId: string): Promise<readonly TempBlock[] | undefined> {
  const now = deps.clock.now();
  const known = deps.states.get(userId)?.blocks;
  if (known && now.getTime() - known.readAtMs < BLOCKS_FRESH_MS) return known.list.filter((block) => block.until > now);
  try {
    const list = await withTimeout(() => deps.store.read(userId, (rows) => rows.listTempBlocks(now)), {
      timeoutMs: BLOCKS_READ_TIMEOUT_MS,
      operation: 'read temp blocks',
    });
    rememberUser(deps, userId, { blocks: { list, readAtMs: now.getTime() } });
    deps.events.blocksRead(list.length);
    return list;
  } catch (error) {
    deps.events.storeUnavailable('read temp blocks', error);
    return undefined;
  }
}
