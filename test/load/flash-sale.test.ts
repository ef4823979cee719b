import { describe, expect, it } from "vitest";
import { checkPromises } from "../rig/load/broken-promises.ts";
import { type FlashSale, runFlashSale } from "../rig/load/flash-sale.ts";
import { type RecordedOrder, recordedOrder } from "../rig/load/recorded-order.ts";
import { startOwnService } from "../rig/shared/own-service.ts";
import { shopClient } from "../rig/shared/shop-client.ts";

const LOAD = { units: 1000, checkouts: 5000, connections: 64 };
const WITHIN_MS = 300_000;

async function hammer(): Promise<{ sale: FlashSale; recorded: RecordedOrder }> {
  const service = await startOwnService({ build: "if-missing" });
  try {
    const shop = shopClient(service, LOAD.connections + 4);
    const sale = await runFlashSale(shop, LOAD, () => {});
    shop.close();
    await service.stop();
    return { sale, recorded: recordedOrder(service.stateFolder, LOAD.units) };
  } finally {
    await service.stop();
    await service.remove();
  }
}

describe("a sale of 1,000 units under 5,000 checkouts", () => {
  it("sells exactly what it has and tells nobody sold out while a unit is free", { timeout: WITHIN_MS }, async () => {
    const { sale, recorded } = await hammer();
    const promises = checkPromises(LOAD, sale, recorded);
    expect(promises.filter(({ broken }) => broken > 0)).toEqual([]);
    expect(sale.polls.length).toBeGreaterThan(0);
    expect(sale.observed.filter(({ answer }) => answer.allocation.status === "held")).toHaveLength(LOAD.units);
    expect(sale.redeemed).toHaveLength(LOAD.units);
    expect(recorded).toEqual({ attempts: LOAD.checkouts, held: LOAD.units, soldOutTooEarly: 0, oversold: 0 });
    expect(sale.closing).toMatchObject({ received: LOAD.units, free: 0, held: 0, sold: LOAD.units, withdrawn: 0 });
  });
});
