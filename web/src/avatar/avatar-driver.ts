import type { StreamEvent } from '#dialogue/model/stream-event';
import { createObservable } from '../../../client/observable.ts';
import type { Observable } from '../../../client/observable.ts';
import type { Speech, SpeechFrame } from '../voice/voice-stage.ts';
import { AvatarMachine } from './avatar-machine.ts';
import type { AvatarPose } from './avatar-machine.ts';
import type { ListenState } from './avatar-inputs.ts';

/** What the voice tells the avatar. */
export interface AvatarVoice {
  readonly speech: Observable<Speech | null>;
  readonly frame: () => SpeechFrame;
  readonly stop: () => boolean;
  readonly speak: (requestId: string) => void;
}

/** Colour of the mood: how warm and how lively, 0-1. */
export interface MoodColour {
  readonly warmth: number;
  readonly energy: number;
}

/** Turns what happens in the talk into what the avatar does. Times are those of `performance.now()`. */
export class AvatarDriver {
  readonly machine: AvatarMachine;
  readonly colour: Observable<MoodColour> = createObservable<MoodColour>({ warmth: 0.6, energy: 0.4 });
  readonly listenState: Observable<ListenState> = createObservable<ListenState>('idle');
  /** How deep the running turn looks: 1, 2 "recalling", 3 "something special". */
  readonly queryLevel: Observable<number> = createObservable(1);
  readonly #now: () => number;
  readonly #voice: AvatarVoice;
  #running: string | null = null;
  #wasSpeaking = false;

  constructor(deps: { readonly voice: AvatarVoice; readonly now?: () => number; readonly random?: () => number }) {
    this.#now = deps.now ?? (() => performance.now());
    this.#voice = deps.voice;
    this.machine = new AvatarMachine({ nowMs: this.#now(), random: deps.random });
  }

  /** The greeting of a page that was just opened. */
  greet(): void {
    this.machine.gesture('session_start', this.#now());
  }

  /** The user sends a message: whatever sounds falls silent. */
  messageSent(requestId: string): void {
    this.#voice.stop();
    this.machine.setSpeaking(false, this.#now());
    this.#running = requestId;
    this.queryLevel.set(1);
    this.machine.messageSent(this.#now());
  }

  /** The user talks into the microphone, or has stopped. */
  userTalks(talks: boolean): void {
    if (talks) this.bargeIn();
    this.machine.setUserTalks(talks, this.#now());
  }

  /** Silence in this call: voice, gestures and all that was to come. Returns whether anything sounded. */
  bargeIn(): boolean {
    const sounded = this.#voice.stop();
    if (sounded) {
      this.machine.bargeIn(this.#now());
      this.machine.setUserTalks(false, this.#now());
    }
    return sounded;
  }

  receive(event: StreamEvent): void {
    if (event.request_id !== this.#running) return;
    const now = this.#now();
    switch (event.type) {
      case 'mood':
        return this.#feel(event, now);
      case 'persona':
        this.queryLevel.set(event.query_level);
        return this.machine.setHints(event.render_hints, now);
      case 'items':
        return this.machine.setLookAt('content');
      case 'text':
        return this.machine.answerArrived(now);
      case 'audio':
        if (event.available) this.#speakWhenAllowed(event.request_id);
        return;
      case 'done':
        this.machine.setHints(
          {
            ...event.reply.render_hints,
            look_at: event.reply.items.length > 0 ? 'content' : event.reply.render_hints.look_at,
          },
          now,
        );
        return this.machine.answerArrived(now);
      case 'superseded':
        this.#running = event.by;
        return;
      case 'error':
      case 'cancelled':
        return this.machine.answerArrived(now);
      case 'accepted':
        return;
    }
  }

  /** The turn ended without an event (it was polled, or it failed). */
  settled(requestId: string): void {
    if (requestId === this.#running) this.machine.answerArrived(this.#now());
  }

  /** One frame: voice into the machine, pose out of it. */
  frame(): AvatarPose {
    const now = this.#now();
    const { level, visemes } = this.#voice.frame();
    const isSpeaking = this.#voice.speech.get() !== null;
    if (isSpeaking !== this.#wasSpeaking) this.machine.setSpeaking(isSpeaking, now);
    this.#wasSpeaking = isSpeaking;
    this.machine.lips.setLevel(level);
    for (const viseme of visemes) this.machine.lips.pushViseme(viseme, now);
    const pose = this.machine.step(now);
    this.listenState.set(pose.listenState);
    return pose;
  }

  #feel(event: Extract<StreamEvent, { type: 'mood' }>, now: number): void {
    const { emotion, rive_params: rive, signals, context_pattern: pattern } = event.mood;
    this.colour.set({ warmth: (emotion.valence + rive.warmth) / 2, energy: emotion.arousal });
    this.machine.setMood(
      {
        frameId: event.mood.mood_frame_id,
        valence: emotion.valence,
        urgency: signals.urgency,
        disengagement: pattern.disengagement_score,
        isEscalating: pattern.trajectory === 'escalating',
        warmth: rive.warmth,
        tension: rive.tension,
        tempo: rive.tempo,
        gesture: rive.gesture,
      },
      now,
    );
  }

  /** Thinking is seen for its least time even when the answer is faster. */
  #speakWhenAllowed(requestId: string): void {
    const waitMs = this.machine.lockedUntilMs - this.#now();
    if (waitMs <= 0) return this.#voice.speak(requestId);
    setTimeout(() => this.#running === requestId && this.#voice.speak(requestId), waitMs);
  }
}
