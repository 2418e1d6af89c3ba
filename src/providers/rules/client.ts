import { DependencyError } from '#kernel/error';
import { EXTRACTION_MARKER, readExtractionDocument } from '#ports/knowledge-extraction';
import type { ExtractionDocument } from '#ports/knowledge-extraction';
import type { GenerateOutcome, GenerateRequest, LanguageModel } from '#ports/language-model';
import { readReplyBrief } from '#ports/reply-brief';
import { composeReply, renderReply } from './compose-reply.ts';
import { extractDeltas } from './extract-deltas.ts';
import type { StatementReader } from './extract-deltas.ts';
import { readMood } from './read-mood.ts';

const VENDOR = 'rules';
const MODEL_NAME = 'rules-1';
const WITHOUT_BRIEF = 'We are here. What are we looking for?';

/**
 * A language model without a model: it reads the machine-readable block of a prompt and nothing else of it, and speaks
 * English, Russian and Arabic by fixed phrases. It answers a document of the batch extraction with what the handed-in
 * reader finds in the user's messages. Without either it answers a request for an object with a coarse mood of the last
 * message.
 *
 * @param tools.readStatements finds the facts stated in one message; without it the extraction finds nothing.
 */
export function createRulesLanguageModel(tools: { readonly readStatements?: StatementReader } = {}): LanguageModel {
  return {
    provider: VENDOR,
    modelName: MODEL_NAME,
    stream: (request) => {
      const brief = findBrief(request);
      const text = brief ? renderReply(composeReply(brief)) : WITHOUT_BRIEF;
      return { text: speak(text, request.signal), outcome: Promise.resolve(outcomeOf()) };
    },
    generateObject: async ({ schema, ...request }) => {
      request.signal.throwIfAborted();
      const document = findDocument(request);
      const brief = document ? undefined : findBrief(request);
      const answer = document
        ? extractDeltas(document, tools.readStatements ?? (() => []))
        : brief
          ? composeReply(brief)
          : readMood(request.messages.findLast(({ role }) => role === 'user')?.content ?? '');
      const parsed = schema.safeParse(answer);
      if (parsed.success) return { value: parsed.data, outcome: outcomeOf() };
      throw new DependencyError('rules generateObject: nothing that fits the schema', {
        vendor: VENDOR,
        operation: 'generateObject',
        code: 'invalid_output',
        isRetryable: false,
      });
    },
  };
}

/** The block stands in the message of the turn, or in the system prompt. */
function findBrief({
  system,
  messages,
}: Pick<GenerateRequest, 'system' | 'messages'>): ReturnType<typeof readReplyBrief> {
  const last = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return readReplyBrief(last) ?? readReplyBrief(system);
}

/** Only where the system text asks for it: a person may write anything into a message. */
function findDocument({
  system,
  messages,
}: Pick<GenerateRequest, 'system' | 'messages'>): ExtractionDocument | undefined {
  const [only, ...others] = messages;
  if (!system.includes(EXTRACTION_MARKER) || only === undefined || others.length > 0) return undefined;
  return readExtractionDocument(only.content);
}

async function* speak(text: string, signal: AbortSignal): AsyncGenerator<string> {
  for (const word of text.match(/\s*\S+/gu) ?? []) {
    signal.throwIfAborted();
    yield word;
  }
}

function outcomeOf(): GenerateOutcome {
  return {
    model: `${VENDOR}/${MODEL_NAME}`,
    finishReason: 'stop',
    usage: { inputTokens: undefined, outputTokens: undefined },
  };
}
