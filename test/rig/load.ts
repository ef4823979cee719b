import { showProgress } from "../../src/cli/shared/progress.ts";
import { checkPromises } from "./load/broken-promises.ts";
import { type Load, runFlashSale } from "./load/flash-sale.ts";
import { recordedOrder } from "./load/recorded-order.ts";
import { figuresOf, reportOf } from "./load/report.ts";
import { startOwnService } from "./shared/own-service.ts";
import { rigProgram } from "./shared/rig-program.ts";
import { shopClient } from "./shared/shop-client.ts";

/** For the polls of the ledger, which must not wait for a checkout's connection. */
const SPARE_CONNECTIONS = 4;

export const load = rigProgram({
  name: "load",
  about: `
Hammers one sale of a composition of its own with checkouts, polls the ledger meanwhile, redeems every token twice, and then
reads the sale's own rows in the order in which they were written. Holds all of it against what the service promises. With
hundreds of connections a workerd without a core to spare lets some wait long.`,
  numbers: {
    units: ["units of the sale", 10_000],
    checkouts: ["buyers, each with one checkout", 50_000],
    connections: ["checkouts at a time", 64],
  },
  runsBundle: true,
  example: "--units 1000 --checkouts 5000",
  exits: "0 every promise was kept, 1 one was broken",
  run: ({ number }) =>
    runLoad({ units: number("units"), checkouts: number("checkouts"), connections: number("connections") }),
  report: reportOf,
  broken: ({ promises }) =>
    promises.filter(({ broken }) => broken > 0).map(({ promise, broken }) => `${broken} times: ${promise}`),
});

/** One flash sale on a service of its own, and what came of it. */
export async function runLoad(load: Load) {
  const service = await startOwnService({ build: "if-missing" });
  try {
    const shop = shopClient(service, load.connections + SPARE_CONNECTIONS);
    const progress = showProgress("checkouts", load.checkouts);
    const sale = await runFlashSale(shop, load, progress.step);
    progress.end();
    shop.close();
    await service.stop();
    const recorded = recordedOrder(service.stateFolder, load.units);
    return { figures: figuresOf(load, sale), promises: checkPromises(load, sale, recorded), recorded };
  } finally {
    await service.stop();
    await service.remove();
  }
}
