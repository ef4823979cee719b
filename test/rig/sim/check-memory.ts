import { replayMoves } from "../../../src/domain/order/order.ts";
import type { MapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { type ExpectedHold, keptUnits, LIMITED, provedUnits, unitsByIdentity } from "./expected-hold.ts";
import { nextLapseMs } from "./expected-order.ts";
import { expectedPool } from "./expected-pools.ts";
import type { ExpectedSale } from "./expected-sale.ts";
import type { ExpectedOrder } from "./expected-state.ts";
import { promise } from "./violation.ts";

/** Units of an ended hold are back within this. */
const RETURN_MS_MAX = 4000;

/**
 * Compares the rows of a sale with what they must be, after every commit: stock figures counted from the holds, each hold's
 * state, claims, and the moment for which the alarm has to be set.
 * @throws Violation at the first difference
 */
export function checkMemory(store: MapSaleStore, model: ExpectedSale): void {
  if (model.sale === undefined) {
    promise(store.findSale() === undefined, "an unknown sale writes nothing");
    return;
  }
  for (const hold of model.holds.values()) checkHold(store, hold);
  for (const order of model.orders.values()) checkOrder(store, order);
  checkStock(store, model);
  checkPools(store, model);
  checkClaims(store, model);
  checkAlarm(store, model);
}

function checkHold(store: MapSaleStore, expected: ExpectedHold): void {
  const hold = store.findHold(expected.holdId);
  const said = () => `${JSON.stringify(hold)} must be ${JSON.stringify(expected)}`;
  promise(hold !== undefined && hold.quantity === expected.quantity, "no hold is lost", said);
  promise(hold.state === expected.state && hold.orderId === expected.orderId, "a hold ends exactly once", said);
  if (expected.endedAtMs === undefined) return;
  if (expected.returnsAtMs === undefined && hold.returnsAtMs !== undefined) {
    const delayMs = hold.returnsAtMs - expected.endedAtMs;
    promise(delayMs > 0 && delayMs < RETURN_MS_MAX, "units return within seconds, at a moment drawn for them", said);
    expected.returnsAtMs = hold.returnsAtMs;
  }
  const returnsAtMs = expected.unitsAreBack ? undefined : expected.returnsAtMs;
  promise(hold.returnsAtMs === returnsAtMs, "units of an ended hold return once, at their moment", said);
  promise(expected.unitsAreBack || returnsAtMs !== undefined, "units of an ended hold have a moment to return", said);
}

function checkOrder(store: MapSaleStore, expected: ExpectedOrder): void {
  const order = store.findOrder(expected.orderId);
  const said = () => `${JSON.stringify(order)} must be ${JSON.stringify(expected)}`;
  promise(order !== undefined && order.state === expected.state, "an order stands where it was brought", said);
  const replayed = replayMoves(store.movesOf(order));
  const isSold = expected.state !== "cancelled" && expected.state !== "lapsed";
  const units = isSold ? expected.holds.reduce((sum, { quantity }) => sum + quantity, 0) : 0;
  promise(replayed?.state === order.state && replayed.units === units, "movements replayed give the order", said);
  const wrong =
    expected.wrong.count === 0 || expected.state === "collected" || order.tries?.count === expected.wrong.count;
  promise(wrong, "every wrong code counts once", said);
}

function checkStock(store: MapSaleStore, model: ExpectedSale): void {
  const { received, withdrawn, free } = model;
  const expected = { received, free, held: 0, returning: 0, sold: 0, withdrawn };
  for (const hold of model.holds.values()) {
    if (hold.state === "sold") expected.sold += hold.quantity;
    else expected.held += keptUnits(hold);
    if (hold.state === "released" || hold.state === "expired") expected.returning += keptUnits(hold);
  }
  const stock = store.readStock();
  const isEqual =
    stock.received === received &&
    stock.free === free &&
    stock.held === expected.held &&
    stock.returning === expected.returning &&
    stock.sold === expected.sold &&
    stock.withdrawn === withdrawn;
  const said = () => `${JSON.stringify(stock)} must be ${JSON.stringify(expected)}`;
  promise(isEqual, "the stock is what its holds and movements add up to", said);
  promise(free >= 0, "never one unit too many", said);
}

function checkPools(store: MapSaleStore, model: ExpectedSale): void {
  if (model.pools === undefined) return;
  for (const pool of ["", ...model.pools.given.keys()]) {
    const expected = expectedPool(model, pool);
    const stock = store.readPool(pool);
    const isEqual = FIGURES.every((figure) => stock[figure] === expected[figure]);
    const said = () => `${pool}: ${JSON.stringify(stock)} must be ${JSON.stringify(expected)}`;
    promise(isEqual, "each pool has what its holds and movements add up to", said);
    promise(stock.free >= 0, "never one unit of a pool too many", said);
  }
}

const FIGURES = ["received", "free", "held", "returning", "sold", "withdrawn"] as const;

function checkClaims(store: MapSaleStore, model: ExpectedSale): void {
  for (const { kind } of LIMITED) {
    for (const [pseudonym, units] of unitsByIdentity(model.holds.values(), kind)) {
      const link = `${kind}:${pseudonym}`;
      const under = [...model.holds.values()].filter((hold) => hold[kind] === pseudonym);
      const account = kind === "account" ? store.findAccount(pseudonym) : undefined;
      const claimed = (account ?? store.readLinks([link], "").get(link))?.units ?? 0;
      promise(claimed === units, "claims are those of held and sold units", () => `${link}: ${claimed}, not ${units}`);
      const isShown = kind !== "account" && under.some(({ shown }) => shown);
      promise(
        units <= model.loosest[kind] * (isShown ? 2 : 1),
        "no identity owns more than a limit that was ever in force, by what is shown and by what is said apart",
        () => link,
      );
      if (kind === "account") continue;
      const isAddressLocked = model.sale?.definition.addressLocked === true;
      const proved = provedUnits(under, { kind, pseudonym, account: undefined, isAddressLocked });
      promise(
        store.readLinks([link], "").get(link)?.proved.units === proved,
        "what is proved counts apart from what is said",
        () => link,
      );
    }
  }
}

function checkAlarm(store: MapSaleStore, model: ExpectedSale): void {
  let next: number | undefined;
  for (const { state, expiresAtMs, returnsAtMs, unitsAreBack } of model.holds.values()) {
    const dueMs = state === "held" ? expiresAtMs : unitsAreBack ? undefined : returnsAtMs;
    if (state !== "sold" && dueMs !== undefined) next = Math.min(next ?? dueMs, dueMs);
  }
  promise(store.nextDueMs() === next, "the next moment to look at a hold is known", () => `${next}`);
  const lapseMs = nextLapseMs(model);
  promise(store.nextOrderDueMs() === lapseMs, "the next moment to look at an order is known", () => `${lapseMs}`);
}
