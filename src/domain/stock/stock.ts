import type { AddressMatch } from "../identity/address/same-door.ts";

/**
 * Where the units of a sale are. `held` includes `returning`: units of ended holds that are free again at a moment nobody
 * can time. At every commit `free + held + sold + withdrawn = received`.
 */
export type Stock = {
  readonly received: number;
  readonly free: number;
  readonly held: number;
  readonly returning: number;
  readonly sold: number;
  readonly withdrawn: number;
};

export const HOLD_STATES = ["held", "sold", "released", "expired"] as const;
export type HoldState = (typeof HOLD_STATES)[number];

/** Units kept for one buyer. It ends exactly once; the ended states are final. Times are milliseconds since the epoch. */
export type Hold = {
  readonly holdId: string;
  readonly decisionId: string;
  /** Pseudonym of the account. */
  readonly account: string;
  /** Under which its units are claimed while it is open or sold. */
  readonly links: readonly string[];
  readonly quantity: number;
  readonly state: HoldState;
  readonly createdAtMs: number;
  /** Half-open: at exactly this moment the hold is expired. */
  readonly expiresAtMs: number;
  readonly endedAtMs?: number | undefined;
  /** When the units of a released or expired hold are free again; absent once they are, and for a sold hold. */
  readonly returnsAtMs?: number | undefined;
  /** The order that it was sold as; it stays where that order was cancelled and the hold released. */
  readonly orderId?: string | undefined;
  /** The partner whose units they are, and whose they are again when they come back; absent of common ones. */
  readonly pool?: string | undefined;
  /** The partner where its goods are collected; absent where they are sent. */
  readonly collectAt?: string | undefined;
  /** The place of a drawn order in whose turn it was made; absent where nobody is called. */
  readonly turn?: { readonly round: number; readonly place: number } | undefined;
  /** Pseudonym of the delivery address, where the checkout had one. */
  readonly household?: string | undefined;
  /** How the address of its order is the one of its checkout; absent before it is sold, and where the sale does not look. */
  readonly addressMatch?: AddressMatch | undefined;
  /** RFC 7638 thumbprint of the key that the buyer's browser proved. */
  readonly holderKey?: string | undefined;
  /** First successful siteverify. */
  readonly verifiedAtMs?: number | undefined;
  /** Hash of the idempotency key of that siteverify, if it had one. */
  readonly verifiedUnder?: string | undefined;
};

/**
 * When the sale has to look at a hold again by itself: at the end of an open one, and when the units of an ended one return.
 * The alarm of a sale is the least of its holds, which every restart finds in their rows.
 * @returns infinity for a hold that nothing more will happen to
 */
export function dueAtMs({ state, expiresAtMs, returnsAtMs }: Hold): number {
  return (state === "held" ? expiresAtMs : returnsAtMs) ?? Number.POSITIVE_INFINITY;
}

export function openingStock(units: number): Stock {
  return { received: units, free: units, held: 0, returning: 0, sold: 0, withdrawn: 0 };
}

/** The figures of a stock contradict each other: the sale must not go on until its operator has looked at it. */
export class LedgerBreach extends TypeError {
  override readonly name = "LedgerBreach";
}

/**
 * Stays on in production, inside every transaction: a breach rolls the transaction back and nothing is acknowledged.
 * @throws LedgerBreach when units were lost or invented
 */
export function assertConserved(stock: Stock): void {
  const { received, free, held, returning, sold, withdrawn } = stock;
  const keep = (holds: boolean, promise: string) => {
    if (!holds) throw new LedgerBreach(`Assertion failed: ${promise}`);
  };
  keep(free + held + sold + withdrawn === received, "free + held + sold + withdrawn = received");
  keep(free >= 0 && held >= 0 && sold >= 0 && withdrawn >= 0, "no figure of the stock is negative");
  keep(returning >= 0 && returning <= held, "returning units are part of the held ones");
  keep(
    [received, free, held, returning, sold, withdrawn].every(Number.isSafeInteger),
    "stock figures are exact integers",
  );
}
