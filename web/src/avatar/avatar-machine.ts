import type { RenderHints } from '#dialogue/model/persona';
import { approach, approachWeights, moodWeights } from './approach.ts';
import { chooseWeights, clampInput, FRIENDLY, readLookAt, readPace, weightsOf } from './avatar-inputs.ts';
import type { ListenState, LookAt, Pace, Weights } from './avatar-inputs.ts';
import { TUNING } from './avatar-tuning.ts';
import type { Gesture } from './avatar-tuning.ts';
import { GestureQueue } from './gesture-queue.ts';
import type { PlayingGesture } from './gesture-queue.ts';
import { IdleMotion } from './idle-motion.ts';
import type { IdlePose } from './idle-motion.ts';
import { LipSync } from './lip-sync.ts';
import type { Mouth } from './lip-sync.ts';

/** What the avatar takes from a mood frame. */
export interface AvatarMood {
  readonly frameId: string;
  readonly valence: number;
  readonly urgency: number;
  readonly disengagement: number;
  readonly isEscalating: boolean;
  readonly warmth: number;
  readonly tension: number;
  readonly tempo: number;
  readonly gesture: 'topic_shift' | null;
}

/** Everything the drawing needs for one frame. */
export interface AvatarPose {
  readonly listenState: ListenState;
  readonly pace: Pace;
  readonly lookAt: LookAt;
  readonly warmth: number;
  readonly tension: number;
  readonly energy: number;
  readonly tempo: number;
  readonly weights: Weights;
  readonly level: number;
  readonly viseme: number;
  readonly mouth: Mouth;
  readonly idle: IdlePose;
  readonly gesture: PlayingGesture | null;
  /** How much of the thinking and the listening pose is shown, 0-1. */
  readonly thinking: number;
  readonly listening: number;
  /** How much the eyes are on what lies below, 0-1. */
  readonly looking: number;
  /** How much of the idle invite is shown, 0-1. */
  readonly invite: number;
}

type Scalars = { warmth: number; tension: number; energy: number; tempo: number };

/**
 * The avatar's state: takes events with their time, gives one pose a frame. No clock and no drawing inside; the order
 * of authority is voice, listen-state locks, render hints, mood, idle behaviour. @see persona.md 13
 */
export class AvatarMachine {
  readonly gestures = new GestureQueue();
  readonly lips = new LipSync();
  readonly #faces: 3 | 7;
  readonly #idle: IdleMotion;
  #nowMs: number;
  #isSpeaking = false;
  #userTalks = false;
  #thinkingSinceMs: number | null = null;
  #lockedUntilMs = -Infinity;
  #nodDue = false;
  #pace: Pace = 'normal';
  #lookAt: LookAt = 'user';
  #mood: AvatarMood | null = null;
  #moodDueMs: number | null = null;
  #moodShare = 1;
  #hinted: { readonly weights: Weights; readonly untilMs: number } | null = null;
  #hintedEnergy: number = TUNING.defaults.energy;
  #isInactive = false;
  #baseline: Weights = FRIENDLY;
  #weights: Weights = FRIENDLY;
  #scalars: Scalars = { ...TUNING.defaults };
  #blends = { thinking: 0, listening: 0, looking: 0, invite: 0 };
  #silentSinceMs: number;
  #invitedAtMs = -Infinity;

  constructor(options: { readonly nowMs: number; readonly random?: () => number; readonly faces?: 3 | 7 }) {
    this.#faces = options.faces ?? 7;
    this.#nowMs = options.nowMs;
    this.#silentSinceMs = options.nowMs;
    this.#idle = new IdleMotion(options.random ?? Math.random, options.nowMs);
  }

  /** Until when an answer must not begin to sound: thinking is always seen for its least time. */
  get lockedUntilMs(): number {
    return this.#lockedUntilMs;
  }

  /** The user has finished a message: thinking begins, and a new mood is due. */
  messageSent(nowMs: number): void {
    this.#userTalks = false;
    this.#thinkingSinceMs = nowMs;
    this.#lockedUntilMs = nowMs + TUNING.thinking.leastMs;
    this.#moodDueMs = nowMs + TUNING.mood.silenceMs;
    this.#nodDue = true;
    this.#lookAt = 'user';
    this.#wake(nowMs);
  }

