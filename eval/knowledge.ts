import { isSameFact, knowledgeCase } from './knowledge-case.ts';
import type { ExpectedFact, KnowledgeCase, StoredFact } from './knowledge-case.ts';
import { openEvalMemory } from './knowledge-memory.ts';
import type { CaseOutcome } from './knowledge-memory.ts';
import { readCases, toShare } from './read-cases.ts';

/** What one case came to. `hits`, `wrong`, `missed` count active facts. */
export interface CaseVerdict {
  readonly isExact: boolean;
  readonly hits: number;
  readonly wrong: readonly StoredFact[];
  readonly missed: readonly ExpectedFact[];
  /** The message changed the memory: a row came, went or got another mark; allowed facts do not count. */
  readonly hasWritten: boolean;
}

interface Tally {
  cases: number;
  exact: number;
  hits: number;
  wrong: number;
  missed: number;
}

const emptyTally = (): Tally => ({ cases: 0, exact: 0, hits: 0, wrong: 0, missed: 0 });
const toFigures = ({ cases, exact, hits, wrong, missed }: Tally) => ({
  cases,
  exact,
  precision: toShare(hits, hits + wrong),
  recall: toShare(hits, hits + missed),
});

function count(tally: Tally, { isExact, hits, wrong, missed }: CaseVerdict): void {
  tally.cases += 1;
  tally.exact += isExact ? 1 : 0;
  tally.hits += hits;
  tally.wrong += wrong.length;
  tally.missed += missed.length;
}

/** Each expected fact takes at most one stored fact; what is left over is wrong, unless the case allows it. */
function match(
  expected: readonly ExpectedFact[],
  stored: readonly StoredFact[],
  allowed: readonly ExpectedFact[],
): Pick<CaseVerdict, 'hits' | 'wrong' | 'missed'> {
  const rest = [...stored];
  const missed = expected.filter((fact) => {
    const at = rest.findIndex((candidate) => isSameFact(fact, candidate));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const wrong = rest.filter((fact) => !allowed.some((allowance) => isSameFact(allowance, fact)));
  return { hits: expected.length - missed.length, wrong, missed };
}

function marksOf(facts: readonly StoredFact[], allowed: readonly ExpectedFact[]): string {
  const counted = facts.filter((fact) => !allowed.some((allowance) => isSameFact(allowance, fact)));
  return JSON.stringify(
    counted.map(({ id, isActive, isDisputed, expiresOn }) => [id, isActive, isDisputed, expiresOn]),
  );
}

/** Compares the rows after a case with what it expects. */
export function judge(item: KnowledgeCase, { before, after }: CaseOutcome): CaseVerdict {
  const active = after.filter((fact) => fact.isActive);
  const found = match(item.expect, active, item.allow);
  const isGone = item.expect_inactive.every((fact) =>
    after.some((candidate) => !candidate.isActive && isSameFact(fact, candidate)),
  );
  const disputed = match(
    item.expect_disputed,
    active.filter((fact) => fact.isDisputed),
    item.allow,
  );
  const isSame = (part: Pick<CaseVerdict, 'wrong' | 'missed'>): boolean =>
    part.wrong.length === 0 && part.missed.length === 0;
  return {
    ...found,
    isExact: isSame(found) && isGone && isSame(disputed),
    hasWritten: marksOf(before, item.allow) !== marksOf(after, item.allow),
  };
}

/**
 * Measures the synchronous memory step (correction, then instant extraction) on the rows of an embedded shard. Contested
 * cases are left out of `precision`, `recall`, `false_memories` and the parts, and counted in `with_contested`.
 *
 * @returns cases, exact, precision, recall, with_contested, false_memories, by_lang, by_basis, failures.
 * @throws InvalidInputError when a line is not a case.
 */
export async function run(args: { readonly data: string }): Promise<object> {
  const cases = await readCases(args.data, knowledgeCase);
  const [clear, all] = [emptyTally(), emptyTally()];
  const byLang: Record<string, Tally> = {};
  const byBasis: Record<string, Tally> = {};
  const failures: string[] = [];
  let falseMemories = 0;
  const memory = await openEvalMemory();
  try {
    for (const [index, item] of cases.entries()) {
      const verdict = judge(item, await memory.play(item));
      if (!verdict.isExact) failures.push(item.id);
      if (!item.contested && item.polarity === 'negative' && verdict.hasWritten) falseMemories += 1;
      count(all, verdict);
      if (!item.contested)
        for (const tally of [clear, (byLang[item.lang] ??= emptyTally()), (byBasis[item.basis] ??= emptyTally())])
          count(tally, verdict);
      if (index % 100 === 99) process.stderr.write(`knowledge: ${index + 1} of ${cases.length} cases\n`);
    }
  } finally {
    await memory.close();
  }
  const figuresOf = (tallies: Record<string, Tally>) =>
    Object.fromEntries(Object.entries(tallies).map(([name, tally]) => [name, toFigures(tally)]));
  return {
    ...toFigures(clear),
    cases: all.cases,
    exact: all.exact,
    with_contested: toFigures(all),
    false_memories: falseMemories,
    by_lang: figuresOf(byLang),
    by_basis: figuresOf(byBasis),
    failures,
  };
}
