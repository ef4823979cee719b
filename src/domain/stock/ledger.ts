import type { OrderUnits } from "../order/order.ts";
import { assert, err, ok, type Result } from "../result.ts";
import { assertConserved, type Hold, type Stock } from "./stock.ts";

/** A movement of units. The ledger knows nothing of buyers: a refused checkout never gets here. */
export type LedgerCommand =
  | {
      readonly kind: "hold";
      readonly hold: Omit<Hold, "state" | "createdAtMs" | "expiresAtMs">;
      readonly expiresAtMs: number;
    }
  | { readonly kind: "redeem"; readonly hold: Hold; readonly orderId: string }
  | { readonly kind: "release"; readonly hold: Hold; readonly returnDelayMs: number }
  | { readonly kind: "expire"; readonly hold: Hold; readonly returnDelayMs: number }
  | { readonly kind: "return"; readonly hold: Hold }
  /** The order of a sold hold ended without the goods. */
  | { readonly kind: "cancel"; readonly hold: Hold; readonly become: OrderUnits; readonly returnDelayMs: number }
  | { readonly kind: "add"; readonly units: number }
  | { readonly kind: "withdraw"; readonly units: number };

export type LedgerRefusal =
  | { readonly kind: "sold-out" }
  | { readonly kind: "spent"; readonly orderId: string }
  | { readonly kind: "released" }
  | { readonly kind: "expired" }
  | { readonly kind: "not-due" };

/** What a command changes: the whole stock, and the one hold it is about; `dueAtMs` of it is when to look at it again. */
export type LedgerChange = {
  readonly stock: Stock;
  readonly hold?: Hold | undefined;
  /** Units that a withdrawal could not take, because they are held or sold. */
  readonly shortfall?: number | undefined;
};

/**
 * The stock ledger: what one command does to the stock and to its hold, or why it does nothing. Pure; the caller writes the
 * change in the transaction in which it read the stock.
 * @param nowMs the object's own clock; a hold is open before `expiresAtMs` and expired from then on
 * @throws TypeError when the command moves no whole positive number of units, or its result would lose or invent one
 */
export function applyToLedger(
  stock: Stock,
  command: LedgerCommand,
  nowMs: number,
): Result<LedgerChange, LedgerRefusal> {
  const units = "units" in command ? command.units : command.hold.quantity;
  assert(Number.isSafeInteger(units) && units > 0, "units move in whole numbers, one at least");
  const result = move(stock, command, nowMs);
  if (result.ok) assertConserved(result.value.stock);
  return result;
}

function move(stock: Stock, command: LedgerCommand, nowMs: number): Result<LedgerChange, LedgerRefusal> {
  switch (command.kind) {
    case "hold": {
      const { quantity } = command.hold;
      if (stock.free < quantity) return err({ kind: "sold-out" });
      const { expiresAtMs } = command;
      return ok({
        stock: { ...stock, free: stock.free - quantity, held: stock.held + quantity },
        hold: { ...command.hold, state: "held", createdAtMs: nowMs, expiresAtMs },
      });
    }
    case "redeem": {
      const ended = whyEnded(command.hold, nowMs);
      if (ended !== undefined) return err(ended);
      const { quantity } = command.hold;
      return ok({
        stock: { ...stock, held: stock.held - quantity, sold: stock.sold + quantity },
        hold: { ...command.hold, state: "sold", endedAtMs: nowMs, orderId: command.orderId },
      });
    }
    case "release": {
      const ended = whyEnded(command.hold, nowMs);
      return ended === undefined ? end(stock, command, "released", nowMs) : err(ended);
    }
    case "expire": {
      const ended = whyEnded(command.hold, nowMs);
      if (command.hold.state === "held" && ended !== undefined) return end(stock, command, "expired", nowMs);
      return err(ended ?? { kind: "not-due" });
    }
    case "return": {
      const { quantity, returnsAtMs } = command.hold;
      if (returnsAtMs === undefined || returnsAtMs > nowMs) return err({ kind: "not-due" });
      return ok({
        stock: {
          ...stock,
          free: stock.free + quantity,
          held: stock.held - quantity,
          returning: stock.returning - quantity,
        },
        hold: { ...command.hold, returnsAtMs: undefined },
      });
    }
    case "cancel": {
      assert(command.hold.state === "sold", "an order is of sold holds");
      return ok(unsell(stock, command, nowMs));
    }
    case "add":
      return ok({ stock: { ...stock, received: stock.received + command.units, free: stock.free + command.units } });
    case "withdraw": {
      const taken = Math.min(command.units, stock.free);
      return ok({
        stock: { ...stock, free: stock.free - taken, withdrawn: stock.withdrawn + taken },
        shortfall: command.units - taken,
      });
    }
  }
}

/** Why a hold can no longer be redeemed or released; undefined while it is open. */
function whyEnded(hold: Hold, nowMs: number): LedgerRefusal | undefined {
  switch (hold.state) {
    case "sold":
      assert(hold.orderId !== undefined, "a sold hold names its order");
      return { kind: "spent", orderId: hold.orderId };
    case "released":
      // Its order was cancelled: the token stays spent.
      return hold.orderId === undefined ? { kind: "released" } : { kind: "spent", orderId: hold.orderId };
    case "expired":
      return { kind: "expired" };
    case "held":
      return nowMs >= hold.expiresAtMs ? { kind: "expired" } : undefined;
  }
}

/** The hold is over at once; its units stay in `held`, as `returning`, until the moment drawn for them. */
function end(
  stock: Stock,
  { hold, returnDelayMs }: { hold: Hold; returnDelayMs: number },
  state: "released" | "expired",
  nowMs: number,
): Result<LedgerChange, LedgerRefusal> {
  const returnsAtMs = nowMs + returnDelayMs;
  return ok({
    stock: { ...stock, returning: stock.returning + hold.quantity },
    hold: { ...hold, state, endedAtMs: nowMs, returnsAtMs },
  });
}

/** Sold units are withdrawn, or on their way back as those of a hold that was released; the hold goes on naming its order. */
function unsell(
  stock: Stock,
  { hold, become, returnDelayMs }: { hold: Hold; become: OrderUnits; returnDelayMs: number },
  nowMs: number,
): LedgerChange {
  const { quantity } = hold;
  const released: Hold = { ...hold, state: "released", endedAtMs: nowMs };
  const unsold = { ...stock, sold: stock.sold - quantity };
  if (become === "withdraw") return { stock: { ...unsold, withdrawn: stock.withdrawn + quantity }, hold: released };
  return {
    stock: { ...unsold, held: stock.held + quantity, returning: stock.returning + quantity },
    hold: { ...released, returnsAtMs: nowMs + returnDelayMs },
  };
}
