import { randomUUID } from "node:crypto";
import { SALE_ID } from "./composition.ts";
import type { LocalSettings } from "./local-settings.ts";

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Creates the demo sale, or keeps it open for another week. */
export async function putDemoSale(settings: LocalSettings, baseUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/v1/sales/${SALE_ID}`, {
    method: "PUT",
    headers: {
      Authorization: `Bearer ${settings.shopKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
    },
    body: JSON.stringify({
      title: "Mi 3, second flash sale",
      sku: "MI3-16GB",
      mode: "flash",
      units: 500,
      price: { amountMinor: 1399900, currency: "INR" },
      opensAt: settings.saleOpensAt,
      closesAt: new Date(Date.now() + WEEK_MS).toISOString(),
      limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
      holdTtlSeconds: 300,
      acceptedPayments: ["card", "upi", "netbanking", "wallet"],
      addressLocked: true,
      clientSignals: "required",
    }),
  });
  if (!response.ok) throw new Error(`The demo sale could not be created: ${await response.text()}`);
}
