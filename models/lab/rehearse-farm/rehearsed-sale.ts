import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";

export const OPENS_AT_MS = Date.UTC(2026, 10, 1, 12);
export const SALE_ID = "rehearsal";
export const SHOP = "shop";
export const PEPPER = { epoch: "e1", key: new Uint8Array(32).fill(7) };
export const HOUR_MS = 3_600_000;

/** The sale that is rehearsed, before terms of a draw are added. */
export function flashSale(units: number, clientSignals: SaleDefinition["clientSignals"]): SaleDefinition {
  return {
    title: "A rehearsed sale",
    sku: "REHEARSAL",
    mode: "flash",
    units,
    price: { amountMinor: 1_399_900, currency: "INR" },
    opensAtMs: OPENS_AT_MS,
    closesAtMs: OPENS_AT_MS + HOUR_MS,
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    holdTtlSeconds: 300,
    acceptedPayments: ["card"],
    addressLocked: true,
    clientSignals,
    holderProof: "none",
  };
}
