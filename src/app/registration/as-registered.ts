import type { Account } from "../../domain/checkout.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { RegisteredBuyer } from "../../domain/sale/calling/calling.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callRegister, findRegisteredSale, registerPlaceOf } from "./registered-sale.ts";

const SALES_REMEMBERED_MAX = 1000;

/** Sales that have asked for a registration here: their checkouts look theirs up at once. */
const askedFor = new Set<string>();

type Buyer = { readonly saleId: string; readonly shop: string; readonly account: Account };

/** Makes a call of a sale in the name of a registration. */
type AsRegistered = <T>(
  attempt: (registered: RegisteredBuyer | undefined) => Promise<Result<T, Problem>>,
) => Promise<Result<T, Problem>>;

/**
 * Looks up an account's registration by its pseudonym, since no client carries a place: at once, so that it is there when the checkout
 * is prepared. The sale alone says whether one is needed, so that a sale without registration costs nothing more.
 * @returns makes the attempt, and makes it again where the sale turns out to need a registration, and there is one
 */
export function asRegistered(deps: Deps, buyer: Buyer): AsRegistered {
  const known = askedFor.has(buyer.saleId) ? findOfAccount(deps, buyer) : undefined;
  // Awaited below; whatever goes wrong before that is told instead.
  known?.catch(() => undefined);
  return async (attempt) => {
    const first = (await known) ?? ok(undefined);
    if (!first.ok) return first;
    const outcome = await attempt(first.value);
    if (known !== undefined || outcome.ok || outcome.error.slug !== "registration-required") return outcome;
    if (askedFor.size >= SALES_REMEMBERED_MAX) askedFor.clear();
    askedFor.add(buyer.saleId);
    const found = await findOfAccount(deps, buyer);
    if (!found.ok) return found;
    return found.value === undefined ? outcome : await attempt(found.value);
  };
}

/** Undefined where the account is not registered, or the sale has no registration any more. */
async function findOfAccount(
  deps: Deps,
  { saleId, shop, account }: Buyer,
): Promise<Result<RegisteredBuyer | undefined, Problem>> {
  const sale = await findRegisteredSale(deps, saleId, shop);
  if (!sale.ok) return sale.error.slug === "registration-not-open" ? ok(undefined) : sale;
  const place = registerPlaceOf(sale.value, account);
  return await callRegister(deps, sale.value, place.shard, (register) => register.findOfAccount(place.account));
}
