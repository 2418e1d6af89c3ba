import { createHash } from 'node:crypto';

/** Picks one of several wordings; the same brief and slot give the same wording. */
export type Choose = <T>(slot: string, wordings: readonly [T, ...T[]]) => T;

/** Variety without chance: the choice follows from a hash of the seed and the slot. */
export function createChooser(seed: string): Choose {
  return (slot, wordings) => {
    const digest = createHash('sha256').update(`${slot}\n${seed}`).digest();
    return wordings[digest.readUInt32BE(0) % wordings.length] ?? wordings[0];
  };
}
