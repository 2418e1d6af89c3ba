import { describe, expect, test } from 'vitest';
import { decide, known, mood, profile, wish } from './__fixtures__/persona-world.ts';

describe('Golden tests of the tone', () => {
  test('GT-001: depressed and sharing feelings is supportive without humour', () => {
    const response = decide({ user_intent: 'emotional_share', mood_frame: mood({ valence: 0.15 }) });
    expect(response.tone_mode).toBe('supportive');
    expect(response.persona_directive.params.humor_ok).toBe(false);
  });
  test('GT-002: depressed with a task is gentle and helpful', () => {
    expect(decide({ user_intent: 'task_with_mood', mood_frame: mood({ valence: 0.15 }) }).tone_mode).toBe(
      'gentle_helpful',
    );
  });
  test('GT-003: an opinion request is opinionated', () => {
    const response = decide({ user_intent: 'opinion_request' });
    expect(response.tone_mode).toBe('opinionated');
    expect(response.render_hints.gesture_event).toBe('opinion_given');
  });
  test('GT-004: a quick search is efficient', () => {
    expect(decide({ user_intent: 'quick_search' }).tone_mode).toBe('efficient');
  });
  test('GT-005: high joy is excited', () => {
    const response = decide({ mood_frame: mood({ valence: 0.9, energy: 0.85 }) });
    expect(response.tone_mode).toBe('excited');
    expect(response.avatar_state).toEqual({ expression: 'excited', energy_level: 0.8 });
  });
  test('GT-006: stage 0 with high humour is warm, not playful', () => {
    const response = decide({
      relationship_stage: 0,
      mood_frame: mood({ valence: 0.75, energy: 0.6 }),
      persona_profile: profile({ humor_receptivity: known('high') }),
    });
    expect(response.tone_mode).toBe('warm');
    expect(response.debug.stage_limits_applied).toContain('humor_receptivity high->low (stage 0)');
  });
  test('GT-010: stage 2 with high humour is playful', () => {
    const response = decide({
      mood_frame: mood({ valence: 0.75, energy: 0.6 }),
      persona_profile: profile({ humor_receptivity: known('high') }),
    });
    expect(response.tone_mode).toBe('playful');
    expect(response.persona_directive.params.humor_ok).toBe(true);
  });
});

describe('Golden tests of the stage gate', () => {
  const everything = profile({
    origin_country: known('GB'),
    cultural_ref_enabled: known(true),
    proactivity_tolerance: known('active'),
    memory_manifestation: known('explicit'),
  });
  const lineIds = (response: ReturnType<typeof decide>): string[] =>
    response.persona_directive.relationship_style.map((line) => line.id);

  test('GT-007: stage 0 has no cultural references', () => {
    const response = decide({ relationship_stage: 0, persona_profile: everything });
    expect(response.persona_directive.optional_spice).toBeNull();
    expect(response.debug.blocked_by).toContain('cultural_ref: stage=0');
  });
  test('GT-008: stage 0 has minimal initiative', () => {
    expect(lineIds(decide({ relationship_stage: 0, persona_profile: everything }))).toContain(
      'RS-proactivity_tolerance-minimal',
    );
    expect(lineIds(decide({ relationship_stage: 0 }))).toContain('RS-proactivity_tolerance-minimal');
  });
  test('GT-009: stage 0 has subtle memory', () => {
    expect(lineIds(decide({ relationship_stage: 0, persona_profile: everything }))).toContain(
      'RS-memory_manifestation-subtle',
    );
    expect(lineIds(decide({ relationship_stage: 0 }))).toContain('RS-memory_manifestation-subtle');
  });
  test('GT-015: at stage 0 a wish for much humour is applied while memory stays subtle', () => {
    const response = decide({ relationship_stage: 0, persona_profile: profile({ humor_receptivity: wish('high') }) });
    expect(response.debug.override_decisions).toContain('humor_receptivity APPLIED (safe)');
    expect(response.persona_directive.params.humor_ok).toBe(true);
    expect(lineIds(response)).toContain('RS-humor-high');
    expect(lineIds(response)).toContain('RS-memory_manifestation-subtle');
  });
  test('GT-016: at stage 0 a wish for explicit memory is blocked', () => {
    const response = decide({
      relationship_stage: 0,
      persona_profile: profile({ memory_manifestation: wish('explicit') }),
    });
    expect(response.debug.override_decisions).toContain('memory_manifestation BLOCKED (locked)');
    expect(lineIds(response)).toContain('RS-memory_manifestation-subtle');
  });
  test('GT-017: the legacy name humor_level is mapped with a warning', () => {
    const response = decide({ persona_profile: { humor_level: known('none') } });
    expect(response.persona_directive.params.humor_ok).toBe(false);
    expect(response.debug.canonicalization_warnings).toEqual(['legacy field humor_level renamed to humor_receptivity']);
  });
  test('GT-019: an unknown field is ignored with a warning', () => {
    const response = decide({ persona_profile: { favourite_planet: known('mars') } });
    expect(response.debug.canonicalization_warnings).toEqual(['unknown field favourite_planet ignored']);
  });
});
