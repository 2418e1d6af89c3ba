import { describe, expect, test } from 'vitest';
import { decide, known, meta, mood, NOW, profile, situationalIds } from './__fixtures__/persona-world.ts';

const inDays = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const event = (days: number, valence: 'positive' | 'negative' | null, value = 'wedding of a sister') => ({
  saving_goal: null,
  future_events: [{ key: 'event', value, date: inDays(days), emotional_valence: valence, context: [] }],
  last_active_at: null,
});

describe('Knowledge chains that the persona decides alone', () => {
  test('CT-05: tired with a task for the office is gentle and helpful', () => {
    for (const valence of [0.26, 0.35, 0.39]) {
      expect(
        decide({ user_intent: 'task_with_mood', mood_frame: mood({ valence, dominant_emotion: 'fatigue' }) }).tone_mode,
      ).toBe('gentle_helpful');
    }
  });
  test('CT-11: praise said with sarcasm is never playful', () => {
    const raw = decide({ mood_frame: mood({ valence: 0.75, energy: 0.6, sarcasm_detected: true }) });
    const mixed = decide({
      mood_frame: mood({ valence: 0.365, energy: 0.6, sarcasm_detected: true, text_voice_mismatch: true }),
    });
    expect([raw.tone_mode, mixed.tone_mode]).toEqual(['gentle', 'gentle']);
    expect(raw.persona_directive.params.humor_ok).toBe(false);
  });
  test('CT-12: nervous laughter is anxiety: supportive, and nobody laughs along', () => {
    const voice_signals = { laughter_detected: true, speech_rate: 'normal' as const, utterance_duration_ms: 1500 };
    const response = decide({
      user_intent: 'browse',
      user_message: 'nothing fits',
      mood_frame: mood({ valence: 0.28, dominant_emotion: 'anxiety', voice_signals }),
    });
    expect(response.tone_mode).toBe('supportive');
    expect(response.render_hints.gesture_event).toBe('empathy_moment');
  });
  test('CT-13: after a run of one-word replies a new request is answered concisely', () => {
    const last_n_response_meta = Array.from({ length: 4 }, () => meta({ user_word_count: 1 }));
    const response = decide({
      last_n_response_meta,
      user_message: 'show me white sneakers up to 500',
      user_intent: 'quick_search',
    });
    expect(response.persona_directive.params.verbosity).toBe('concise');
  });
  test('CT-14: "ok" says little: warm and not personal', () => {
    const response = decide({
      user_message: 'ok',
      mood_frame: mood({ mood_confidence: 0.2 }),
      persona_profile: profile({ nickname: known('Sunny'), origin_country: known('GB') }),
      user_knowledge_compact: event(5, 'positive'),
    });
    expect(response.tone_mode).toBe('warm');
    expect(situationalIds(response)).toEqual(['SR-light']);
    expect(response.persona_directive.optional_spice).toBeNull();
  });
});
