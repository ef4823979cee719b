import { type TicketTerms, weighedIn } from "../../domain/campaign/campaign.ts";
import type { Account } from "../../domain/checkout.ts";
import { fromHex } from "../../domain/draw/bytes.ts";
import { accountValue } from "../../domain/identity/account.ts";
import { type Pepper, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { registerObjectName } from "../../domain/ids.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { type RegistrationTerms, shardOf } from "../../domain/terms/registration.ts";
import type { RegisterObject } from "../../objects/register.object.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callObject } from "../object-call.ts";
import { findPublicSale } from "../public-sale.ts";

/** A sale in which only who registered may buy, with what its registrations are made from. */
export type RegisteredSale = {
  readonly saleId: string;
  readonly shop: string;
  readonly terms: RegistrationTerms;
  readonly closesAtMs: number;
  readonly pepper: Pepper;
  readonly drawSecret: Uint8Array;
  readonly isDrawn: boolean;
  /** The campaign whose weights its draw reads. */
  readonly weighed?: TicketTerms | undefined;
  /** Of a fair window: who comes after its seconds is registered until then. */
  readonly lateUntilMs?: number | undefined;
  readonly phoneCountry?: string | undefined;
  /** What a payment is taken for where a registration names none: any that the sale accepts. */
  readonly acceptedPayments: readonly string[];
};

export type RegisterStub = DurableObjectStub<RegisterObject>;

/**
 * A sale with its registration, at most a second old; its terms are fixed once registration is open.
 * @param shop whose sale it has to be; of another shop's it is not said that there is one
 */
export async function findRegisteredSale(
  deps: Deps,
  saleId: string,
  shop: string | undefined,
): Promise<Result<RegisteredSale, Problem>> {
  const { nowMs } = deps;
  const view = await findPublicSale(deps, saleId, nowMs);
  if (!view.ok) return view;
  const { sale } = view.value;
  if (shop !== undefined && sale.shop !== shop) return err(problemOf({ kind: "sale-unknown" }));
  const { registration: terms, closesAtMs, draw, fairWindow, acceptedPayments, phoneCountry } = sale.definition;
  if (terms === undefined || sale.drawSecret === undefined) return err(withoutRegistration(nowMs));
  const pepper = deps.config.peppers.find(({ epoch }) => epoch === sale.pepperEpoch);
  if (pepper === undefined) {
    return err({ slug: "not-configured", detail: "The pepper of this sale is not configured any more." });
  }
  const drawSecret = fromHex(sale.drawSecret);
  assert(drawSecret !== undefined, "a sale keeps its secret as hexadecimal");
  return ok({
    saleId,
    shop: sale.shop,
    terms,
    closesAtMs,
    pepper,
    drawSecret,
    isDrawn: draw !== undefined,
    weighed: weighedIn(sale.definition),
    lateUntilMs: fairWindow === undefined ? undefined : closesAtMs,
    acceptedPayments,
    phoneCountry,
  });
}

/** The pseudonym of an account in a sale, and the shard that keeps its registration. */
export function registerPlaceOf({ shop, pepper, terms }: RegisteredSale, account: Account) {
  const pseudonym = pseudonymsFor(shop, pepper)("account", accountValue(account));
  return { account: pseudonym, shard: shardOf(pseudonym, terms) };
}

/** Calls the object that keeps one shard of a sale's registrations. */
export async function callRegister<T>(
  deps: Deps,
  { saleId }: RegisteredSale,
  shard: number,
  call: (register: RegisterStub) => Promise<T>,
): Promise<Result<T, Problem>> {
  return await callObject(deps, "register", () =>
    call(deps.objects.REGISTER.getByName(registerObjectName({ saleId, shard }))),
  );
}

function withoutRegistration(nowMs: number): Problem {
  return {
    slug: "registration-not-open",
    detail: "This sale takes no registrations: anybody may buy in it.",
    members: { serverTimeMs: nowMs },
  };
}
