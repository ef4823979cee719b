import type { MapSaleStore } from "../../../src/domain/sale/map-store.ts";
import type { ExpectedSale } from "./expected-sale.ts";
import { promise } from "./violation.ts";

/** What is told of a hold, by what became of it. */
const TOLD = { held: [], sold: ["hold.sold"], released: ["hold.released"], expired: ["hold.expired"] } as const;

/**
 * Compares what waits to be told to others with what happened: each hold that was made and each that ended is told once, however
 * often its call was lost, repeated or rolled back, and each phase of the sale is another one than that before.
 * @throws Violation at the first difference
 */
export function checkEvents(store: MapSaleStore, model: ExpectedSale): void {
  const told = new Map<string, string[]>();
  let phase: string | undefined;
  for (const [, { type, data }] of store.stored().events) {
    if ("holdId" in data) told.set(data.holdId, [...(told.get(data.holdId) ?? []), type]);
    if (!("phase" in data) || type === "sale.changed" || type === "sale.stock_moved") continue;
    promise(data.phase !== phase, "a phase of the sale is told once", () => `${phase}, and ${type} again`);
    phase = data.phase;
  }
  for (const { holdId, state, orderId } of model.holds.values()) {
    const said = () => `${holdId} is ${state}, and told is ${JSON.stringify(told.get(holdId))}`;
    // Of a hold that was sold, a cancelled order ends the claim and tells nothing more.
    const expected = ["hold.created", ...(orderId === undefined ? TOLD[state] : TOLD.sold)].join();
    promise(told.get(holdId)?.join() === expected, "what becomes of a hold is told once", said);
  }
  checkOrderEvents(store, model);
  promise(told.size === model.holds.size, "nothing is told of a hold that is not there");
}

function checkOrderEvents(store: MapSaleStore, model: ExpectedSale): void {
  const moves = new Map<string, string[]>();
  const ends = new Map<string, number[]>();
  for (const [, { data }] of store.dump().events) {
    if ("collectUntil" in data) {
      ends.set(data.orderId, [...(ends.get(data.orderId) ?? []), Date.parse(data.collectUntil)]);
    } else if ("orderId" in data && "state" in data)
      moves.set(data.orderId, [...(moves.get(data.orderId) ?? []), data.state]);
  }
  for (const { orderId, endsTold } of model.orders.values()) {
    const ended = ends.get(orderId) ?? [];
    promise(ended.join() === endsTold.join(), "the end of an order's time is told once", () => `${orderId}: ${ended}`);
    const order = store.findOrder(orderId);
    const recorded = order === undefined ? [] : store.movesOf(order).map(({ to }) => to);
    const told = moves.get(orderId) ?? [];
    promise(told.join() === recorded.join(), "each movement of an order is told once", () => `${orderId}: ${told}`);
  }
}
