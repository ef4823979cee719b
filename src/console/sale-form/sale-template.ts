import type { SaleMode } from "../../domain/terms/definition.ts";
import type { SaleRequest } from "../../wire/sale-request.ts";
import { saleTerms } from "../../wire/sale-terms.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a mode is for, in a sentence. */
export const MODE_WORDS: { readonly [mode in SaleMode]: string } = {
  flash: "Flash: who comes first is served first",
  draw: "Draw: people register, and an order is drawn",
  invite: "Invite: who is invited registers, and has a unit",
  preorder: "Pre-order: paid now, sent by a date",
};

/** A usual sale of a mode, some days from now: whole, but for what only its shop knows. */
export function saleTemplate(mode: SaleMode, nowMs: number): SaleRequest {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const at = (days: number, hour: number) => new Date(todayMs + days * DAY_MS + hour * HOUR_MS).toISOString();
  const plain = {
    title: "New sale",
    sku: "SKU-1",
    mode,
    units: 1000,
    price: { amountMinor: 1399900, currency: "INR" },
    opensAt: at(7, 12),
    closesAt: at(7, 20),
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    clientSignals: "required",
  };
  const registration = { opensAt: at(2, 12), closesAt: at(6, 12) };
  const terms: { readonly [each in SaleMode]: object } = {
    flash: {},
    draw: { closesAt: at(10, 20), registration, draw: { drawAt: at(6, 18) } },
    invite: { closesAt: at(10, 20), registration: { ...registration, invite: "required" } },
    preorder: { closesAt: at(14, 12), shipWithinDays: 5 },
  };
  return saleTerms.parse({ ...plain, ...terms[mode] });
}
