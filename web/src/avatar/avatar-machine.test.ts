import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RenderHints } from '#dialogue/model/persona';
import {
  chooseWeights,
  clampInput,
  dominantOf,
  FRIENDLY,
  normalizeWeights,
  readListenState,
  weightsOf,
} from './avatar-inputs.ts';
import { AvatarMachine } from './avatar-machine.ts';
import type { AvatarMood, AvatarPose } from './avatar-machine.ts';
import { LipSync } from './lip-sync.ts';

const FRAME_MS = 16;
const sad: AvatarMood = {
  frameId: 'f',
  valence: 0.25,
  urgency: 0,
  disengagement: 0,
  isEscalating: true,
  warmth: 0.9,
  tension: 0.1,
  tempo: 0.85,
  gesture: null,
};
const hints: RenderHints = { expression: 'focused', energy_level: 0.5, listen_state: 'speaking', pace: 'normal' };

/** A machine on a clock of its own: `run` steps through the time and tells every pose. */
function makeAvatar(faces: 3 | 7 = 7) {
  const clock = { ms: 0 };
  const machine = new AvatarMachine({ nowMs: 0, random: () => 0.5, faces });
  const run = (ms: number): AvatarPose[] => {
    const poses: AvatarPose[] = [];
    for (const endMs = clock.ms + ms; clock.ms < endMs;) {
      clock.ms = Math.min(endMs, clock.ms + FRAME_MS);
      poses.push(machine.step(clock.ms));
    }
    return poses;
  };
  const last = (ms: number): AvatarPose => run(ms).at(-1) ?? machine.step(clock.ms);
  return { clock, machine, run, last };
}

