import { SCRIPTS } from './scripts.ts';

type Fact = (typeof SCRIPTS.facts)[number];
type Body = Readonly<Record<string, unknown>>;

/** A call of the memory's API as it came, and the facts that are left. */
export interface FakeMemory {
  readonly calls: { readonly method: string; readonly path: string; readonly body: Body }[];
  /** From now on the first fact was said in two messages. */
  readonly sayTwice: () => void;
  readonly reset: () => void;
  /** The answer of a route under `/api/v1/memory`, or null where there is none. */
  readonly answer: (
    method: string,
    path: string,
    body: Body,
  ) => { readonly status: number; readonly body: unknown } | null;
}

/** The memory of the fake gateway: three facts that can be corrected, doubted and forgotten, and what was forgotten. */
export function createFakeMemory(conversationId: string): FakeMemory {
  const calls: FakeMemory['calls'] = [];
  let facts: readonly Fact[] = SCRIPTS.facts;
  let settings: unknown = { cultural_sensitivity_level: 'medium' };
  let saidTwice: readonly Fact[] = [];
  let forgotten = new Map<string, readonly Fact[]>();
  const ok = (body: unknown) => ({ status: 200, body });
  const refs = (body: Body): unknown => body['refs'] ?? [];

  function change(id: string, body: Body) {
    if (body['action'] === 'correct' && body['value'] === 'purple')
      return {
        status: 400,
        body: { status: 400, code: 'invalid_fact_value', title: 'Bad request', type: 'about:blank' },
      };
    facts = facts.map((fact) =>
      fact.knowledge_id !== id
        ? fact
        : {
            ...fact,
            is_disputed: body['action'] === 'dispute',
            ...(body['action'] === 'correct' ? { value: String(body['value']) } : {}),
          },
    );
    return ok({ operation_id: body['operation_id'], knowledge_id: id, value: String(body['value'] ?? '') });
  }

  function forget(operationId: string, gone: readonly Fact[], body: Body) {
    facts = facts.filter((fact) => !gone.includes(fact));
    forgotten.set(operationId, gone);
    return ok({
      operation_id: operationId,
      refs: refs(body),
      knowledge_ids: gone.map(({ knowledge_id: knowledgeId }) => knowledgeId),
    });
  }

  return {
    calls,
    sayTwice: () => void (saidTwice = SCRIPTS.facts.slice(0, 1)),
    reset: () => {
      saidTwice = [];
      facts = SCRIPTS.facts;
      forgotten = new Map();
      calls.length = 0;
    },
    answer: (method, path, body) => {
      if (method !== 'GET') calls.push({ method, path, body });
      const operationId = String(body['operation_id']);
      const one = /^\/facts\/([0-9a-f-]{36})$/.exec(path)?.[1];
      const undone = /^\/forget\/([0-9a-f-]{36})\/undo$/.exec(path)?.[1];
      if (path === '') return ok({ conversation_id: conversationId, facts });
      if (path.startsWith('/refs/'))
        return ok({
          ref: { conversation_id: conversationId, message_id: path.slice('/refs/'.length) },
          role: 'user',
          is_forgotten: false,
          has_artefact: false,
          used: [],
          learned: saidTwice.map((fact) => ({ ...fact, has_other_evidence: true })),
        });
      if (path === '/settings') return ok(method === 'PUT' ? (settings = body) : settings);
      if (path === '/forgotten')
        return ok({
          operations: [...forgotten].map(([id, gone]) => ({
            operation_id: id,
            forgotten_at: '2026-11-20T10:00:00.000Z',
            scope: 'memory',
            messages: [],
            knowledge: gone,
          })),
        });
      if (one !== undefined && method === 'PATCH') return change(one, body);
      if (one !== undefined)
        return forget(
          operationId,
          facts.filter((fact) => fact.knowledge_id === one),
          body,
        );
      if (path === '/forget')
        return forget(
          operationId,
          facts.filter(({ key }) => key === body['about']),
          body,
        );
      if (undone !== undefined) {
        facts = [...facts, ...(forgotten.get(undone) ?? [])];
        forgotten.delete(undone);
        const last = calls.findLast((call) => call.path === '/forget');
        return ok({ operation_id: undone, refs: refs(last?.body ?? {}), knowledge_ids: [] });
      }
      if (path === '/erase') {
        if (body['all'] === true) facts = [];
        return ok({ operation_id: operationId, status: 'applied', refs: refs(body), knowledge_ids: [] });
      }
      if (path === '/export')
        return ok({
          format: 'unde-export-1',
          exported_at: '2026-11-20T10:00:00.000Z',
          account: {},
          messages: [{ content: 'my size is M' }],
          facts: [],
          candidates: [],
          corrections: [],
          deletions: [],
          settings: [],
          persona: null,
          devices: [],
          next: null,
        });
      return null;
    },
  };
}
