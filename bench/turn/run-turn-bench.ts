import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { currentLoad, describeCommit, describeMachine } from '../describe-machine.ts';
import { percentile, round } from '../percentile.ts';
import { DrivenUser } from './drive-user.ts';
import type { SeenTurn } from './drive-user.ts';
import { questionsOf, TEACHINGS } from './messages.ts';
import { openServerDatabases } from './open-databases.ts';
import type { BenchDatabases } from './open-databases.ts';
import type { Baseline } from './protocol.ts';
import { MeasuredServer, startVendors } from './processes.ts';
import type { Taken } from './processes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MEGABYTE = 1024 ** 2;
const UNLIMITED = '1000000000';
/** Between an answer and the next message when one user talks: long enough for what follows a turn, far below a human's. */
const PAUSE_MS = 50;
/** Turns of all users together before the first figure: code that has just been loaded runs several times slower. */
const WARM_UP = 240;

interface Settings {
  readonly isEmbedded: boolean;
  readonly turns: number;
  readonly users: number;
  readonly history: number;
  readonly profile: string | undefined;
  readonly save: string | undefined;
}

/** One figure set: for one user, or for many at once. */
interface Figures {
  readonly overhead_p50_ms: number;
  readonly overhead_p95_ms: number;
  readonly first_text_p95_ms: number;
  readonly turns_per_second: number;
  readonly rss_mb: number;
  readonly [more: string]: number;
}

/** Runs the bench `turn`. What each figure means stands in bench/README.md. */
export async function run(words: readonly string[]): Promise<object> {
  const settings = readSettings(words);
  const machine = describeMachine();
  const home = await mkdtemp(join(tmpdir(), 'unde-bench-'));
  const closing: (() => Promise<unknown> | unknown)[] = [() => rm(home, { recursive: true, force: true })];
  try {
    const databases: BenchDatabases | undefined = settings.isEmbedded ? undefined : await openServerDatabases();
    if (databases) closing.unshift(databases.drop);
    const vendors = await startVendors();
    closing.unshift(vendors.stop);
    progress('starting the services');
    const server = await MeasuredServer.start({
      environment: toEnvironment(home, databases, vendors),
      logFile: join(home, 'log'),
      profile: settings.profile,
    });
    closing.unshift(() => server.stop());
    const figures = await measure(settings, server);
    const faults = countFaults(await readFile(join(home, 'log'), 'utf8'));
    const report = {
      bench: 'turn',
      ...figures,
      faults,
      databases: server.databases,
      vendors: 'emulated at 0 ms in a process of their own',
      machine: { ...machine, load_after: currentLoad() },
      ...describeCommit(ROOT),
      node: process.version,
      at: new Date().toISOString(),
    };
    if (settings.save !== undefined)
      await writeFile(resolve(process.env['INIT_CWD'] ?? '.', settings.save), `${JSON.stringify(report, null, 2)}\n`);
    return report;
  } finally {
    for (const close of closing) await close();
  }
}

function readSettings(words: readonly string[]): Settings {
  const number = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
  const { values } = parseArgs({
    args: [...words],
    options: {
      embedded: { type: 'boolean', default: false },
      turns: number(200),
      users: number(16),
      history: number(2_000),
      profile: { type: 'string' },
      save: { type: 'string' },
    },
  });
  return {
    isEmbedded: values.embedded,
    turns: Number(values.turns),
    users: Number(values.users),
    history: Number(values.history),
    profile: values.profile,
    save: values.save,
  };
}

function toEnvironment(
  home: string,
  databases: BenchDatabases | undefined,
  vendors: { readonly deepSeekUrl: string; readonly cohereUrl: string },
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    UNDE_HOME: join(home, 'home'),
    PORT: '0',
    ...databases?.environment,
    DEEPSEEK_API_KEY: 'bench',
    DEEPSEEK_BASE_URL: vendors.deepSeekUrl,
    COHERE_API_KEY: 'bench',
    COHERE_BASE_URL: vendors.cohereUrl,
    GATEWAY_SESSIONS_PER_IP_HOUR: UNLIMITED,
    GATEWAY_MESSAGES_PER_USER_SECOND: UNLIMITED,
    GATEWAY_MESSAGES_PER_USER_MINUTE: UNLIMITED,
    GATEWAY_MESSAGES_PER_IP_SECOND: UNLIMITED,
    // The next message comes only after the answer; none is meant to supersede another.
    GATEWAY_DEBOUNCE_WINDOW_MS: '0',
  };
}

