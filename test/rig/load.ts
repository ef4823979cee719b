import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { checkPromises } from "./load/broken-promises.ts";
import { type Load, runFlashSale } from "./load/flash-sale.ts";
import { figuresOf, reportOf } from "./load/print-report.ts";
import { recordedOrder } from "./load/recorded-order.ts";
import { startOwnService } from "./shared/own-service.ts";
import { shopClient } from "./shared/shop-client.ts";

const UNITS = 10_000;
const CHECKOUTS = 50_000;
const CONNECTIONS = 64;

const HELP = `Usage: npm run test:load -- [options]

Hammers one sale of a composition of its own with checkouts, polls the ledger meanwhile, redeems every token twice, and then
reads the sale's own rows in the order in which they were written. Holds all of it against what the service promises.

  --units <n>         units of the sale (${UNITS})
  --checkouts <n>     buyers, each with one checkout (${CHECKOUTS})
  --connections <n>   checkouts at a time (${CONNECTIONS}); with hundreds of them a workerd without a core to spare lets some wait long
  --no-build          start the bundle in dist as it is
  --json              figures and promises as JSON on stdout
  --verbose           stack traces

  npm run test:load -- --units 1000 --checkouts 5000

Exit codes: 0 every promise was kept, 1 one was broken, 2 wrong usage, or the run could not be made.
`;

/** For the polls of the ledger, which must not wait for a checkout's connection. */
const SPARE_CONNECTIONS = 4;

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      units: { type: "string" },
      checkouts: { type: "string" },
      connections: { type: "string" },
      "no-build": { type: "boolean" },
      json: { type: "boolean" },
    });
    const load: Load = {
      units: wholeNumber("units", values.units, UNITS),
      checkouts: wholeNumber("checkouts", values.checkouts, CHECKOUTS),
      connections: wholeNumber("connections", values.connections, CONNECTIONS),
    };
    const { figures, promises } = await run(load, values["no-build"] === true);
    process.stdout.write(
      values.json ? `${JSON.stringify({ figures, promises }, null, 2)}\n` : reportOf(figures, promises),
    );
    return promises.every(({ broken }) => broken === 0) ? 0 : 1;
  },
});

async function run(load: Load, asBuilt: boolean) {
  const service = await startOwnService({ build: asBuilt ? "if-missing" : "always" });
  try {
    const shop = shopClient(service, load.connections + SPARE_CONNECTIONS);
    const progress = showProgress("checkouts", load.checkouts);
    const sale = await runFlashSale(shop, load, progress.step);
    progress.end();
    shop.close();
    await service.stop();
    const promises = checkPromises(load, sale, recordedOrder(service.stateFolder, load.units));
    return { figures: figuresOf(load, sale), promises };
  } finally {
    await service.stop();
    await service.remove();
  }
}
