/** Where an entry stands: which life of the log, and its number in it, counted from 1 without gaps. */
export interface LogPosition {
  readonly birth: string;
  readonly number: number;
}

const NUMBER_DIGITS = 10;

/** Redis' own id (`birth-number`) with the number padded, so that ids also sort as text. */
export function toLogId({ birth, number }: LogPosition): string {
  return `${birth}-${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** Reads an id in either form; undefined for anything else. */
export function parseLogId(id: string): LogPosition | undefined {
  const match = /^(\d{1,16})-(\d{1,16})$/.exec(id);
  return match?.[1] === undefined ? undefined : { birth: match[1], number: Number(match[2]) };
}
