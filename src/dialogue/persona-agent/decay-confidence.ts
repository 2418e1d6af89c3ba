const DAY_MS = 86_400_000;

/**
 * Confidence as it is worth now: confidence x e^(-rate x days / (1 + ln(max(1, evidence)))). Well-founded values fade
 * more slowly; a value without a date does not fade.
 *
 * @returns 0 to `confidence`
 * @see persona.md P-04
 */
export function decayConfidence(input: {
  readonly confidence: number;
  readonly decayPerDay: number;
  readonly evidenceCount: number;
  /** ISO 8601, or null when unknown. */
  readonly lastEvidenceAt: string | null;
  readonly now: Date;
}): number {
  if (input.lastEvidenceAt === null) return input.confidence;
  const days = Math.max(0, (input.now.getTime() - Date.parse(input.lastEvidenceAt)) / DAY_MS);
  const inertia = 1 + Math.log(Math.max(1, input.evidenceCount));
  return input.confidence * Math.exp((-input.decayPerDay * days) / inertia);
}
