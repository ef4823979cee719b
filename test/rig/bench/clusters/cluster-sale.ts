import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showProgress } from "../../../../src/cli/shared/progress.ts";
import type { CutChange } from "../../../../src/domain/identity/cluster/cluster-store.ts";
import { pairOf } from "../../../../src/domain/identity/cluster/cut.ts";
import type { HistoryQuery } from "../../../../src/domain/sale/history/history.ts";
import { startBareWorker } from "../../shared/bare-worker.ts";
import { bundledWorker } from "../../shared/bundled-worker.ts";
import { askedOf } from "./asked.ts";
import { crowdCheckout, cutPair } from "./crowd.ts";

export type SaleName = "empty" | "populated";

/** A checkout as the object is asked about it, and what it holds then. */
export type Coming = { readonly asked: HistoryQuery; readonly heldUnits: number };

/** What is in the populated sale. */
export type SaleFigures = {
  readonly accounts: number;
  readonly members: number;
  /** Accounts that are in a cluster with others, by what they tried. */
  readonly clustered: number;
  readonly cutsInForce: number;
};

export type ClusterSale = {
  readonly processId: number;
  /** Has checkouts come to a sale, in one transaction. */
  readonly come: (sale: SaleName, checkouts: readonly Coming[]) => Promise<void>;
  readonly figures: SaleFigures;
  readonly stop: () => Promise<void>;
};

/** Checkouts of one transaction while the crowd comes. */
const BATCH = 100;

/** Starts two sales: one that nobody came to, and one that a crowd came to and of whose accounts staff cut some apart. */
export async function startClusterSale(accounts: number, cuts: number): Promise<ClusterSale> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-bench-clusters-"));
  const worker = await startBareWorker(
    {
      ...(await bundledWorker("clusters", "test/rig/bench/clusters/cluster-worker.js")),
      durableObjects: { SALE: { className: "ClusterSale", useSQLite: true } },
    },
    folder,
  );
  const stop = async () => {
    await worker.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const call = async (sale: SaleName, checkouts: readonly Coming[], changes: readonly CutChange[]) => {
    const body = JSON.stringify({ checkouts, cuts: changes });
    const response = await fetch(`${worker.baseUrl}/?sale=${sale}`, { method: "POST", body });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sale answered ${response.status}: ${text}`);
  };
  try {
    const nowMs = Date.now();
    const crowd = Array.from({ length: accounts }, (_, n) => ({
      asked: askedOf(crowdCheckout(n), nowMs),
      heldUnits: n % 2,
    }));
    const progress = showProgress("accounts", accounts);
    for (let from = 0; from < accounts; from += BATCH) {
      await call("populated", crowd.slice(from, from + BATCH), []);
      for (let n = from; n < Math.min(from + BATCH, accounts); n += 1) progress.step();
    }
    progress.end();
    const accountOf = (n: number) => crowd[n]?.asked.keys.account ?? "";
    for (let n = 0; n < cuts; n += 1) {
      const [one, other] = cutPair(n);
      await call("populated", [], [{ ...pairOf(accountOf(one), accountOf(other)), seq: n + 1, inForce: true }]);
    }
    const seen = await fetch(`${worker.baseUrl}/?sale=populated`);
    return {
      processId: worker.processId,
      come: (sale, checkouts) => call(sale, checkouts, []),
      figures: JSON.parse(await seen.text()),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
