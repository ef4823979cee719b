import { parseCommand, UsageError } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { startOwnService } from "../../test/rig/shared/own-service.ts";
import { type ServiceAddress, shopClient } from "../../test/rig/shared/shop-client.ts";
import { OutcomeTally } from "./replay-purchases/outcome.ts";
import { reportOf } from "./replay-purchases/print-report.ts";
import { readPurchases } from "./replay-purchases/read-purchases.ts";
import { AT_ONCE, replay, replaySale } from "./replay-purchases/replay.ts";

const HELP = `Usage: npm run lab -- replay-purchases <file> [options]

Feeds recorded purchases through the running service as checkouts, in order of purchase, and prints what was allowed,
challenged, held for review and denied against the recording's own label.

<file> is CSV, plain or gzip, with the columns user_id, signup_time, purchase_time, device_id and class (1 is fraud);
other columns are not read. What the recording knows is kept: who, which device, and how old the account was at the
moment of purchase. Nothing is invented: the checkouts have no browser, no address and no payment instrument.

  --base-url <url>    a service that runs already; with --shop-key. By default one is started for the replay alone
  --shop-key <key>    key of a shop of that service
  --no-build          start the bundle in dist as it is
  --json              the same as JSON on stdout
  --verbose           stack traces

  npm run lab -- replay-purchases purchases.csv.gz

Exit codes: 0 every purchase was answered, 1 some were not, 2 wrong usage, or the file or the service cannot be used.
`;

export const replayPurchases: Program = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      "base-url": { type: "string" },
      "shop-key": { type: "string" },
      "no-build": { type: "boolean" },
      json: { type: "boolean" },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("Name one file of recorded purchases.");
    const { "base-url": baseUrl, "shop-key": shopKey } = values;
    if ((baseUrl === undefined) !== (shopKey === undefined)) {
      throw new UsageError("--base-url and --shop-key go together.");
    }
    const recording = await readPurchases(file);
    if (recording.purchases.length === 0) throw new Error(`${file} has no purchase that can be read.`);
    const run = (service: ServiceAddress) => replayAll(service, recording.purchases);
    const { outcome, elapsedMs } =
      baseUrl !== undefined && shopKey !== undefined
        ? await run({ baseUrl, shopKey })
        : await withOwnService(values["no-build"] === true, run);
    const replayed = { outcome, badRows: recording.badRows, elapsedMs };
    process.stdout.write(values.json ? `${JSON.stringify(replayed, null, 2)}\n` : reportOf(replayed));
    return outcome.failures.length === 0 ? 0 : 1;
  },
};

async function withOwnService<T>(asBuilt: boolean, run: (service: ServiceAddress) => Promise<T>): Promise<T> {
  const service = await startOwnService({ build: asBuilt ? "if-missing" : "always" });
  try {
    return await run(service);
  } finally {
    await service.stop();
    await service.remove();
  }
}

async function replayAll(service: ServiceAddress, purchases: Parameters<typeof replay>[2]) {
  const shop = shopClient(service, AT_ONCE);
  const startedAtMs = Date.now();
  const saleId = `replay-${startedAtMs.toString(36)}`;
  const created = await shop.putSale(saleId, replaySale(startedAtMs));
  if (created.status !== 200) throw new Error(`The sale for the replay could not be created: ${created.text}`);
  const tally = new OutcomeTally();
  const progress = showProgress("purchases", purchases.length);
  const startMs = performance.now();
  await replay(shop, saleId, purchases, (replayed) => {
    tally.add(replayed);
    progress.step();
  });
  progress.end();
  shop.close();
  return { outcome: tally.outcome(), elapsedMs: performance.now() - startMs };
}
