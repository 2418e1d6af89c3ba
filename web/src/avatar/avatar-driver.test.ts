import { describe, expect, test } from 'vitest';
import { DEFAULT_MOOD_FRAME } from '#dialogue/model/mood-frame';
import { createObservable } from '../../../client/observable.ts';
import { makeReply } from '../../../client/test-support.ts';
import type { Speech } from '../voice/voice-stage.ts';
import { AvatarDriver } from './avatar-driver.ts';
import { drawFace } from './face-curves.ts';

function makeDriver() {
  const clock = { ms: 0 };
  const speech = createObservable<Speech | null>(null);
  const spoken: string[] = [];
  const voice = {
    speech,
    frame: () => ({ level: speech.get() ? 0.8 : 0, visemes: [1] }),
    stop: () => {
      const sounded = speech.get() !== null;
      speech.set(null);
      return sounded;
    },
    speak: (requestId: string) => {
      spoken.push(requestId);
      speech.set({ requestId, sentence: 0, text: '' });
    },
  };
  const driver = new AvatarDriver({ voice, now: () => clock.ms, random: () => 0.5 });
  const run = (ms: number) => {
    let pose = driver.frame();
    for (const endMs = clock.ms + ms; clock.ms < endMs;) {
      clock.ms += 16;
      pose = driver.frame();
    }
    return pose;
  };
  return { driver, run, speech, spoken };
}

describe('the avatar follows the talk', () => {
  test('thinks when a message is sent, feels the mood, looks at the things, comes to rest', () => {
    const { driver, run } = makeDriver();
    driver.messageSent('r');
    const mood = {
      ...DEFAULT_MOOD_FRAME,
      mood_frame_id: 'f',
      emotion: { ...DEFAULT_MOOD_FRAME.emotion, valence: 0.2 },
    };
    driver.receive({ type: 'mood', request_id: 'r', mood });
    expect(run(600)).toMatchObject({ listenState: 'thinking', lookAt: 'thinking_up', weights: { caring: 1 } });
    driver.receive({ type: 'text', request_id: 'r', index: 0, sentence: 'Here.', speech: 'Here.' });
    driver.receive({ type: 'items', request_id: 'r', items: [], rationale: null });
    expect(run(1_500)).toMatchObject({ listenState: 'idle', lookAt: 'content' });
  });

  test('events of other requests change nothing, a superseded one goes on under its new name', () => {
    const { driver, run } = makeDriver();
    driver.messageSent('r');
    driver.receive({ type: 'done', request_id: 'other', reply: makeReply('other') });
    expect(run(2_000).listenState).toBe('thinking');
    driver.receive({ type: 'superseded', request_id: 'r', by: 's' });
    driver.receive({ type: 'done', request_id: 's', reply: makeReply('s') });
    expect(run(100).listenState).toBe('idle');
  });

  test('speaks with a moving mouth and is silent in the same frame after a tap', () => {
    const { driver, run, spoken } = makeDriver();
    driver.messageSent('r');
    run(1_600);
    driver.receive({ type: 'done', request_id: 'r', reply: makeReply('r') });
    driver.receive({ type: 'audio', request_id: 'r', stream_id: 'r', available: true });
    expect(spoken).toEqual(['r']);
    const speaking = run(200);
    expect(speaking.listenState).toBe('speaking');
    expect(speaking.level).toBeGreaterThan(0.3);
    expect(drawFace(speaking).lips).not.toBe(drawFace({ ...speaking, level: 0 }).lips);
    expect(driver.bargeIn()).toBe(true);
    expect(driver.frame().listenState).not.toBe('speaking');
    expect(driver.bargeIn()).toBe(false);
  });

  test('every pose of every face can be drawn', () => {
    const { driver, run } = makeDriver();
    for (const expression of [
      'cheerful',
      'friendly',
      'caring',
      'empathetic',
      'focused',
      'thoughtful',
      'excited',
    ] as const) {
      driver.messageSent('r');
      driver.receive({
        type: 'done',
        request_id: 'r',
        reply: makeReply('r', {
          render_hints: {
            expression,
            energy_level: 1,
            listen_state: 'speaking',
            pace: 'fast',
            gesture_event: 'session_start',
          },
        }),
      });
      expect(JSON.stringify(drawFace(run(700)))).not.toMatch(/NaN|null|Infinity/);
    }
  });
});
