import { InvalidInputError } from '#kernel/error';
import { findConcepts, findConceptsInTokens, CONCEPTS, wordVariants } from '#dialogue/model/language/concepts';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { tokenize } from '#dialogue/model/language/tokenize';
import { findUserKey, listActiveFacts } from '#stores/shard/knowledge-store';
import { listMessagePage } from '#stores/shard/message-page';
import type { ShardSession } from '#stores/shard/shard-session';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';

const PAGE = 200;
/** Beyond it, one operation would hold the conversation for seconds; the user is asked to be more exact. */
const MOST_MESSAGES = 5_000;

/** A thing as it is looked for: each set one part of it with everything narrower; or, unknown to the dictionary, its words. */
export interface Thing {
  readonly concepts: readonly ReadonlySet<string>[];
  readonly words: readonly string[];
}

/**
 * Reads what is to be forgotten. Known things are found in every language and with what is narrower: "leather" is also
 * кожа, جلد and suede; unknown ones by their words.
 *
 * @throws InvalidInputError `thing_unclear` for words that name nothing.
 */
export function readThing(about: string): Thing {
  const concepts = findConcepts(about).map(({ conceptId }) => narrowerThan(conceptId));
  const words = tokenize(normalizeText(about).text).map(({ text }) => text);
  if (concepts.length === 0 && !words.some((word) => [...word].length >= 3))
    throw new InvalidInputError('Say what to forget: a thing, a material, a colour, an event.', {
      code: 'thing_unclear',
    });
  return { concepts, words: concepts.length > 0 ? [] : words };
}

function narrowerThan(conceptId: string): ReadonlySet<string> {
  const found = new Set([conceptId]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { id, parent } of CONCEPTS) if (parent !== undefined && found.has(parent)) found.add(id);
  }
  return found;
}

/** Whether a text speaks of the thing: of all its parts, or with all its words one after the other. */
export function mentions(text: string, thing: Thing): boolean {
  const normalized = normalizeText(text).text;
  const tokens = tokenize(normalized);
  if (thing.concepts.length > 0) {
    const ids = new Set(findConceptsInTokens(normalized, tokens).map(({ conceptId }) => conceptId));
    return thing.concepts.every((part) => [...part].some((id) => ids.has(id)));
  }
  return tokens.some((_, start) =>
    thing.words.every((word, offset) => wordVariants(tokens[start + offset]?.text ?? '').includes(word)),
  );
}

/** Everything of a user about a thing: messages of all roles that are not forgotten, and facts. @see knowledge.md O-17 */
export async function findAbout(
  deps: Pick<ControlsDeps, 'cipher' | 'events'>,
  session: ShardSession,
  about: string,
): Promise<{
  readonly conversationId: string;
  readonly shardId: number;
  readonly messages: readonly { readonly id: string; readonly requestId: string | null }[];
  readonly factIds: readonly string[];
}> {
  const thing = readThing(about);
  const conversationId = await session.conversationId();
  const messages: { readonly id: string; readonly requestId: string | null }[] = [];
  for (let after: string | undefined; ;) {
    const page = await listMessagePage(session, { after, limit: PAGE });
    for (const { id, requestId, content, responseDescription, isForgotten, deletedAt } of page)
      if (!isForgotten && deletedAt === null && mentions(`${content}\n${responseDescription ?? ''}`, thing))
        messages.push({ id, requestId });
    if (messages.length > MOST_MESSAGES)
      throw new InvalidInputError('That is in too many messages for one step: name it more exactly.', {
        code: 'thing_too_wide',
      });
    after = page.at(-1)?.id;
    if (page.length < PAGE) break;
  }
  return { conversationId, shardId: session.shardId, messages, factIds: await findFacts(deps, session, thing) };
}

async function findFacts(
  deps: Pick<ControlsDeps, 'cipher' | 'events'>,
  session: ShardSession,
  thing: Thing,
): Promise<readonly string[]> {
  const rows = await listActiveFacts(session, new Date(0));
  const userKey = rows.length > 0 ? await findUserKey(session) : null;
  return rows.flatMap((row) => {
    const payload = decryptFact(deps, { userId: session.userId, userKey }, row);
    if (!payload) return [];
    const said = [payload.display_value.replaceAll('_', ' '), payload.display_key.replaceAll('_', ' '), payload.quote];
    const isAbout = said.some((text) => mentions(text, thing)) || concernsConcept(payload, thing);
    return isAbout ? [row.id] : [];
  });
}

function concernsConcept(payload: object, thing: Thing): boolean {
  const { concept_id: id, concept_ids: ids } = payload as { concept_id?: string; concept_ids?: readonly string[] };
  const own = new Set([...(id === undefined ? [] : [id]), ...(ids ?? [])]);
  return thing.concepts.length > 0 && thing.concepts.every((part) => [...part].some((conceptId) => own.has(conceptId)));
}
