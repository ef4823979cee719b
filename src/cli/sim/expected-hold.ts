import type { HoldState } from "../../domain/stock/stock.ts";

/** What the model knows of one hold. Nothing here is shared with the ledger that is under test. */
export type ExpectedHold = {
  readonly holdId: string;
  readonly account: string;
  readonly device: string | undefined;
  readonly household: string | undefined;
  readonly payment: string | undefined;
  readonly quantity: number;
  readonly expiresAtMs: number;
  state: HoldState;
  endedAtMs?: number;
  /** Drawn by the service when the hold ends: the model reads it from the row and checks that it is in its range. */
  returnsAtMs?: number;
  unitsAreBack: boolean;
  orderId?: string;
  /** The key of the first verification; `null` for one without a key. */
  verifiedUnder?: string | null;
};

/** Kinds of identity that a sale limits. */
export const LIMITED = [
  { kind: "account", limit: "perAccount", code: "LIMIT_ACCOUNT" },
  { kind: "device", limit: "perDevice", code: "LIMIT_DEVICE" },
  { kind: "household", limit: "perHousehold", code: "LIMIT_HOUSEHOLD" },
  { kind: "payment", limit: "perPayment", code: "LIMIT_PAYMENT" },
] as const;
export type LimitedKind = (typeof LIMITED)[number]["kind"];

/** Units that open and sold holds claim for one identity. */
export function claimedUnits(holds: Iterable<ExpectedHold>, kind: LimitedKind, pseudonym: string | undefined): number {
  let units = 0;
  for (const hold of holds) {
    if (hold[kind] === pseudonym && (hold.state === "held" || hold.state === "sold")) units += hold.quantity;
  }
  return units;
}

/** Units that a hold keeps from being free. */
export function keptUnits({ state, quantity, unitsAreBack }: ExpectedHold): number {
  return (state === "released" || state === "expired") && unitsAreBack ? 0 : quantity;
}
