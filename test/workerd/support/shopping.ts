import { runInDurableObject } from "cloudflare:test";
import type * as z from "zod";
import { checkoutAnswer, visitAnswer } from "../../../src/wire/checkout.ts";
import { decisionAnswer } from "../../../src/wire/decision.ts";
import { ledgerAnswer } from "../../../src/wire/sale.ts";
import { checkoutOf, SALE } from "../../support/fixtures.ts";
import { type Call, call, type Seen, type ShopName, saleStub } from "./deployment.ts";

/** Creates a sale of shop-a that is open now, with the given changes, under an id that nobody else uses. */
export async function newSale(change: object = {}): Promise<string> {
  const saleId = `sale-${crypto.randomUUID()}`;
  await putSale(saleId, change);
  return saleId;
}

/** @throws TypeError when the sale is refused */
export async function putSale(saleId: string, change: object = {}, shop: ShopName = "shop-a"): Promise<Seen> {
  const put = await call(`/v1/sales/${saleId}`, { method: "PUT", shop, body: { ...SALE, ...change } });
  if (put.status !== 200) throw new TypeError(`The sale was refused: ${put.text}`);
  return put;
}

export function checkout(saleId: string, body: object, options: Omit<Call, "body" | "method"> = {}): Promise<Seen> {
  return call(`/v1/sales/${saleId}/checkouts`, { ...options, body });
}

export type CheckoutAnswer = z.infer<typeof checkoutAnswer>;

/** The answer to a shop's checkout, in its types. */
export function answerOf(seen: Seen): CheckoutAnswer {
  return checkoutAnswer.parse(seen.json);
}

/** Checks out and reads the answer. */
export async function decided(saleId: string, body: object): Promise<CheckoutAnswer> {
  return answerOf(await checkout(saleId, body));
}

export type HeldUnit = { readonly token: string; readonly holdId: string; readonly decisionId: string };

/**
 * Has a buyer hold a unit.
 * @throws TypeError when nothing is held
 */
export async function holdUnit(saleId: string, buyer = 1, change: object = {}): Promise<HeldUnit> {
  const seen = await checkout(saleId, { ...checkoutOf(buyer), ...change });
  const { allocation, allowToken, decisionId } = answerOf(seen);
  if (allocation.status !== "held" || allowToken === undefined) throw new TypeError(`Nothing is held: ${seen.text}`);
  return { token: allowToken, holdId: allocation.holdId, decisionId };
}

export function redeem(token: string, orderId = "ord_1", more: object = {}): Promise<Seen> {
  return call("/v1/tokens/redeem", { body: { token, orderId, ...more } });
}

export function release(body: object): Promise<Seen> {
  return call("/v1/tokens/release", { body: { reason: "cancelled", ...body } });
}

export async function ledgerOf(saleId: string): Promise<z.infer<typeof ledgerAnswer>> {
  return ledgerAnswer.parse((await call(`/v1/sales/${saleId}/ledger`, { method: "GET", key: "" })).json);
}

export async function decisionOf(decisionId: string): Promise<z.infer<typeof decisionAnswer>> {
  return decisionAnswer.parse((await call(`/v1/decisions/${decisionId}`, { method: "GET", key: "" })).json);
}

/** Begins a visit as a browser does. */
export async function startVisit(saleId: string, body: object = {}, headers: Call["headers"] = {}) {
  const seen = await call(`/v1/sales/${saleId}/visits`, { body, headers, shop: undefined, key: "" });
  return visitAnswer.parse(seen.json);
}

export async function visitTo(saleId: string, body: object = {}, headers: Call["headers"] = {}): Promise<string> {
  return (await startVisit(saleId, body, headers)).visitToken;
}

/** Stops the clock of a sale's object so far ahead of now: units of ended holds come back only when a test says so. */
export async function moveClock(saleId: string, aheadMs: number): Promise<void> {
  const atMs = Date.now() + aheadMs;
  await runInDurableObject(saleStub(saleId), (sale) => {
    sale.clock = () => atMs;
  });
}
