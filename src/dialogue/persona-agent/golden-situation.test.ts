import { describe, expect, test } from 'vitest';
import { intent } from '#dialogue/model/intent';
import { toneMode } from '#dialogue/model/persona';
import { HARD_BAN_IDS } from '#dialogue/model/persona-contract/hard-bans';
import { decide, known, meta, mood, NOW, profile, situationalIds } from './__fixtures__/persona-world.ts';
import type { request } from './__fixtures__/persona-world.ts';

const inDays = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const event = (days: number, valence: 'positive' | 'negative' | null, value = 'wedding of a sister') => ({
  saving_goal: null,
  future_events: [{ key: 'event', value, date: inDays(days), emotional_valence: valence, context: [] }],
  last_active_at: null,
});

describe('Golden tests of the situation', () => {
  test('GT-020: a positive event within 14 days invites to speak of the preparation', () => {
    expect(situationalIds(decide({ user_knowledge_compact: event(10, 'positive') }))).toContain('SR-event-positive');
    expect(situationalIds(decide({ user_knowledge_compact: event(20, 'positive') }))).toContain(
      'SR-event-positive-far',
    );
    expect(
      situationalIds(decide({ user_knowledge_compact: event(0, 'positive') })).filter((id) =>
        id.startsWith('SR-event'),
      ),
    ).toEqual([]);
  });
  test('GT-021: a negative event of a private user leaves no trace', () => {
    const response = decide({
      user_knowledge_compact: event(5, 'negative', 'court hearing'),
      persona_profile: profile({ relationship_openness: known('private') }),
    });
    expect(situationalIds(response).filter((id) => id.startsWith('SR-event'))).toEqual([]);
    expect(JSON.stringify(response)).not.toContain('court');
    expect(situationalIds(decide({ user_knowledge_compact: event(5, null) }))).toContain('SR-event-negative');
  });
  test('GT-022: a cautious user meets no urgency', () => {
    const ids = situationalIds(decide({ persona_profile: profile({ shopping_style: known('cautious') }) }));
    expect(ids).toContain('SR-no-urgency');
    expect(ids).not.toContain('SR-urgency-ok');
  });
  test('GT-023: an impulsive user may hear of real scarcity, but not while feelings are shared or money is saved', () => {
    const persona_profile = profile({ shopping_style: known('impulsive') });
    expect(situationalIds(decide({ persona_profile }))).toContain('SR-urgency-ok');
    expect(situationalIds(decide({ persona_profile, user_intent: 'emotional_share' }))).not.toContain('SR-urgency-ok');
    const saving = { saving_goal: 'a car', future_events: [], last_active_at: null };
    expect(situationalIds(decide({ persona_profile, user_knowledge_compact: saving }))).toEqual(['SR-saving-goal']);
  });
  test('GT-024: shared feelings forbid shopping in every tone', () => {
    for (const valence of [0.1, 0.3, 0.5, 0.9]) {
      const ids = situationalIds(decide({ user_intent: 'emotional_share', mood_frame: mood({ valence }) }));
      expect(ids).toContain('SR-no-shopping');
    }
  });
  test('GT-025: every directive carries all hard bans, whatever the tone and stage', () => {
    for (const user_intent of intent.options) {
      for (const relationship_stage of [0, 1, 2, 3]) {
        const response = decide({ user_intent, relationship_stage, mood_frame: mood({ valence: 0.75, energy: 0.6 }) });
        expect(toneMode.options).toContain(response.tone_mode);
        expect(response.persona_directive.hard_bans.map((ban) => ban.id)).toEqual(HARD_BAN_IDS);
      }
    }
    expect(HARD_BAN_IDS).toHaveLength(17);
  });
  test('GT-038 and CT-09: short replies make it efficient and stop the questions', () => {
    const short = Array.from({ length: 5 }, () => meta({ user_word_count: 1 }));
    const response = decide({
      user_message: 'next',
      last_n_response_meta: short,
      mood_frame: mood({ mood_confidence: 0.2, disengagement_score: 0.8 }),
    });
    expect(response.tone_mode).toBe('efficient');
    expect(situationalIds(response)).toContain('SR-low-engagement');
    expect(response.avatar_state.energy_level).toBe(0.4);
  });
  test('GT-039 and CT-10: after a pause the greeting fits its length and leaves the old topic', () => {
    const back = (days: number) => ({
      saving_goal: null,
      future_events: [],
      last_active_at: new Date(NOW.getTime() - days * 86_400_000).toISOString(),
    });
    const mood_frame = mood({ thread_break: true });
    expect(situationalIds(decide({ mood_frame, user_knowledge_compact: back(7) }))).toContain('SR-return-long');
    expect(situationalIds(decide({ mood_frame, user_knowledge_compact: back(4) }))).toContain('SR-return-medium');
    expect(situationalIds(decide({ mood_frame, user_knowledge_compact: back(0.03) }))).toContain('SR-return-short');
    const russian = decide({ mood_frame, user_knowledge_compact: back(7) }, { language: 'ru' });
    expect(russian.persona_directive.situational_rules[0]?.text).toMatch(/рад|давно|как дела/);
  });
  test('GT-040: without any exchange the identity says that the story only begins', () => {
    expect(decide({ total_exchanges: 0 }, { language: 'ru' }).persona_directive.identity).toContain(
      'только начинается',
    );
    expect(decide({ total_exchanges: 0 }, { language: 'ru' }).persona_directive.identity).not.toContain(
      'общая история',
    );
    expect(decide({ total_exchanges: 0 }).persona_directive.identity).toContain('only beginning');
    expect(decide({ total_exchanges: 5 }).persona_directive.identity).toContain('shared history');
  });
  test('GT-041: who speaks of rain is believed over the weather data', () => {
    const weather = { temp_c: 45, feels_like_c: 47, humidity: 20, condition: 'clear', sunset: '18:30' };
    const frame = contextWith({ weather });
    for (const user_message of ['какой дождик', 'it is raining', 'اليوم مطر']) {
      expect(situationalIds(decide({ context_frame: frame, user_message }))).toContain('SR-sensor-vs-user');
    }
    expect(situationalIds(decide({ context_frame: frame, user_message: 'a rainbow dress' }))).not.toContain(
      'SR-sensor-vs-user',
    );
    expect(
      situationalIds(decide({ context_frame: contextWith({ weather: null }), user_message: 'rain' })),
    ).not.toContain('SR-sensor-vs-user');
  });
  test('GT-042: ten alike choices invite one experimental option', () => {
    const last_n_response_meta = Array.from({ length: 10 }, () =>
      meta({ style_tags: ['black', 'casual'], user_word_count: 6 }),
    );
    const response = decide({ last_n_response_meta }, { language: 'ru' });
    const line = response.persona_directive.situational_rules.find(({ id }) => id === 'SR-exploration');
    expect(line?.text).toContain('экспериментальный');
    expect(line?.text).toContain('black');
    expect(line?.text).toContain('100');
  });
});

function contextWith(environment: {
  readonly weather: NonNullable<ReturnType<typeof request>['context_frame']>['environment']['weather'];
}) {
  return {
    context_frame_id: 'c',
    timestamp: NOW.toISOString(),
    location: null,
    environment: {
      ...environment,
      time_context: {
        day_of_week: 'monday' as const,
        part_of_day: 'afternoon' as const,
        mall_closes_in_hours: null,
        is_rush_hour: false,
        is_weekend: false,
      },
    },
    cultural: {
      sensitivity_level: 'medium' as const,
      active_period: null,
      next_meal_break: null,
      is_pre_meal_break: false,
      nearby_holidays: [],
    },
    companions: null,
    opportunities: [],
    stale: false,
    stale_reason: null,
  };
}