async function measure(settings: Settings, server: MeasuredServer) {
  const users: DrivenUser[] = [];
  for (let index = 0; index <= settings.users; index++) users.push(await DrivenUser.open(server.url));
  const [single, ...many] = users as [DrivenUser, ...DrivenUser[]];
  const baselineUser = await DrivenUser.open(server.url);
  progress(`filling ${users.length + 1} users with ${settings.history} messages each`);
  await server.fill(
    [...users, baselineUser].map(({ userId }) => userId),
    settings.history,
  );
  progress('measuring the statements alone');
  const baseline = await server.baseline(baselineUser.userId, settings.turns);
  for (const user of [baselineUser, ...users]) await user.talk(TEACHINGS, 0);
  progress('warming up');
  const warmUp = Math.ceil(WARM_UP / many.length);
  await Promise.all(many.map((user, index) => user.talk(questionsOf(index + 1, warmUp), 0)));
  progress('measuring one user');
  await single.talk(questionsOf(0, 10), PAUSE_MS);
  await server.take();
  const alone = await single.talk(questionsOf(0, settings.turns), PAUSE_MS);
  const one = toFigures(
    alone,
    await server.take(),
    alone.reduce((sum, turn) => sum + turn.doneMs - turn.sentMs, 0),
  );
  progress(`measuring ${many.length} users at once`);
  await server.take();
  const each = Math.max(5, Math.ceil((2 * settings.turns) / many.length));
  const together = (await Promise.all(many.map((user, index) => user.talk(questionsOf(index + 1, each), 0)))).flat();
  const spanMs = Math.max(...together.map(({ doneMs }) => doneMs)) - Math.min(...together.map(({ sentMs }) => sentMs));
  const crowd = toFigures(together, await server.take(), spanMs);
  for (const user of [...users, baselineUser]) user.close();
  return {
    mode: settings.isEmbedded ? 'embedded' : 'servers',
    ...one,
    [`users_${many.length}`]: crowd,
    baseline: toBaseline(baseline),
    history_messages: settings.history,
  };
}

/** @param busyMs in how much time the turns ran: pauses of the one user left out, wall time of the crowd. */
function toFigures(seen: readonly SeenTurn[], taken: Taken, busyMs: number): Figures {
  const marked = seen.flatMap((turn) => {
    const marks = taken.marks[turn.requestId];
    return marks ? [{ ...turn, ...marks, seenAcceptedMs: turn.acceptedMs }] : [];
  });
  const overhead = marked.map(({ promptMs, acceptedMs }) => promptMs - acceptedMs);
  const whole = marked.map(({ promptMs, acceptBegunMs }) => promptMs - acceptBegunMs);
  const firstText = seen.map(({ firstTextMs, sentMs }) => firstTextMs - sentMs);
  return {
    overhead_p50_ms: percentile(overhead, 0.5),
    overhead_p95_ms: percentile(overhead, 0.95),
    first_text_p95_ms: percentile(firstText, 0.95),
    turns_per_second: round((seen.length * 1000) / busyMs),
    rss_mb: Math.round(taken.rssBytes / MEGABYTE),
    first_text_p50_ms: percentile(firstText, 0.5),
    sent_to_prompt_p50_ms: percentile(
      marked.map(({ promptMs, sentMs }) => promptMs - sentMs),
      0.5,
    ),
    sent_to_prompt_p95_ms: percentile(
      marked.map(({ promptMs, sentMs }) => promptMs - sentMs),
      0.95,
    ),
    sent_to_202_p95_ms: percentile(
      seen.map(({ acceptedMs, sentMs }) => acceptedMs - sentMs),
      0.95,
    ),
    accept_p50_ms: percentile(
      marked.map(({ acceptedMs, acceptBegunMs }) => acceptedMs - acceptBegunMs),
      0.5,
    ),
    accept_p95_ms: percentile(
      marked.map(({ acceptedMs, acceptBegunMs }) => acceptedMs - acceptBegunMs),
      0.95,
    ),
    begun_to_prompt_p50_ms: percentile(whole, 0.5),
    begun_to_prompt_p95_ms: percentile(whole, 0.95),
    cpu_ms_per_turn: round(taken.cpuMs / seen.length),
    done_p95_ms: percentile(
      seen.map(({ doneMs, sentMs }) => doneMs - sentMs),
      0.95,
    ),
    turns: seen.length,
    turns_with_marks: marked.length,
    turns_with_items: seen.filter(({ itemCount }) => itemCount > 0).length,
    turns_degraded: seen.filter(({ isDegraded }) => isDegraded).length,
  };
}

function toBaseline(baseline: Baseline) {
  const sums = baseline.accept.map(
    (accept, index) => accept + (baseline.search[index] ?? 0) + (baseline.remember[index] ?? 0),
  );
  const pair = (name: string, samples: readonly number[]) => ({
    [`${name}_p50_ms`]: percentile(samples, 0.5),
    [`${name}_p95_ms`]: percentile(samples, 0.95),
  });
  return {
    what: 'the three statements of a turn alone, one user',
    ...pair('accept', baseline.accept),
    ...pair('search', baseline.search),
    ...pair('remember', baseline.remember),
    ...pair('all_three', sums),
  };
}

/** Warnings and errors of the log by event: a bench whose turns lost a step measured something else. */
function countFaults(log: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of log.split('\n')) {
    const match = /^\{"level":"(warn|error)".*"event":"([^"]+)"\}$/u.exec(line);
    if (!match) continue;
    const step = /"step":"([a-z_]+)"/u.exec(line)?.[1];
    const name = `${match[1]} ${match[2]}${step ? ` ${step}` : ''}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function progress(text: string): void {
  process.stderr.write(`turn: ${text}\n`);
}
