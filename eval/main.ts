import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, InvalidInputError } from '#kernel/error';

type Measure = { readonly run: (args: { readonly data: string }) => Promise<object> };

/** The measures that exist; each prints the figures of `run` as one JSON line. */
const MEASURES: Readonly<Record<string, () => Promise<Measure>>> = {
  crisis: () => import('./crisis.ts'),
  intent: () => import('./intent.ts'),
  knowledge: () => import('./knowledge.ts'),
  memory: () => import('./memory.ts'),
  mood: () => import('./mood.ts'),
};
const USAGE = `npm run --silent eval -- <${Object.keys(MEASURES).join('|')}> --data FILE`;

/** Prints one JSON line on standard output; faults go to standard error with exit code 1. */
async function main(): Promise<void> {
  const { positionals, values } = readArguments();
  const name = positionals[0] ?? '';
  const load = MEASURES[name];
  if (!load || positionals.length > 1)
    throw new InvalidInputError(`There is no measure "${positionals.join(' ')}". Use: ${USAGE}`);
  if (values.data === undefined) throw new InvalidInputError(`Say on which file: ${USAGE}`);
  // npm changes to the package's folder; a relative path is relative to where the command was typed.
  const data = resolve(process.env['INIT_CWD'] ?? '.', values.data);
  const startedAt = performance.now();
  process.stderr.write(`${name}: measuring on ${data}\n`);
  const figures = await (await load()).run({ data });
  process.stderr.write(`${name}: done in ${Math.round(performance.now() - startedAt)} ms\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } });
  } catch (cause) {
    throw new InvalidInputError(`${cause instanceof Error ? cause.message : 'Wrong arguments'}. Use: ${USAGE}`, {
      cause,
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof AppError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
