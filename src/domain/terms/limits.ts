import type { IdentityKind } from "../identity/identity.ts";
import { CHECKOUT_QUANTITY_MAX, SALE_UNITS_MAX } from "../limits.ts";
import { assert } from "../result.ts";

type LimitRow = {
  readonly name: `per${string}`;
  /** The identity that it counts units of. */
  readonly kind: IdentityKind;
  /** Reason of a denial. */
  readonly code: `LIMIT_${string}`;
  /** The identity in words for the shop. */
  readonly owner: string;
  readonly unitsMax: number;
  readonly defaultUnits: number;
};

/** Units that one identity may hold and own at the same time, in the order in which reasons are listed. One row a limit. */
export const LIMITS = [
  {
    name: "perAccount",
    kind: "account",
    code: "LIMIT_ACCOUNT",
    owner: "account",
    unitsMax: CHECKOUT_QUANTITY_MAX,
    defaultUnits: 1,
  },
  {
    name: "perDevice",
    kind: "device",
    code: "LIMIT_DEVICE",
    owner: "device",
    unitsMax: SALE_UNITS_MAX,
    defaultUnits: 1,
  },
  {
    name: "perHousehold",
    kind: "household",
    code: "LIMIT_HOUSEHOLD",
    owner: "household",
    unitsMax: SALE_UNITS_MAX,
    defaultUnits: 2,
  },
  {
    name: "perPayment",
    kind: "payment",
    code: "LIMIT_PAYMENT",
    owner: "payment instrument",
    unitsMax: SALE_UNITS_MAX,
    defaultUnits: 2,
  },
] as const satisfies readonly LimitRow[];

export type Limit = (typeof LIMITS)[number];

/** Units by limit. */
export type SaleLimits = { readonly [name in Limit["name"]]: number };

/** Units held or bought already that count against a buyer, by the kinds that have a limit; a kind without a key makes no claim. */
export type ClaimedUnits = { readonly [kind in Exclude<Limit["kind"], "account">]?: number | undefined } & {
  readonly account: number;
};

/** Makes one thing of each limit. */
export function byLimit<T>(of: (limit: Limit) => T): { readonly [name in Limit["name"]]: T } {
  const all: { [name in Limit["name"]]?: T } = {};
  for (const limit of LIMITS) all[limit.name] = of(limit);
  assert(isWhole(all), "there is one for each limit");
  return all;
}

function isWhole<T>(all: { [name in Limit["name"]]?: T }): all is { [name in Limit["name"]]: T } {
  return LIMITS.every(({ name }) => name in all);
}