  /** The answer is there (or will not come): thinking ends, not before its least time. */
  answerArrived(nowMs: number): void {
    this.#thinkingSinceMs = null;
    this.#nodDue = false;
    this.#wake(nowMs);
  }

  /** The user begins or ends to talk or to write. */
  setUserTalks(talks: boolean, nowMs: number): void {
    if (talks && this.#isSpeaking && nowMs >= this.#lockedUntilMs) this.bargeIn(nowMs);
    this.#userTalks = talks;
    this.#wake(nowMs);
  }

  /** The voice begins or ends to sound. */
  setSpeaking(isSpeaking: boolean, nowMs: number): void {
    this.#isSpeaking = isSpeaking;
    if (!isSpeaking) this.lips.clear();
    this.#wake(nowMs);
  }

  /** The user speaks over the voice: everything that was to come is dropped in this call; the face stays. */
  bargeIn(nowMs: number): void {
    this.#isSpeaking = false;
    this.#userTalks = true;
    this.#thinkingSinceMs = null;
    this.#lockedUntilMs = -Infinity;
    this.#nodDue = false;
    this.gestures.clear();
    this.lips.clear();
    this.#wake(nowMs);
  }

  setMood(mood: AvatarMood, nowMs: number): void {
    if (mood.gesture && mood.frameId !== this.#mood?.frameId) this.gestures.request(mood.gesture, nowMs);
    this.#mood = mood;
    this.#moodDueMs = null;
    this.#moodShare = 1;
    this.#baseline = chooseWeights(this.#baseline, moodWeights(mood, this.#faces));
  }

  setHints(hints: RenderHints, nowMs: number): void {
    this.#hinted = { weights: weightsOf(hints.expression, this.#faces), untilMs: nowMs + TUNING.overrideMs };
    this.#hintedEnergy = clampInput('energy', hints.energy_level);
    this.#pace = readPace(hints.pace);
    this.#lookAt = readLookAt(hints.look_at);
    if (hints.gesture_event) this.gestures.request(hints.gesture_event, nowMs);
  }

  setLookAt(lookAt: LookAt): void {
    this.#lookAt = lookAt;
  }

  gesture(name: Gesture, nowMs: number): void {
    this.gestures.request(name, nowMs);
  }

  /** Nobody looks, or the battery is low: breathing only. */
  setInactive(isInactive: boolean): void {
    this.#isInactive = isInactive;
  }

  /** Idle, the face as it is. */
  networkLost(nowMs: number): void {
    this.#isSpeaking = false;
    this.#userTalks = false;
    this.#thinkingSinceMs = null;
    this.#lockedUntilMs = -Infinity;
    this.#nodDue = false;
    this.lips.clear();
    this.#wake(nowMs);
  }

  /** The page was away: everything back to rest. */
  resume(nowMs: number): void {
    this.networkLost(nowMs);
    this.gestures.clear();
    this.#mood = null;
    this.#moodDueMs = null;
    this.#hinted = null;
    this.#hintedEnergy = TUNING.defaults.energy;
    this.#pace = 'normal';
    this.#lookAt = 'user';
    this.#baseline = FRIENDLY;
    this.#weights = FRIENDLY;
    this.#scalars = { ...TUNING.defaults };
    this.#blends = { thinking: 0, listening: 0, looking: 0, invite: 0 };
    this.#nowMs = nowMs;
  }

  /** The state at a moment; no side effect. */
  listenState(nowMs: number): ListenState {
    if (nowMs < this.#lockedUntilMs) return 'thinking';
    if (this.#isSpeaking) return 'speaking';
    if (this.#userTalks) return 'listening';
    return this.#thinkingSinceMs === null ? 'idle' : 'thinking';
  }

  /** One frame. Time runs forward; a gap longer than 100 ms counts as 100. */
  step(nowMs: number): AvatarPose {
    const dtMs = Math.min(100, Math.max(0, nowMs - this.#nowMs));
    this.#nowMs = nowMs;
    const listenState = this.listenState(nowMs);
    this.#nod(nowMs);
    this.#smooth(nowMs, dtMs);
    const isInvited = this.#invite(nowMs, listenState);
    this.#blend(
      'thinking',
      listenState === 'thinking',
      dtMs,
      listenState === 'thinking' ? TUNING.thinking.inMs : TUNING.thinking.outMs,
    );
    this.#blend('listening', listenState === 'listening', dtMs, TUNING.stateBlendMs);
    this.#blend(
      'looking',
      this.#lookAt === 'content' && listenState !== 'listening' && listenState !== 'thinking',
      dtMs,
      TUNING.stateBlendMs,
    );
    this.#blend('invite', isInvited, dtMs, TUNING.invite.inMs);
    const lips = this.lips.step(nowMs, dtMs, listenState === 'speaking');
    const tempo = this.#scalars.tempo * (1 - 0.3 * this.#blends.thinking);
    return {
      ...this.#scalars,
      ...lips,
      ...this.#blends,
      warmth: Math.min(1, this.#scalars.warmth + TUNING.invite.warmth * this.#blends.invite),
      listenState,
      pace: this.#pace,
      lookAt: listenState === 'thinking' ? 'thinking_up' : this.#lookAt,
      weights: this.#weights,
      idle: this.#idle.step(nowMs, dtMs, {
        energy: this.#scalars.energy,
        tempo,
        isStill: this.#isInactive || listenState === 'listening',
      }),
      gesture: this.gestures.step(nowMs),
    };
  }

  #nod(nowMs: number): void {
    if (!this.#nodDue || this.#thinkingSinceMs === null || nowMs - this.#thinkingSinceMs < TUNING.thinking.nodAfterMs)
      return;
    this.#nodDue = false;
    this.gestures.request('timeout_extended', nowMs);
  }

  #smooth(nowMs: number, dtMs: number): void {
    if (this.#moodDueMs !== null && nowMs >= this.#moodDueMs)
      this.#moodShare *= (1 - TUNING.mood.decayPerStep) ** (dtMs / TUNING.mood.stepMs);
    const goal = this.#goal();
    for (const key of ['warmth', 'tension', 'energy', 'tempo'] as const) {
      this.#scalars[key] = approach(this.#scalars[key], goal[key], (TUNING.rates[key] * dtMs) / 1000);
    }
    const isHinted = this.#hinted !== null && nowMs < this.#hinted.untilMs;
    const weights = isHinted && this.#hinted ? this.#hinted.weights : this.#baseline;
    this.#weights = approachWeights(this.#weights, weights, (TUNING.rates.weights * dtMs) / 1000);
  }

  #goal(): Scalars {
    const { defaults, urgency, disengaged } = TUNING;
    const mood = this.#mood;
    const from = (value: number, fallback: number): number => fallback + (value - fallback) * this.#moodShare;
    const pressing = (mood?.urgency ?? 0) * this.#moodShare;
    let energy = this.#hintedEnergy + urgency.energy * pressing;
    if (mood && mood.disengagement > disengaged.from) energy = Math.max(disengaged.least, energy * disengaged.factor);
    return {
      warmth: clampInput('warmth', from(mood?.warmth ?? defaults.warmth, defaults.warmth)),
      tension: clampInput('tension', from(mood?.tension ?? defaults.tension, defaults.tension)),
      tempo: clampInput('tempo', from(mood?.tempo ?? defaults.tempo, defaults.tempo) + urgency.tempo * pressing),
      energy: this.#isInactive ? TUNING.inactiveEnergy : clampInput('energy', energy),
    };
  }

  #invite(nowMs: number, state: ListenState): boolean {
    if (state !== 'idle') return false;
    if (nowMs - this.#invitedAtMs < TUNING.invite.lastsMs) return true;
    const isDue =
      nowMs - this.#silentSinceMs >= TUNING.invite.afterMs && nowMs - this.#invitedAtMs >= TUNING.invite.everyMs;
    if (isDue && !this.#isInactive) this.#invitedAtMs = nowMs;
    return isDue && !this.#isInactive;
  }

  #blend(name: 'thinking' | 'listening' | 'looking' | 'invite', isOn: boolean, dtMs: number, lengthMs: number): void {
    this.#blends[name] = approach(this.#blends[name], isOn ? 1 : 0, dtMs / lengthMs);
  }

  #wake(nowMs: number): void {
    this.#silentSinceMs = nowMs;
  }
}
