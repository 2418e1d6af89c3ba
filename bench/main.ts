import { AppError, InvalidInputError } from '#kernel/error';

/** The benches that exist; each returns the figures that are printed as one JSON line. */
const BENCHES: Readonly<
  Record<string, () => Promise<{ readonly run: (words: readonly string[]) => Promise<object> }>>
> = {
  turn: () => import('./turn/run-turn-bench.ts'),
};

/** Prints one JSON line on standard output; progress and faults go to standard error. */
async function main(): Promise<void> {
  const [name = '', ...words] = process.argv.slice(2);
  const load = BENCHES[name];
  if (!load)
    throw new InvalidInputError(
      `There is no bench "${name}". Use: npm run --silent bench -- <${Object.keys(BENCHES).join('|')}> (bench/README.md)`,
    );
  process.stdout.write(`${JSON.stringify(await (await load()).run(words))}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof AppError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
