import type { HoldState } from "../../../src/domain/stock/stock.ts";

/** What the model knows of one hold. Nothing here is shared with the ledger that is under test. */
export type ExpectedHold = {
  readonly holdId: string;
  readonly account: string;
  readonly device: string | undefined;
  readonly household: string | undefined;
  readonly payment: string | undefined;
  readonly quantity: number;
  /** The partner whose units they are; absent of common ones. */
  readonly pool: string | undefined;
  /** The partner where its goods are collected. */
  readonly collectAt: string | undefined;
  /** Its buyer had shown who they are when it was made. */
  readonly shown: boolean;
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
    if (hold[kind] === pseudonym) units += unitsClaimed(hold);
  }
  return units;
}

/**
 * Units that count against a buyer who shows who they are: their own, and those of accounts that at some time held after they had
 * shown it, or paid with the payment, or for the household of a sale that ships where it was told.
 */
export function provedUnits(
  holds: readonly ExpectedHold[],
  by: { kind: LimitedKind; pseudonym: string | undefined; account: string | undefined; isAddressLocked: boolean },
): number {
  const { kind, pseudonym, account, isAddressLocked } = by;
  const under = holds.filter((hold) => hold[kind] === pseudonym);
  const isPaid = kind === "payment" || (kind === "household" && isAddressLocked);
  const proved = under.filter(({ shown, orderId }) => shown || (isPaid && orderId !== undefined));
  const accounts = new Set([account, ...proved.map((hold) => hold.account)]);
  return claimedUnits(
    under.filter((hold) => accounts.has(hold.account)),
    kind,
    pseudonym,
  );
}

/** The same for each identity that ever had a hold. */
export function unitsByIdentity(holds: Iterable<ExpectedHold>, kind: LimitedKind): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const hold of holds) {
    const pseudonym = hold[kind];
    if (pseudonym !== undefined) units.set(pseudonym, (units.get(pseudonym) ?? 0) + unitsClaimed(hold));
  }
  return units;
}

function unitsClaimed({ state, quantity }: ExpectedHold): number {
  return state === "held" || state === "sold" ? quantity : 0;
}

/** Units that a hold keeps from being free. */
export function keptUnits({ state, quantity, unitsAreBack }: ExpectedHold): number {
  return (state === "released" || state === "expired") && unitsAreBack ? 0 : quantity;
}
