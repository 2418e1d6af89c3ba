import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { InvalidInputError } from '#kernel/error';

/**
 * Reads a file of cases: one JSON object a line, empty lines left out.
 *
 * @throws InvalidInputError that names the line which is not a case.
 */
export async function readCases<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InvalidInputError(`${file} cannot be read.`, { cause });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new InvalidInputError(`Line ${index + 1} of ${file} is not a case.`, { cause });
    }
  });
}

/** A share in [0, 1] with four digits; of nothing: null. */
export function toShare(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
