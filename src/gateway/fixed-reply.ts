import { newId } from '#kernel/id';
import { crisisAnswer } from '#dialogue/model/crisis/crisis-answer';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import { CRISIS_AVATAR_STATE, CRISIS_RENDER_HINTS } from '#dialogue/model/persona-contract/render-hints';
import { CRISIS_VOICE_PARAMS } from '#dialogue/model/persona-contract/voice-presets';
import type { Reply } from '#dialogue/model/reply';

/** What every fixed answer is about. */
export interface FixedReplyInput {
  readonly requestId: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly language: 'en' | 'ru' | 'ar';
  readonly now: Date;
  readonly country: string;
}

const BUSY_LINE: Readonly<Record<'en' | 'ru' | 'ar', string>> = {
  en: 'Many requests right now, give me a second and ask me again.',
  ru: 'Сейчас много запросов, дай мне секунду и спроси ещё раз.',
  ar: 'فيه طلبات وايد هالحين، عطوني ثانية وارجعوا اسألوني.',
};

/** The fixed answer to a crisis message, in the shape of every answer. @see dialogue.md 3.4 */
export function toCrisisReply(input: FixedReplyInput): Reply {
  const text = crisisAnswer(input.language, input.country);
  return {
    ...frame(input, text),
    assistant_message_id: newId(),
    intent: 'crisis',
    crisis_detected: true,
    model_used: 'crisis_hardcoded',
    voice_params: CRISIS_VOICE_PARAMS,
    avatar_state: CRISIS_AVATAR_STATE,
    render_hints: CRISIS_RENDER_HINTS,
  };
}

/** The answer when every slot is taken: said at once, never stored. @see dialogue.md D-07 */
export function toBusyReply(input: FixedReplyInput): Reply {
  return {
    ...frame(input, BUSY_LINE[input.language]),
    assistant_message_id: null,
    intent: 'degraded',
    degraded: true,
    crisis_detected: false,
    model_used: 'graceful_degradation',
    voice_params: DEFAULT_VOICE_PARAMS,
    avatar_state: { expression: 'friendly', energy_level: 0.5 },
    render_hints: { expression: 'friendly', energy_level: 0.5, listen_state: 'speaking', pace: 'normal' },
  };
}

type Frame = Omit<
  Reply,
  | 'assistant_message_id'
  | 'intent'
  | 'crisis_detected'
  | 'model_used'
  | 'voice_params'
  | 'avatar_state'
  | 'render_hints'
>;

function frame(input: FixedReplyInput, text: string): Frame {
  return {
    request_id: input.requestId,
    conversation_id: input.conversationId,
    user_message_id: input.messageId,
    exchange_id: null,
    text,
    speech_text: text,
    lang: input.language,
    items: [],
    query_level: 1,
    query_expansion_attempted: false,
    query_expansion_used: false,
    mood: null,
    memory_used: [],
    audio: null,
    degraded: false,
    duration_ms: 0,
    created_at: input.now.toISOString(),
    signature: null,
  };
}
