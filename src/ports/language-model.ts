import type { z } from 'zod';
import { definePort } from '#kernel/service';

/** One message of a prompt. */
export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** What a language model is asked. */
export interface GenerateRequest {
  readonly system: string;
  readonly messages: readonly PromptMessage[];
  readonly temperature: number;
  readonly maxOutputTokens: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Tokens of one call, as the vendor counted them; undefined when it did not. */
export interface TokenUsage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/** How a call ended and what it cost. */
export interface GenerateOutcome {
  /** Vendor and model, such as `deepseek/deepseek-v4-flash`. */
  readonly model: string;
  readonly finishReason: 'stop' | 'length' | 'content_filter' | 'other';
  readonly usage: TokenUsage;
}

/** A stream of text pieces; `outcome` settles when the stream has ended. */
export interface GenerateStream {
  /** Pieces in order; throws DependencyError or DependencyTimeoutError. */
  readonly text: AsyncIterable<string>;
  readonly outcome: Promise<GenerateOutcome>;
}

/** One vendor's model. Makes no retries; the caller owns attempts, fallback and the deadline. */
export interface LanguageModel {
  /** Vendor name, such as `deepseek`; a label of metrics. */
  readonly provider: string;
  readonly modelName: string;
  readonly stream: (request: GenerateRequest) => GenerateStream;
  /** A JSON answer of the given schema; throws DependencyError with code `invalid_output` when it does not fit. */
  readonly generateObject: <T>(
    request: GenerateRequest & { readonly schema: z.ZodType<T> },
  ) => Promise<{ readonly value: T; readonly outcome: GenerateOutcome }>;
}

/** The models for answers, in the order of the configuration: primary first. */
export const languageModelsPort = definePort<readonly LanguageModel[]>('language-models');

/** The small model of the mood agent. */
export const moodModelPort = definePort<LanguageModel>('mood-model');
