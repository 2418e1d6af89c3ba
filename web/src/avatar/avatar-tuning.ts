/** Numbers of the avatar that may be tuned without touching its logic. @see persona.md 13 */
export const TUNING = {
  defaults: { warmth: 0.6, tension: 0.2, energy: 0.5, tempo: 1 },
  /** Fastest change, in units a second. */
  rates: { warmth: 1.5, tension: 1.5, weights: 2, energy: 2.5, tempo: 2.5 },
  /** A smaller step is not written. */
  smallestStep: 0.001,
  mood: {
    friendlyFrom: 0.7,
    mixedFrom: 0.4,
    mixed: { friendly: 0.7, focused: 0.3 },
    silenceMs: 300,
    decayPerStep: 0.05,
    stepMs: 1000 / 60,
  },
  urgency: { tempo: 0.3, energy: 0.2 },
  disengaged: { from: 0.7, factor: 0.7, least: 0.2 },
  dominanceThreshold: 0.15,
  overrideMs: 6_000,
  thinking: { leastMs: 1_500, nodAfterMs: 5_000, inMs: 300, outMs: 400 },
  stateBlendMs: 300,
  levelFadeMs: 100,
  gesture: { cooldownMs: 800, longestMs: 2_000, inMs: 200, outMs: 300 },
  lips: { holdMs: 70, blendMs: 50, attack: 0.6, release: 0.15, floor: 0.02 },
  invite: { afterMs: 7_000, everyMs: 30_000, lastsMs: 5_000, inMs: 400, warmth: 0.15, headDegrees: 3.5 },
  idle: { blinkMs: 4_500, gazeMs: 6_000, headMs: 6_500, shoulderMs: 12_000, swayMs: 8_000, breathMs: 4_500 },
  blink: { closeMs: 100, openMs: 200, doubleShare: 0.15 },
  inactiveEnergy: 0.2,
} as const;

/** How long each gesture plays, ms. @see persona.md 12 */
export const GESTURE_MS = {
  session_start: 1_200,
  user_laughed: 800,
  outfit_saved: 800,
  outfit_rejected: 800,
  goal_achieved: 1_000,
  self_correction: 1_000,
  opinion_given: 1_000,
  empathy_moment: 1_200,
  topic_shift: 800,
  nod: 500,
  timeout_extended: 600,
  reset: 500,
} as const;
/** A gesture's name; the last three are made by the client alone. */
export type Gesture = keyof typeof GESTURE_MS;
