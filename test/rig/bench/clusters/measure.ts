import { showProgress } from "../../../../src/cli/shared/progress.ts";
import { percentile } from "../../shared/percentile.ts";
import { threadMs } from "../../shared/workerd-processes.ts";
import { askedOf, withoutLikeness } from "./asked.ts";
import type { ClusterSale, Coming, SaleName } from "./cluster-sale.ts";
import { CROWD, IN_CLUSTERS, SHARES_NOTHING } from "./crowd.ts";

/** Thread time of one kind of checkout, in milliseconds. */
export type Timed = {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
};

/** Each part is over the median of the one before it. */
export type ClusterFigures = {
  /** A call that asks nothing. */
  readonly empty: Timed;
  /** A transaction with an account that brings nothing which others could share. */
  readonly alone: Timed;
  /** Checkouts that bring all that a checkout does. */
  readonly kinds: readonly Timed[];
};

/** Checkouts of each kind before anything is timed, so that the compiler has seen the code. */
const WARM_UP = 100;

type Kind = { readonly name: string; readonly sale: SaleName; readonly coming: (n: number) => readonly Coming[] };

const EMPTY: Kind = { name: "a call that asks nothing", sale: "populated", coming: () => [] };
const ALONE: Kind = {
  name: "an account and nothing else",
  sale: "populated",
  coming: (n) => {
    const coming = comingOf(SHARES_NOTHING.checkout(n));
    return [{ ...coming, asked: withoutLikeness(coming.asked) }];
  },
};
const IN_EMPTY_SALE: Kind = {
  name: `${SHARES_NOTHING.name}, in an empty sale`,
  sale: "empty",
  coming: (n) => [comingOf(SHARES_NOTHING.checkout(n))],
};
const KINDS: readonly Kind[] = [SHARES_NOTHING, ...IN_CLUSTERS].map(({ name, checkout }) => ({
  name,
  sale: "populated",
  coming: (n) => [comingOf(checkout(n))],
}));

/**
 * Sends checkouts one at a time, the kinds in turns, and takes the processor time of all threads of workerd before and after
 * each: the clock inside stands still while code runs, and what other programs do meanwhile is not counted.
 */
export async function measureClusters(sale: ClusterSale, checkouts: number): Promise<ClusterFigures> {
  const usedMs = new Map([EMPTY, ALONE, IN_EMPTY_SALE, ...KINDS].map((kind) => [kind, [] as number[]]));
  const progress = showProgress("checkouts", usedMs.size * (WARM_UP + checkouts));
  let sent = CROWD;
  for (let round = 0; round < WARM_UP + checkouts; round += 1) {
    for (const [kind, times] of usedMs) {
      const coming = kind.coming(sent);
      sent += 1;
      const beforeMs = threadMs(sale.processId);
      await sale.come(kind.sale, coming);
      if (round >= WARM_UP) times.push(threadMs(sale.processId) - beforeMs);
      progress.step();
    }
  }
  progress.end();
  const overMedian = (kind: Kind, baseline?: Kind): Timed => {
    const percentileMs = (of: Kind, share: number) => percentile(usedMs.get(of) ?? [], share);
    const lessMs = baseline === undefined ? 0 : percentileMs(baseline, 0.5);
    return {
      name: kind.name,
      p50Ms: percentileMs(kind, 0.5) - lessMs,
      p95Ms: percentileMs(kind, 0.95) - lessMs,
      p99Ms: percentileMs(kind, 0.99) - lessMs,
    };
  };
  return {
    empty: overMedian(EMPTY),
    alone: overMedian(ALONE, EMPTY),
    kinds: [IN_EMPTY_SALE, ...KINDS].map((kind) => overMedian(kind, ALONE)),
  };
}

/** Every second account holds a unit, as those of the crowd do. */
function comingOf(body: object): Coming {
  return { asked: askedOf(body, Date.now()), heldUnits: Math.random() < 0.5 ? 1 : 0 };
}
