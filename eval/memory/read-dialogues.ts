import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { InvalidInputError } from '#kernel/error';

const turn = z.object({
  speaker: z.string(),
  dia_id: z.string(),
  text: z.string(),
  blip_caption: z.string().nullish(),
});
const sample = z.object({
  conversation: z.record(z.string(), z.unknown()),
  qa: z.array(z.object({ question: z.string(), evidence: z.array(z.string()).default([]), category: z.number() })),
});

/** One turn of a dialogue as it is said to UNDE. */
export interface DialogueTurn {
  readonly id: string;
  readonly session: number;
  readonly speaker: string;
  /** "Speaker: text [shares an image of caption]". */
  readonly content: string;
  readonly createdAt: Date;
}

/** A question and the turns that answer it, as indexes into the dialogue. */
export interface DialogueQuestion {
  readonly text: string;
  readonly category: number;
  readonly evidence: readonly number[];
}

/** A dialogue in the order in which it was spoken. */
export interface Dialogue {
  readonly turns: readonly DialogueTurn[];
  readonly questions: readonly DialogueQuestion[];
}

/**
 * Reads dialogues with questions (a JSON array). An evidence entry may hold several turn ids; ids that no turn has are
 * left out, and a question without any evidence left is not asked.
 *
 * @throws InvalidInputError when the file is not of this form.
 */
export async function readDialogues(file: string): Promise<readonly Dialogue[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InvalidInputError(`${file} cannot be read.`, { cause });
  });
  try {
    return z.array(sample).parse(JSON.parse(text)).map(toDialogue);
  } catch (cause) {
    throw new InvalidInputError(`${file} does not hold dialogues.`, { cause });
  }
}

function toDialogue({ conversation, qa }: z.output<typeof sample>): Dialogue {
  const sessions = Object.keys(conversation)
    .flatMap((key) => /^session_(\d+)$/.exec(key)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
  const turns = sessions.flatMap((session) => {
    const startedAt = toDate(z.string().parse(conversation[`session_${session}_date_time`]));
    return z
      .array(turn)
      .parse(conversation[`session_${session}`])
      .map((said, index): DialogueTurn => ({
        id: said.dia_id,
        session,
        speaker: said.speaker,
        content: `${said.speaker}: ${said.text}${said.blip_caption ? ` [shares an image of ${said.blip_caption}]` : ''}`,
        // One session has one date; a second apart, the turns keep their order.
        createdAt: new Date(startedAt.getTime() + index * 1000),
      }));
  });
  const indexes = new Map(turns.map(({ id }, index) => [id, index]));
  const questions = qa.map(({ question, category, evidence }): DialogueQuestion => {
    const ids = evidence.flatMap((entry) => entry.split(/[;,\s]+/));
    return { text: question, category, evidence: [...new Set(ids.flatMap((id) => indexes.get(id) ?? []))] };
  });
  return { turns, questions: questions.filter(({ evidence }) => evidence.length > 0) };
}

/** "1:56 pm on 8 May, 2023", taken as UTC. */
function toDate(text: string): Date {
  const [, time = '', day = ''] = /^\s*(.+?)\s+on\s+(.+?)\s*$/.exec(text) ?? [];
  const date = new Date(`${day} ${time} UTC`);
  if (Number.isNaN(date.getTime())) throw new InvalidInputError(`"${text}" is no date.`);
  return date;
}
