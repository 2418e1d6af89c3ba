/** An assistant message that showed something (it has a response_description). */
export type Artefact = { readonly messageId: string; readonly createdAt: Date };

const RECENT_MS = 10 * 60_000;
const AMBIGUOUS_MS = 60_000;
const SHOWN_TOGETHER_MS = 3 * 60_000;

/**
 * Which artefact a user message reacts to: the client's id when it is one of this conversation's artefacts, else the
 * newest of the last 10 minutes, unless the two newest are less than 60 s apart (then null: the model asks which one).
 * `artefacts` in any order. @see knowledge.md 12.6, dialogue.md 3.5
 */
export function resolveReplyTarget(input: {
  readonly explicitId?: string | null;
  readonly artefacts: readonly Artefact[];
  readonly now: Date;
}): string | null {
  const chosen = input.artefacts.find(({ messageId }) => messageId === input.explicitId);
  if (chosen !== undefined) return chosen.messageId;
  const recent = input.artefacts
    .filter(({ createdAt }) => createdAt <= input.now && input.now.getTime() - createdAt.getTime() <= RECENT_MS)
    .sort((left, right) => right.createdAt.getTime() - left.createdAt.getTime());
  const [newest, second] = recent;
  if (newest === undefined) return null;
  return second !== undefined && newest.createdAt.getTime() - second.createdAt.getTime() < AMBIGUOUS_MS
    ? null
    : newest.messageId;
}

/** Without a target: the artefacts of the last 3 minutes, oldest first, when there are at least two ("the first one"). */
export function recentArtefacts(artefacts: readonly Artefact[], now: Date): readonly Artefact[] {
  const shown = artefacts.filter(
    ({ createdAt }) => createdAt <= now && now.getTime() - createdAt.getTime() <= SHOWN_TOGETHER_MS,
  );
  return shown.length < 2 ? [] : [...shown].sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime());
}
