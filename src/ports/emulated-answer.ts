import type { LanguageModel, PromptMessage } from './language-model.ts';
import { readExtractionDocument } from './knowledge-extraction.ts';
import { readReplyBrief } from './reply-brief.ts';
import { z } from 'zod';

/** A prompt as an emulated vendor received it. */
export interface EmulatedPrompt {
  readonly system: string;
  readonly messages: readonly PromptMessage[];
  readonly maxOutputTokens: number | undefined;
  /** Whether the request asked for JSON. */
  readonly wantsJson: boolean;
}

/** What an emulated language model says, in pieces of a word, as a vendor would stream it. */
export interface EmulatedAnswer {
  readonly pieces: readonly string[];
  readonly isCutByLimit: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const TIMEOUT_MS = 10_000;

/** Asks the injected model (the rule-based one) and cuts its answer into words, within the token limit of the request. */
export async function answerEmulatedPrompt(
  model: LanguageModel,
  prompt: EmulatedPrompt,
  signal: AbortSignal,
): Promise<EmulatedAnswer> {
  const request = {
    system: prompt.system,
    messages: prompt.messages,
    temperature: 0,
    maxOutputTokens: prompt.maxOutputTokens ?? 4096,
    timeoutMs: TIMEOUT_MS,
    signal,
  };
  let text = '';
  if (prompt.wantsJson) text = JSON.stringify((await model.generateObject({ ...request, schema: z.unknown() })).value);
  else for await (const piece of model.stream(request).text) text += piece;
  const words = text.match(/\s*\S+\s*?(?=\s|$)/gu) ?? [];
  const pieces: string[] = [];
  let outputTokens = 0;
  for (const word of words) {
    const tokens = countTokens(word);
    if (outputTokens + tokens > request.maxOutputTokens) break;
    outputTokens += tokens;
    pieces.push(word);
  }
  const inputTokens = countTokens(prompt.system + prompt.messages.map((message) => message.content).join(''));
  return { pieces, isCutByLimit: pieces.length < words.length, inputTokens, outputTokens };
}

/**
 * Where the sentinel of a prompt may stand: in the message of this turn only, or an old message would break every later
 * turn that repeats it. A document of the batch extraction holds old messages only, so it has none.
 */
export function sentinelText(prompt: Pick<EmulatedPrompt, 'system' | 'messages'>): string {
  const last = prompt.messages.findLast((message) => message.role === 'user')?.content ?? '';
  if (readExtractionDocument(last)) return '';
  const brief = readReplyBrief(last) ?? readReplyBrief(prompt.system);
  return brief ? brief.user_message : last;
}

/** Tokens by script, as the vendors' tokenizers have it on average: 4 Latin, 2.5 Cyrillic or 2 Arabic characters each. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x0600 && code <= 0x06ff) tokens += 1 / 2;
    else if (code >= 0x0400 && code <= 0x04ff) tokens += 1 / 2.5;
    else tokens += 1 / 4;
  }
  return Math.max(1, Math.round(tokens));
}
