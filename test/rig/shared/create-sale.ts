import { SALE_UNITS_MAX } from "../../../src/domain/limits.ts";
import { SALE_ID } from "./call.ts";
import type { ShopClient } from "./shop-client.ts";

const DAY_SECONDS = 24 * 3600;
/** Whoever comes in the very first moment of a sale is asked to prove that it is somebody. */
const OPEN_SINCE_MS = 60_000;

/**
 * Creates the one sale of a rig, or one under another id: more units than anybody can buy, unless the change says otherwise.
 * @throws Error where it is refused
 */
export async function createSale(shop: ShopClient, change: object = {}, saleId = SALE_ID): Promise<void> {
  const nowMs = Date.now();
  const { status, text } = await shop.putSale(saleId, {
    title: "A sale under load",
    sku: "RIG",
    mode: "flash",
    units: SALE_UNITS_MAX,
    price: { amountMinor: 100, currency: "INR" },
    opensAt: new Date(nowMs - OPEN_SINCE_MS).toISOString(),
    closesAt: new Date(nowMs + DAY_SECONDS * 1000).toISOString(),
    holdTtlSeconds: DAY_SECONDS,
    ...change,
  });
  if (status !== 200) throw new Error(`The sale could not be created: ${text}`);
}
