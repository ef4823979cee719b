import { randomUUID } from "node:crypto";
import { SALE_UNITS_MAX } from "../../../../src/domain/limits.ts";
import { buyerCheckout } from "../../shared/buyer.ts";
import { readSaleRows } from "../../shared/sale-rows.ts";
import type { Trial } from "../against-floor/contenders.ts";

const DAY_MS = 24 * 3600 * 1000;
/** Whoever comes in the very first moment of a sale is asked to prove that it is somebody. */
const OPEN_SINCE_MS = 60_000;

/** Checkouts of one flash sale, each another buyer's and each held. */
export function checkoutTrial(): Trial {
  const saleId = "bench";
  const nowMs = Date.now();
  return {
    saleId,
    sale: {
      title: "Benchmark",
      sku: "BENCH",
      mode: "flash",
      units: SALE_UNITS_MAX,
      price: { amountMinor: 1399900, currency: "INR" },
      opensAt: new Date(nowMs - OPEN_SINCE_MS).toISOString(),
      closesAt: new Date(nowMs + DAY_MS).toISOString(),
      holdTtlSeconds: DAY_MS / 1000,
    },
    send: async (shop, n) => {
      const { status, text } = await shop.checkout(saleId, JSON.stringify(buyerCheckout(n)), randomUUID());
      if (status === 503) return false;
      // A refusal would cost less than a hold, and the comparison would mean nothing.
      if (!text.includes('"status":"held"')) throw new Error(`A checkout was answered ${status}: ${text}`);
      return true;
    },
    rowBytes: (stateFolder) => {
      const [row] = readSaleRows(
        stateFolder,
        `SELECT AVG(LENGTH(decision_id) + LENGTH(record) + LENGTH(scope) + LENGTH(fingerprint) + LENGTH(body)) AS bytes
         FROM attempt`,
      );
      return Math.round(Number(row?.bytes));
    },
  };
}
