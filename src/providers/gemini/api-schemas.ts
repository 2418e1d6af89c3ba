import { z } from 'zod';

/** Models that are served, and until when. @see providers.md 5.6 */
export const GEMINI_MODELS: readonly {
  readonly id: string;
  readonly endsAt?: string;
  readonly thenServedBy?: string;
}[] = [
  { id: 'gemini-3.8-flash' },
  { id: 'gemini-3.5-flash' },
  { id: 'gemini-3.5-flash-lite' },
  { id: 'gemini-2.5-pro', endsAt: '2026-12-01T00:00:00Z', thenServedBy: 'gemini-3.8-flash' },
  { id: 'gemini-2.5-flash', endsAt: '2026-12-01T00:00:00Z', thenServedBy: 'gemini-3.5-flash-lite' },
  { id: 'gemini-2.5-flash-lite' },
  { id: 'gemini-2.0-flash', endsAt: '2026-06-01T00:00:00Z' },
  { id: 'gemini-2.0-flash-lite', endsAt: '2026-06-01T00:00:00Z' },
];

const part = z.looseObject({
  text: z.string().optional(),
  inlineData: z.looseObject({ mimeType: z.string(), data: z.string() }).optional(),
});
const content = z.looseObject({ role: z.enum(['user', 'model']).optional(), parts: z.array(part) });

/** `:generateContent` and `:streamGenerateContent`. */
export const geminiRequest = z.looseObject({
  contents: z.array(content).min(1),
  systemInstruction: content.optional(),
  generationConfig: z
    .looseObject({
      temperature: z.number().min(0).max(2).optional(),
      maxOutputTokens: z.number().int().min(1).optional(),
      responseMimeType: z.string().optional(),
      responseSchema: z.unknown().optional(),
      responseJsonSchema: z.unknown().optional(),
    })
    .optional(),
});
export type GeminiRequest = z.output<typeof geminiRequest>;

/** The answer; in a stream each event is a whole one with a piece of the text. */
export interface GeminiResponse {
  readonly candidates?: readonly {
    readonly content: {
      readonly parts: readonly { readonly text: string; readonly thoughtSignature?: string }[];
      readonly role: 'model';
    };
    readonly finishReason?: 'STOP' | 'MAX_TOKENS' | 'SAFETY';
    readonly index: 0;
  }[];
  readonly promptFeedback?: { readonly blockReason: string };
  readonly usageMetadata: {
    readonly promptTokenCount: number;
    readonly candidatesTokenCount?: number;
    readonly totalTokenCount: number;
    readonly promptTokensDetails: readonly { readonly modality: 'TEXT'; readonly tokenCount: number }[];
  };
  readonly modelVersion: string;
  readonly responseId: string;
}