describe('inputs of the avatar', () => {
  test('UT-01 a single weight becomes the whole', () =>
    expect(normalizeWeights({ friendly: 0.3, caring: 0, focused: 0 })).toMatchObject({
      friendly: 1,
      caring: 0,
      focused: 0,
    }));
  test('UT-02 no weight at all is friendly', () =>
    expect(normalizeWeights({ friendly: 0, caring: 0, focused: 0 })).toEqual(FRIENDLY));
  test('UT-03 weights that sum to one stay', () =>
    expect(normalizeWeights({ friendly: 0.5, caring: 0.3, focused: 0.2 })).toMatchObject({
      friendly: 0.5,
      caring: 0.3,
      focused: 0.2,
    }));
  test('UT-04 a level in silence is zero', () => {
    const lips = new LipSync();
    lips.setLevel(0.8);
    expect(lips.step(0, FRAME_MS, false).level).toBe(0);
  });
  test('UT-05 a level in speech is above the floor', () => {
    const lips = new LipSync();
    lips.setLevel(0.8);
    expect(lips.step(0, FRAME_MS, true).level).toBeGreaterThan(0.02);
  });
  test('UT-06 warmth is clamped', () => expect(clampInput('warmth', 1.5)).toBe(1));
  test('UT-07 tempo is clamped', () => expect(clampInput('tempo', -0.1)).toBe(0.5));
  test('UT-08 a faint new face does not take over', () =>
    expect(dominantOf(chooseWeights(FRIENDLY, { caring: 0.1 }))).toBe('friendly'));
  test('UT-09 a strong new face does', () =>
    expect(dominantOf(chooseWeights(FRIENDLY, { caring: 0.9 }))).toBe('caring'));
  test('UT-10 an unknown listen state is idle', () => expect(readListenState('dreaming')).toBe('idle'));
  test('UT-11 a drawing with three faces shows excited as friendly with its energy', () => {
    expect(weightsOf('excited', 3)).toEqual(FRIENDLY);
    const { machine, last } = makeAvatar(3);
    machine.setHints({ ...hints, expression: 'excited', energy_level: 0.8 }, 0);
    expect(last(1_000)).toMatchObject({ weights: FRIENDLY, energy: 0.8 });
  });
  test('weights sum to one whatever comes in', () => {
    const weight = fc.oneof(fc.double({ min: -2, max: 5, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(weight, weight, weight, (friendly, caring, focused) => {
        const sum = Object.values(normalizeWeights({ friendly, caring, focused })).reduce((a, b) => a + b, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(0.001);
      }),
    );
  });
});

describe('states of the avatar', () => {
  test('IT-01 the user speaks over speech: listening in the same tick, never thinking', () => {
    const { machine, run, clock, last } = makeAvatar();
    machine.messageSent(0);
    run(1_600);
    machine.answerArrived(clock.ms);
    machine.setSpeaking(true, clock.ms);
    expect(last(100).listenState).toBe('speaking');
    machine.setUserTalks(true, clock.ms);
    expect(run(500).map((pose) => pose.listenState)).not.toContain('thinking');
    expect(machine.step(clock.ms)).toMatchObject({ listenState: 'listening', level: 0 });
  });

  test('IT-02 an answer after 200 ms is thought about for 1.5 s', () => {
    const { machine, run, clock } = makeAvatar();
    machine.messageSent(0);
    run(200);
    machine.answerArrived(clock.ms);
    machine.setSpeaking(true, clock.ms);
    const poses = run(1_400);
    expect(poses.filter((pose) => pose.listenState === 'thinking')).toHaveLength(
      Math.floor((1_500 - 200 - 1) / FRAME_MS),
    );
    expect(poses.at(-1)?.listenState).toBe('speaking');
  });

  test('IT-03 of three gestures at once the first plays and the third replaces the second', () => {
    const { machine, run, clock } = makeAvatar();
    machine.gesture('session_start', 0);
    run(200);
    machine.gesture('empathy_moment', clock.ms);
    run(200);
    machine.gesture('outfit_saved', clock.ms);
    const names = run(4_000).map((pose) => pose.gesture?.name ?? null);
    expect([...new Set(names)]).toEqual(['session_start', null, 'outfit_saved']);
    expect(machine.gestures.dropped).toBe(1);
  });

  test('IT-04 barge-in cuts the gesture and clears the queue, and keeps the face', () => {
    const { machine, run, clock } = makeAvatar();
    machine.setHints({ ...hints, gesture_event: 'opinion_given' }, 0);
    machine.setSpeaking(true, 0);
    run(600);
    machine.gesture('nod', clock.ms);
    machine.bargeIn(clock.ms);
    const poses = run(2_000);
    expect(poses.every((pose) => pose.gesture === null)).toBe(true);
    expect(poses[0]?.weights.focused).toBe(1);
    expect(machine.gestures.waiting).toBeNull();
  });

  test('IT-05 of twenty visemes in 100 ms one or two are shown', () => {
    const lips = new LipSync();
    for (let index = 0; index < 20; index++) lips.pushViseme(1 + (index % 6), index * 5);
    expect(lips.changes).toBeGreaterThanOrEqual(1);
    expect(lips.changes).toBeLessThanOrEqual(2);
  });

  test('IT-06 when no new mood comes the old one fades to the defaults without a jump', () => {
    const { machine, run, clock } = makeAvatar();
    machine.setMood(sad, 0);
    run(1_000);
    machine.messageSent(clock.ms);
    const warmths = run(4_000).map((pose) => pose.warmth);
    expect(warmths[0]).toBe(0.9);
    expect(warmths.at(-1)).toBeCloseTo(0.6, 2);
    expect(
      Math.max(...warmths.slice(1).map((value, index) => Math.abs(value - (warmths[index] ?? value)))),
    ).toBeLessThan(0.03);
  });

  test('IT-07 an expression lives six seconds, then blends back in half a second', () => {
    const { machine, run, clock } = makeAvatar();
    machine.setHints({ ...hints, expression: 'excited' }, 0);
    run(3_000);
    machine.setMood(sad, clock.ms);
    expect(run(2_990).at(-1)?.weights.excited).toBe(1);
    const back = run(560).map((pose) => pose.weights.excited);
    expect(back.at(-1)).toBe(0);
    expect(Math.max(...back.slice(1).map((value, index) => Math.abs(value - (back[index] ?? value))))).toBeLessThan(
      0.05,
    );
    expect(machine.step(clock.ms).weights.caring).toBe(1);
  });

  test('IT-08 speech ends while the user talks: listening, no idle between', () => {
    const { machine, run, clock } = makeAvatar();
    machine.setUserTalks(true, 0);
    machine.setSpeaking(true, 0);
    run(200);
    machine.setSpeaking(false, clock.ms);
    expect(new Set(run(300).map((pose) => pose.listenState))).toEqual(new Set(['listening']));
  });

  test('IT-09 speech ends in silence: idle, no listening between', () => {
    const { machine, run, clock } = makeAvatar();
    machine.setSpeaking(true, 0);
    run(200);
    machine.setSpeaking(false, clock.ms);
    expect(new Set(run(300).map((pose) => pose.listenState))).toEqual(new Set(['idle']));
  });

  test('IT-10 after a resume everything is at rest', () => {
    const { machine, run, clock } = makeAvatar();
    machine.setMood(sad, 0);
    machine.setHints({ ...hints, expression: 'excited', pace: 'fast', look_at: 'content' }, 0);
    machine.messageSent(0);
    run(800);
    machine.resume(clock.ms);
    expect(machine.step(clock.ms)).toMatchObject({
      listenState: 'idle',
      pace: 'normal',
      lookAt: 'user',
      warmth: 0.6,
      tension: 0.2,
      energy: 0.5,
      tempo: 1,
      weights: FRIENDLY,
      gesture: null,
      thinking: 0,
    });
  });
});

describe('the worked example and small habits', () => {
  test('"I am sad, don\'t feel like choosing": caring within 500 ms, before the answer', () => {
    const { machine, last } = makeAvatar();
    machine.messageSent(0);
    machine.setMood(sad, 0);
    expect(last(520)).toMatchObject({ listenState: 'thinking', weights: { caring: 1 } });
  });

  test('after five seconds of thinking it nods once', () => {
    const { machine, run } = makeAvatar();
    machine.messageSent(0);
    expect(run(4_900).some((pose) => pose.gesture)).toBe(false);
    expect([...new Set(run(10_000).map((pose) => pose.gesture?.name ?? null))]).toEqual([null, 'timeout_extended']);
  });

  test('user speech inside the thinking lock waits for its end', () => {
    const { machine, run, clock } = makeAvatar();
    machine.messageSent(0);
    run(500);
    machine.setUserTalks(true, clock.ms);
    expect(run(900).every((pose) => pose.listenState === 'thinking')).toBe(true);
    expect(run(200).at(-1)?.listenState).toBe('listening');
  });

  test('after seven seconds of silence it invites, and not again within thirty', () => {
    const { run } = makeAvatar();
    expect(run(6_900).every((pose) => pose.invite === 0)).toBe(true);
    expect(run(1_000).at(-1)?.invite).toBe(1);
    const invited = run(50_000).map((pose) => pose.invite > 0.5);
    expect(invited.filter((value, index) => value && !invited[index - 1])).toHaveLength(2);
  });

  test('it blinks every three to seven seconds, irregularly', () => {
    let seed = 7;
    const machine = new AvatarMachine({
      nowMs: 0,
      random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
    });
    const starts: number[] = [];
    let wasOpen = true;
    for (let ms = 0; ms < 120_000; ms += FRAME_MS) {
      const isOpen = machine.step(ms).idle.blink < 0.5;
      if (!isOpen && wasOpen && ms - (starts.at(-1) ?? -1_000) > 600) starts.push(ms);
      wasOpen = isOpen;
    }
    const gaps = starts.slice(1).map((ms, index) => ms - (starts[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(7_000);
    expect(new Set(gaps).size).toBeGreaterThan(gaps.length / 2);
  });
});
