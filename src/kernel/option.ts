import { z } from 'zod';
import { InvalidInputError } from './error.ts';

/** One setting, as data: from it come the parser, the documentation and the error text. */
export interface Option<T> {
  /** Name of the environment variable. */
  readonly env: string;
  readonly doc: string;
  readonly unit?: string;
  /** Secrets are never printed and have no default in production. */
  readonly secret: boolean;
  readonly default: T | undefined;
  readonly schema: z.ZodType<T>;
}

/** The options of a service by the name under which its code reads them. */
export type Options = Readonly<Record<string, Option<unknown>>>;

/** The parsed values of {@link Options}. */
export type OptionValues<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

interface OptionInput<T> {
  readonly env: string;
  readonly doc: string;
  readonly unit?: string;
  readonly default?: T;
}

function make<T>(schema: z.ZodType<T>, input: OptionInput<T>, secret = false): Option<T> {
  return {
    env: input.env,
    doc: input.doc,
    ...(input.unit ? { unit: input.unit } : {}),
    secret,
    default: input.default,
    schema,
  };
}

const truth = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');

/** Makers of options by type. An option without a default must be set. */
export const option = {
  string: (input: OptionInput<string>): Option<string> => make(z.string(), input),
  number: (input: OptionInput<number>): Option<number> => make(z.coerce.number<string>(), input),
  integer: (input: OptionInput<number>): Option<number> => make(z.coerce.number<string>().int(), input),
  boolean: (input: OptionInput<boolean>): Option<boolean> => make(truth as unknown as z.ZodType<boolean>, input),
  url: (input: OptionInput<string>): Option<string> => make(z.url(), input),
  secret: (input: OptionInput<string>): Option<string> => make(z.string(), input, true),
  choice: <const C extends readonly [string, ...string[]]>(
    input: OptionInput<C[number]> & { readonly choices: C },
  ): Option<C[number]> => make(z.enum(input.choices) as unknown as z.ZodType<C[number]>, input),
  list: (input: OptionInput<readonly string[]>): Option<readonly string[]> =>
    make(
      z.string().transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ) as unknown as z.ZodType<readonly string[]>,
      input,
    ),
};

/** The environment as the process saw it; only `main.ts` reads it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Parses all options of one owner and collects every fault instead of stopping at the first. */
export function parseOptions<O extends Options>(
  options: O,
  environment: Environment,
): { values: OptionValues<O>; faults: string[] } {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(options)) {
    const text = environment[definition.env];
    if (text === undefined || text === '') {
      if (definition.default === undefined) faults.push(`${definition.env} is not set: ${definition.doc}`);
      values[name] = definition.default;
      continue;
    }
    const parsed = definition.schema.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else
      faults.push(
        `${definition.env}${definition.secret ? '' : `=${text}`} is not valid: ${parsed.error.issues[0]?.message}`,
      );
  }
  return { values: values as OptionValues<O>, faults };
}

/**
 * Finds variables that look like ours (same prefix as a known option) and are not: a typing error that would otherwise
 * be silent.
 */
export function findUnknownVariables(
  known: readonly Option<unknown>[],
  prefixes: readonly string[],
  environment: Environment,
): string[] {
  const names = new Set(known.map((definition) => definition.env));
  return Object.keys(environment)
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)) && !names.has(name))
    .map((name) => `${name} is not an option of this version`);
}

/** Refuses to start with every fault in one message. */
export function requireNoFaults(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new InvalidInputError(`The configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
}
