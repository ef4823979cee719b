import { readSaleRows } from "../shared/sale-rows.ts";

/** What the decision records say of a sale in which no unit came back. */
export type RecordedOrder = {
  readonly attempts: number;
  readonly held: number;
  /** Decisions that said "sold out" although the units asked for were free when they were written. */
  readonly soldOutTooEarly: number;
  /** Units held beyond those that were there. */
  readonly oversold: number;
};

/**
 * Reads the attempts of the one sale in a folder in the order in which its object wrote them, and follows the free units
 * from one to the next. This is what no view from outside can prove: answers overtake each other on their way.
 * @param stateFolder of a composition that has ended
 */
export function recordedOrder(stateFolder: string, units: number): RecordedOrder {
  let free = units;
  const order = { attempts: 0, held: 0, soldOutTooEarly: 0, oversold: 0 };
  for (const { status, quantity } of readAttempts(stateFolder)) {
    order.attempts += 1;
    if (status === "sold_out" && free > 0) order.soldOutTooEarly += 1;
    if (status !== "held") continue;
    order.held += 1;
    free -= quantity;
    order.oversold = Math.max(order.oversold, -free);
  }
  return order;
}

function readAttempts(stateFolder: string): { status: string; quantity: number }[] {
  const rows = readSaleRows(
    stateFolder,
    `SELECT record ->> '$.allocation.status' AS status, record ->> '$.quantity' AS quantity FROM attempt ORDER BY seq`,
  );
  return rows.map(({ status, quantity }) => ({ status: String(status), quantity: Number(quantity) }));
}
