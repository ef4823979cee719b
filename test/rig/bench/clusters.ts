import { table, whole } from "../../../src/cli/shared/table.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { startClusterSale } from "./clusters/cluster-sale.ts";
import { CROWD } from "./clusters/crowd.ts";
import { measureClusters, type Timed } from "./clusters/measure.ts";

/** What a sale may take at the median for the cluster and the history of one checkout, in milliseconds. */
const CLUSTER_MS_MAX = 2;
/** As many as a shop may have in force. */
const CUTS = 200;

type Figures = Awaited<ReturnType<typeof measure>>;

export const benchClusters = rigProgram({
  name: "bench clusters",
  about: `
Measures in workerd what a sale takes to find the cluster of an account and to remember it: links, history and clusters of one
checkout, read and written by the service's own code in SQLite, in one transaction. ${whole(CROWD)} accounts have come before (farms
of a hundred on shared devices, cards and places; a hostel, an office, a forwarder), and staff have cut ${CUTS} pairs apart.
Beside it stands the same in an empty sale.

Counted is processor time of all threads, less the median of a transaction with an account that brings nothing which others
could share; what that takes stands above. In the 99th percentile stands what the runtime does once for many checkouts, as when
SQLite copies its log into the database. Linux only: processor time is read from /proc.`,
  numbers: { checkouts: ["of each kind", 400], accounts: ["that came before", CROWD] },
  example: "--checkouts 1000",
  exits: `0 every kind takes at most ${CLUSTER_MS_MAX} ms at the median, 1 one takes more`,
  run: ({ number }) => measure(number("accounts"), number("checkouts")),
  report({ sale, empty, alone, kinds }: Figures) {
    const { accounts, members, clustered, cutsInForce } = sale;
    return `${whole(accounts)} accounts, ${whole(clustered)} of them in clusters, ${whole(members)} links, ${cutsInForce} cuts

${table([
  ["thread time", "p50", "p95", "p99"],
  rowOf(empty),
  ["over its median:", "", "", ""],
  rowOf(alone),
  ["over the median of both:", "", "", ""],
  ...kinds.map(rowOf),
])}`;
  },
  broken: ({ kinds }) =>
    kinds
      .filter(({ p50Ms }) => p50Ms > CLUSTER_MS_MAX)
      .map(({ name, p50Ms }) => `${name} takes ${p50Ms.toFixed(2)} ms at the median`),
});

async function measure(accounts: number, checkouts: number) {
  const sale = await startClusterSale(accounts, CUTS);
  try {
    return { sale: sale.figures, ...(await measureClusters(sale, checkouts)) };
  } finally {
    await sale.stop();
  }
}

function rowOf({ name, p50Ms, p95Ms, p99Ms }: Timed): string[] {
  return [name, ...[p50Ms, p95Ms, p99Ms].map((ms) => `${ms.toFixed(2)} ms`)];
}
