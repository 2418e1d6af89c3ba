import type { Reply } from '#dialogue/model/reply';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import type { Time } from './time.ts';

/** A clock that jumps over every sleep, so that minutes of waiting pass in a tick. */
export function createFakeTime(
  startMs = Date.UTC(2026, 10, 23),
): Time & { readonly advance: (ms: number) => void; readonly slept: number[] } {
  let nowMs = startMs;
  const slept: number[] = [];
  return {
    slept,
    nowMs: () => nowMs,
    advance: (ms) => void (nowMs += ms),
    sleep: async (ms, signal) => {
      slept.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal?.aborted) nowMs += ms;
    },
  };
}

/** An acknowledged answer with everything in it that the contract asks for. */
export function makeReply(requestId: string, change: Partial<Reply> = {}): Reply {
  const face = { expression: 'friendly', energy_level: 0.5 } as const;
  return {
    request_id: requestId,
    conversation_id: '0190a000-0000-7000-8000-00000000c0de',
    user_message_id: '0190a000-0000-7000-8000-000000000001',
    assistant_message_id: crypto.randomUUID(),
    exchange_id: requestId,
    text: 'We have three things for you.',
    speech_text: 'We have three things for you.',
    lang: 'en',
    items: [],
    voice_params: DEFAULT_VOICE_PARAMS,
    avatar_state: face,
    render_hints: { ...face, listen_state: 'speaking', pace: 'normal' },
    intent: 'quick_search',
    query_level: 1,
    query_expansion_attempted: false,
    query_expansion_used: false,
    mood: null,
    memory_used: [],
    audio: null,
    degraded: false,
    crisis_detected: false,
    model_used: 'rules',
    duration_ms: 12,
    created_at: '2026-11-23T00:00:00.000Z',
    signature: 'c2lnbmVk',
    ...change,
  };
}
