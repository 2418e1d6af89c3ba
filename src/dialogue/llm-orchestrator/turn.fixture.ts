import { newId } from '#kernel/id';
import { fallbackPersona } from '#dialogue/model/persona-contract/fallback-persona';
import { readQueryConstraints } from '#dialogue/model/language/query-constraints';
import { DEFAULT_MOOD_FRAME } from '#dialogue/model/mood-frame';
import type { GenerateRequest, LanguageModel } from '#ports/language-model';
import type { StoredMessage } from '#stores/shard/message';
import type { FactPayload, FactType } from '#user-data/knowledge/model/fact';
import type { PackInput } from './context-pack.ts';
import type { Direction } from './direct.ts';
import type { OrchestratorEvents } from './events.ts';
import type { AcceptedMessage, Episode, EvidencedFact, Turn } from './turn.ts';

/** The moment of all fixtures. */
export const NOW = new Date('2026-11-23T12:00:00.000Z');
const REQUEST_ID = '01a20600-0000-7000-8000-00000000000a';
const MESSAGE_ID = '01a20600-0000-7000-8000-00000000000b';

/** A message of the past. */
export function storedMessage(changes: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id: newId(),
    role: 'user',
    content: 'hello',
    requestId: newId(),
    replyToId: null,
    createdAt: new Date(NOW.getTime() - 60_000),
    lang: 'en',
    inputType: 'text',
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: true,
    isSensitive: false,
    isForgotten: false,
    memorySnippet: null,
    responseDescription: null,
    mediaUrls: null,
    moodFrame: null,
    cards: null,
    memoryRefs: null,
    presentation: null,
    durationMs: null,
    modelUsed: null,
    contestedAt: null,
    deletedAt: null,
    ...changes,
  };
}

/** A remembered fact. */
export function fact(type: FactType, key: string, value: string, changes: Partial<EvidencedFact> = {}): EvidencedFact {
  return {
    id: newId(),
    type,
    key,
    payload: {
      display_key: key,
      display_value: value,
      quote: `my ${key} is ${value}`,
      value,
      system: 'alpha',
    } as FactPayload,
    isDisputed: false,
    confidence: 0.95,
    extractedFrom: 'instant_pattern',
    evidenceMessageIds: [newId()],
    evidenceAt: '2026-11-01T00:00:00.000Z',
    expiresAt: null,
    isNew: false,
    ...changes,
  };
}

/** A found message of the past. */
export function episode(ref: string, excerpt: string, score: number): Episode {
  return {
    ref,
    messageId: newId(),
    role: 'user',
    excerpt,
    artifact: null,
    createdAt: new Date('2026-10-01T00:00:00Z'),
    age: '1 month ago',
    score,
    isContested: false,
    span: [],
  };
}

/** A turn with a message. */
export function turnOf(text: string, changes: Partial<Turn> = {}): Turn {
  return {
    userId: newId(),
    requestId: REQUEST_ID,
    messages: [],
    messageId: MESSAGE_ID,
    text,
    language: 'en',
    supersedes: [],
    isVoice: false,
    mallId: null,
    isCrisisWindow: false,
    startedAtMs: NOW.getTime(),
    deadlineAtMs: NOW.getTime() + 38_000,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** An accepted message of a new conversation. */
export function acceptedMessage(input: {
  readonly text: string;
  readonly turn?: Partial<Turn>;
  readonly facts?: readonly EvidencedFact[];
  readonly recent?: readonly StoredMessage[];
  readonly changes?: Partial<AcceptedMessage>;
}): AcceptedMessage {
  return {
    turn: turnOf(input.text, input.turn),
    stored: {
      outcome: 'accepted',
      conversation: {
        id: newId(),
        createdAt: NOW,
        messageCount: 40,
        pendingExtractionCount: 0,
        lastExtractionAt: null,
      },
      messages: [],
      answer: null,
      lease: { requestId: REQUEST_ID, until: null },
      earlierTurnMessages: [],
      recentMessages: input.recent ?? [],
      recentArtifacts: [],
      referencedArtifact: null,
      responseMetas: [],
      lastCrisisAt: null,
      knowledge: [],
      userKey: null,
      personaProfile: null,
      relationshipStage: null,
      tempBlocks: [],
      settings: {},
    },
    facts: input.facts ?? [],
    correction: null,
    constraints: readQueryConstraints(input.text),
    intent: 'quick_search',
    requiresConsultant: true,
    queryLevel: 1,
    ...input.changes,
  };
}

/** What composing a prompt takes, with the fallback persona and nothing found. */
export function packInput(accepted: AcceptedMessage, changes: Partial<PackInput> = {}): PackInput {
  const { debug: _debug, ...direction } = fallbackPersona({ reason: 'test' });
  return {
    accepted,
    sensed: { mood: DEFAULT_MOOD_FRAME, world: null },
    direction: direction as Direction,
    recollection: {
      episodes: [],
      isMemorySuppressed: false,
      expansionAttempted: false,
      expansionUsed: false,
      isDegraded: false,
    },
    consultation: { result: null, items: [], cards: [], ruleIds: [] },
    now: NOW,
    ...changes,
  };
}

/** Events that are counted by name. */
export function countingEvents(): { readonly events: OrchestratorEvents; readonly told: [string, unknown][] } {
  const told: [string, unknown][] = [];
  const events = new Proxy(
    {},
    { get: (_target, name) => (facts: unknown) => void told.push([String(name), facts]) },
  ) as OrchestratorEvents;
  return { events, told };
}

/** A model of the port that plays what each call is to give: pieces, or an error to throw after some of them. */
export function scriptedModel(
  provider: string,
  script: readonly (readonly (string | Error)[])[],
): LanguageModel & { readonly requests: GenerateRequest[] } {
  const requests: GenerateRequest[] = [];
  return {
    provider,
    modelName: 'scripted',
    requests,
    stream: (request) => {
      const pieces = script[Math.min(requests.length, script.length - 1)] ?? [];
      requests.push(request);
      const text = async function* (): AsyncGenerator<string> {
        for (const piece of pieces) {
          request.signal.throwIfAborted();
          if (piece instanceof Error) throw piece;
          yield piece;
        }
      };
      return {
        text: text(),
        outcome: Promise.resolve({
          model: provider,
          finishReason: 'stop',
          usage: { inputTokens: undefined, outputTokens: undefined },
        }),
      };
    },
    generateObject: () => Promise.reject(new TypeError('not asked for')),
  };
}
