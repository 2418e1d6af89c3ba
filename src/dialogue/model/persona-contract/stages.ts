/** What a stage asks for; all three minima are required. @see persona.md 4 */
export interface StageRequirement {
  readonly sessions: number;
  readonly exchanges: number;
  readonly positiveSignals: number;
}

/** Requirements by stage; the index is the stage. */
export const STAGE_REQUIREMENTS: readonly [StageRequirement, StageRequirement, StageRequirement, StageRequirement] = [
  { sessions: 0, exchanges: 0, positiveSignals: 0 },
  { sessions: 3, exchanges: 15, positiveSignals: 0 },
  { sessions: 10, exchanges: 60, positiveSignals: 10 },
  { sessions: 25, exchanges: 150, positiveSignals: 30 },
];

/** Days without activity after which a stage is lost; the index is the stage. Periods add up. @see persona.md P-07 */
export const STAGE_INACTIVITY_DAYS: readonly [number, number, number, number] = [Number.POSITIVE_INFINITY, 45, 60, 90];

/** A session ends after this time without messages. */
export const SESSION_GAP_MS = 30 * 60_000;
/** The highest stage. */
export const MAX_STAGE = 3;
/** Active blocks that a user may have. @see persona.md 5, P-09 */
export const MAX_TEMP_BLOCKS = 20;
