import { randomUUID } from "node:crypto";
import type { SaleRequest } from "../client/index.ts";
import { SALE_ID } from "./composition.ts";
import type { LocalSettings } from "./local-settings.ts";
import { PAYMENT_METHODS, PRODUCT } from "./worker/shop/product.ts";

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** The terms of the demo sale, which closes a week from now. */
export function demoSale(opensAt: string, shipWithinDays = 5): SaleRequest {
  return {
    title: PRODUCT.saleTitle,
    sku: PRODUCT.sku,
    mode: "flash",
    units: 500,
    price: PRODUCT.price,
    opensAt,
    closesAt: new Date(Date.now() + WEEK_MS).toISOString(),
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    holdTtlSeconds: 300,
    acceptedPayments: PAYMENT_METHODS.map(({ method }) => method),
    addressLocked: true,
    clientSignals: "required",
    timeZone: "Asia/Kolkata",
    shipWithinDays,
  };
}

/** Creates the demo sale, or keeps it open for another week. */
export async function putDemoSale(settings: LocalSettings, baseUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/v1/sales/${SALE_ID}`, {
    method: "PUT",
    headers: {
      Authorization: `Bearer ${settings.shopKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
    },
    body: JSON.stringify(demoSale(settings.saleOpensAt)),
  });
  if (!response.ok)
    throw new Error(`The demo sale could not be created; npm start -- --reset starts afresh. ${await response.text()}`);
}
