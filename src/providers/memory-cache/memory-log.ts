import type { LogEntry } from '#ports/cache';

/** What is read from a log. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  readonly isComplete: boolean;
}

/** Digits of the number in an id, so that ids also sort as text. */
const NUMBER_DIGITS = 10;

/** One append-only log. Ids are `birth-number` with numbers without gaps, so that a gap shows as a loss. */
export class MemoryLog {
  readonly #birth: number;
  #entries: LogEntry[] = [];
  #lastNumber = 0;

  /** @param birth sets this log apart from an earlier one of the same name that has expired. */
  constructor(birth: number) {
    this.#birth = birth;
  }

  append(value: string, maxLength: number): string {
    this.#lastNumber += 1;
    const id = `${this.#birth}-${String(this.#lastNumber).padStart(NUMBER_DIGITS, '0')}`;
    this.#entries.push({ id, value });
    if (this.#entries.length > maxLength) this.#entries = this.#entries.slice(-maxLength);
    return id;
  }

  /** Entries after an id. An id that this log never gave means: everything, and incomplete. */
  read(after: string | undefined): LogPage {
    const firstKept = this.#lastNumber - this.#entries.length + 1;
    if (after === undefined) return { entries: [...this.#entries], isComplete: firstKept === 1 };
    const seen = this.#numberOf(after);
    if (seen === undefined) return { entries: [...this.#entries], isComplete: false };
    return { entries: this.#entries.slice(Math.max(0, seen - firstKept + 1)), isComplete: seen >= firstKept - 1 };
  }

  #numberOf(id: string): number | undefined {
    const match = /^(\d{1,16})-(\d{1,16})$/.exec(id);
    if (!match || Number(match[1]) !== this.#birth) return undefined;
    const number = Number(match[2]);
    return number <= this.#lastNumber ? number : undefined;
  }
}

/** What a reader gets where no log is: nothing, and a loss when it has read from one before. */
export function readAbsentLog(after: string | undefined): LogPage {
  return { entries: [], isComplete: after === undefined };
}
