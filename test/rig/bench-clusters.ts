import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { table, whole } from "../../src/cli/shared/table.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { startClusterSale } from "./bench-clusters/cluster-sale.ts";
import { CROWD } from "./bench-clusters/crowd.ts";
import { type ClusterFigures, measureClusters, type Timed } from "./bench-clusters/measure.ts";

/** What a sale may take at the median for the company and the history of one checkout, in milliseconds. */
const CLUSTER_MS_MAX = 2;
/** As many as a shop may have in force. */
const CUTS = 200;
const CHECKOUTS = 400;

const HELP = `Usage: npm run bench:clusters -- [options]

Measures in workerd what a sale takes to find the company that an account keeps and to remember it: links, history and
clusters of one checkout, read and written by the service's own code in SQLite, in one transaction. ${whole(CROWD)} accounts have come
before (farms of a hundred on shared devices, cards and places; a hostel, an office, a forwarder), and staff have cut ${CUTS}
pairs apart. Beside it stands the same in an empty sale.
Counted is processor time of all threads, less the median of a transaction with an account that brings nothing which others
could share; what that takes stands above. In the 99th percentile stands what the runtime does once for many checkouts, as when
SQLite copies its log into the database.

  --checkouts <n>  of each kind (${CHECKOUTS})
  --accounts <n>   that came before (${CROWD})
  --json           the figures as JSON on stdout
  --verbose        stack traces

  npm run bench:clusters -- --checkouts 1000

Exit codes: 0 every kind takes at most ${CLUSTER_MS_MAX} ms at the median, 1 one takes more, 2 wrong usage, or it could not be
measured. Linux only: processor time is read from /proc.
`;

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      checkouts: { type: "string" },
      accounts: { type: "string" },
      json: { type: "boolean" },
    });
    const checkouts = wholeNumber("checkouts", values.checkouts, CHECKOUTS);
    const sale = await startClusterSale(wholeNumber("accounts", values.accounts, CROWD), CUTS);
    try {
      const figures = { sale: sale.figures, ...(await measureClusters(sale, checkouts)) };
      const { accounts, bearers, clustered, cutsInForce } = sale.figures;
      const crowd = `${whole(accounts)} accounts, ${whole(clustered)} of them in company, ${whole(bearers)} links, ${cutsInForce} cuts\n\n`;
      process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : `${crowd}${tableOf(figures)}`);
      return figures.kinds.every(({ p50Ms }) => p50Ms <= CLUSTER_MS_MAX) ? 0 : 1;
    } finally {
      await sale.stop();
    }
  },
});

function tableOf({ empty, alone, kinds }: ClusterFigures): string {
  const row = ({ name, p50Ms, p95Ms, p99Ms }: Timed) => [
    name,
    ...[p50Ms, p95Ms, p99Ms].map((ms) => `${ms.toFixed(2)} ms`),
  ];
  return table([
    ["thread time", "p50", "p95", "p99"],
    row(empty),
    ["over its median:", "", "", ""],
    row(alone),
    ["over the median of both:", "", "", ""],
    ...kinds.map(row),
  ]);
}
