import { percentile } from "../shared/percentile.ts";
import { showProgress } from "../shared/progress.ts";
import { threadMs } from "../shared/workerd-processes.ts";
import { askedOf, withoutCompany } from "./asked.ts";
import type { ClusterSale, Coming, SaleName } from "./cluster-sale.ts";
import { CROWD, IN_COMPANY, SHARES_NOTHING } from "./crowd.ts";

/** Thread time of one kind of checkout, in milliseconds. */
export type Timed = {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
};

/** `empty` is a call that asks nothing. What stands in the others is over its median. */
export type ClusterFigures = {
  readonly empty: Timed;
  readonly baselines: readonly Timed[];
  readonly kinds: readonly Timed[];
};

/** Checkouts of each kind before anything is timed, so that the compiler has seen the code. */
const WARM_UP = 100;

type Kind = { readonly name: string; readonly sale: SaleName; readonly coming: (n: number) => readonly Coming[] };

const EMPTY: Kind = { name: "a call that asks nothing", sale: "populated", coming: () => [] };
const BASELINES: readonly Kind[] = [
  {
    name: "an account and nothing else",
    sale: "populated",
    coming: (n) => [
      { ...comingOf(SHARES_NOTHING.checkout(n)), asked: withoutCompany(comingOf(SHARES_NOTHING.checkout(n)).asked) },
    ],
  },
  { name: "shares nothing, in an empty sale", sale: "empty", coming: (n) => [comingOf(SHARES_NOTHING.checkout(n))] },
];
const KINDS: readonly Kind[] = [SHARES_NOTHING, ...IN_COMPANY].map(({ name, checkout }) => ({
  name,
  sale: "populated",
  coming: (n) => [comingOf(checkout(n))],
}));

/**
 * Sends checkouts one at a time, the kinds in turns, and takes the processor time of all threads of workerd before and after
 * each: the clock inside stands still while code runs, and what other programs do meanwhile is not counted.
 */
export async function measureClusters(sale: ClusterSale, checkouts: number): Promise<ClusterFigures> {
  const all = [EMPTY, ...BASELINES, ...KINDS].map((kind) => ({ kind, usedMs: [] as number[] }));
  const progress = showProgress("checkouts", all.length * (WARM_UP + checkouts));
  for (let round = 0; round < WARM_UP + checkouts; round += 1) {
    for (const [index, { kind, usedMs }] of all.entries()) {
      const coming = kind.coming(CROWD + round * all.length + index);
      const beforeMs = threadMs(sale.processId);
      await sale.come(kind.sale, coming);
      if (round >= WARM_UP) usedMs.push(threadMs(sale.processId) - beforeMs);
      progress.step();
    }
  }
  progress.end();
  const emptyMs = percentile(all[0]?.usedMs ?? [], 0.5);
  const timed = (kinds: readonly Kind[], lessMs: number) =>
    all
      .filter(({ kind }) => kinds.includes(kind))
      .map(
        ({ kind: { name }, usedMs }): Timed => ({
          name,
          p50Ms: percentile(usedMs, 0.5) - lessMs,
          p95Ms: percentile(usedMs, 0.95) - lessMs,
          p99Ms: percentile(usedMs, 0.99) - lessMs,
        }),
      );
  const [empty] = timed([EMPTY], 0);
  if (empty === undefined) throw new RangeError("an empty call is timed, too");
  return { empty, baselines: timed(BASELINES, emptyMs), kinds: timed(KINDS, emptyMs) };
}

/** Every second account holds a unit, as those of the crowd do. */
function comingOf(body: object): Coming {
  return { asked: askedOf(body, Date.now()), heldUnits: Math.random() < 0.5 ? 1 : 0 };
}
