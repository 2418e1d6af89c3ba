import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { GenerateRequest } from '#ports/language-model';
import { writeReplyBrief } from '#ports/reply-brief';
import { createRulesLanguageModel } from './client.ts';
import { sampleBrief, sampleFact, SAMPLE_ITEMS } from './sample-brief.ts';

function ask(content: string, system = 'You are a friend.'): GenerateRequest {
  return {
    system,
    messages: [{ role: 'user', content }],
    temperature: 0,
    maxOutputTokens: 100,
    timeoutMs: 1000,
    signal: new AbortController().signal,
  };
}

async function read(request: GenerateRequest): Promise<string> {
  let text = '';
  for await (const piece of createRulesLanguageModel().stream(request).text) text += piece;
  return text;
}

const mood = z.object({
  valence: z.number(),
  arousal: z.number(),
  frustration: z.number(),
  urgency: z.number(),
  fatigue: z.number(),
  mood_confidence: z.number(),
});

describe('the rule-based language model', () => {
  test.each(['the message', 'the system prompt'])('reads the block from %s and nothing else', async (place) => {
    const block = writeReplyBrief(
      sampleBrief({ memory_question: 'body_params/size', facts: [sampleFact({ value: 'XS' })] }),
    );
    const request =
      place === 'the message'
        ? ask(`KNOWLEDGE\nsize: XXL\n\n${block}\n\nMESSAGE\nWhat is my size?`)
        : ask('What is my size? XXL', block);
    const text = await read(request);
    expect(text).toContain('XS');
    expect(text).not.toContain('XXL');
    expect(text).toMatch(/\nUSED: K1$/u);
  });

  test('says something friendly when there is no block', async () => {
    expect(await read(ask('hello'))).toMatch(/We are here/u);
  });

  test('stops when the caller aborts', async () => {
    const request = {
      ...ask(writeReplyBrief(sampleBrief({ items: [...SAMPLE_ITEMS], intent: 'browse' }))),
      signal: AbortSignal.abort(),
    };
    await expect(read(request)).rejects.toThrow();
  });

  test.each([
    ['I am so sad today', { valence: 0.2 }],
    ['как же бесит эта очередь', { frustration: 0.75 }],
    ['срочно нужно платье', { urgency: 0.8 }],
    ['فرحان اليوم', { valence: 0.82 }],
    ['ок', { mood_confidence: 0.2 }],
    ['нужны кроссовки', { valence: 0.5, mood_confidence: 0.3 }],
  ])('reads the mood of %j coarsely', async (text, expected) => {
    const { value } = await createRulesLanguageModel().generateObject({ ...ask(text), schema: mood });
    expect(value).toMatchObject(expected);
  });

  test('refuses an object that it has no rule for', async () => {
    const failed = createRulesLanguageModel().generateObject({
      ...ask('x'),
      schema: z.object({ colour_of_the_sky: z.string() }),
    });
    await expect(failed).rejects.toMatchObject({ code: 'invalid_output', isRetryable: false });
  });
});
