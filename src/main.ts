import { AppError } from '#kernel/error';
import { runCommand } from '#app/command-line';
import { start } from '#app/start';

/** Longest time from the signal to the end; then the process ends with code 1. */
const STOP_LIMIT_MS = 55_000;

/**
 * The only process entry, and the only reader of the environment: `main.ts all`, `main.ts <service>...`, or
 * `main.ts unde <command>...` for an operator's commands.
 */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  if (names[0] === 'unde') {
    process.exitCode = await runCommand({
      words: names.slice(1),
      environment: process.env,
      write: (line) => process.stdout.write(`${line}\n`),
    });
    return;
  }
  const running = await start({ names, environment: process.env });
  if (running.url) process.stdout.write(`\n  UNDE is ready: ${running.url}\n\n`);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    running.stop().then(
      (isClean) => process.exit(isClean ? 0 : 1),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `\n  UNDE did not start. ${error instanceof AppError ? error.message : error instanceof Error ? error.stack : String(error)}\n\n`,
  );
  process.exit(1);
});
