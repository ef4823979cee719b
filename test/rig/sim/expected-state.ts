import type { OrderState } from "../../../src/domain/order/order.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import { type ExpectedHold, keptUnits } from "./expected-hold.ts";

/** An answer that the model foresees: a refusal computed anew each time, or a reply that is kept with the fields it must have. */
export type Foreseen =
  | { readonly refused: string }
  | {
      readonly status: number;
      readonly fields: { readonly [name: string]: unknown };
      /** Whether a repeat gets the same bytes; where it does not, it is decided anew. */
      readonly isKept?: boolean;
    };

type ExpectedChallenge = {
  readonly account: string;
  readonly device: string | undefined;
  expiresAtMs: number;
  state: "open" | "settled" | "spent";
};

/** What the model knows of one order. */
export type ExpectedOrder = {
  readonly orderId: string;
  readonly holds: ExpectedHold[];
  state: OrderState;
  readonly collectAt: string | undefined;
  /** Drawn by the service: the model reads it from the answer. */
  code: string | undefined;
  untilMs: number | undefined;
  /** Ends of which a day before was told. */
  endsTold: number[];
  paidMinor: number;
  wrong: { readonly sinceMs: number; readonly count: number };
};

/** What the model knows of pools: how units are shared out, the common ones under the empty text as what is left. */
export type ExpectedPools = {
  readonly pooling: "strict" | "own_then_common";
  readonly given: ReadonlyMap<string, number>;
};

/** What the model knows of a sale: every figure is counted from the list of holds. */
export class ExpectedState {
  sale: { readonly shop: string; definition: SaleDefinition; paused: boolean } | undefined;
  received = 0;
  withdrawn = 0;
  /** The same by pool; of common units under the empty text. */
  readonly withdrawnOf = new Map<string, number>();
  pools: ExpectedPools | undefined;
  /** Units that stay, for who is invited. */
  promised = 0;
  readonly holds = new Map<string, ExpectedHold>();
  readonly replies = new Map<string, { readonly fingerprint: string; readonly text: string }>();
  readonly orders = new Map<string, ExpectedOrder>();
  readonly spentVisits = new Set<string>();
  readonly mintedVisits = new Set<string>();
  readonly challenges = new Map<string, ExpectedChallenge>();
  /** Checkouts of each account that were decided. */
  readonly attempts = new Map<string, number>();
  /** The loosest limit of each kind that was ever in force: no identity may own more. */
  readonly loosest = { account: 0, device: 0, household: 0, payment: 0 };

  get free(): number {
    let kept = 0;
    for (const hold of this.holds.values()) kept += keptUnits(hold);
    return this.received - this.withdrawn - kept;
  }

  withdraw(units: number, pool = ""): void {
    this.withdrawn += units;
    this.withdrawnOf.set(pool, (this.withdrawnOf.get(pool) ?? 0) + units);
  }
}
