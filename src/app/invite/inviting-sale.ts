import { identifierValue } from "../../domain/identity/identifier.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { invitesObjectName } from "../../domain/ids.ts";
import type { InvitedKind } from "../../domain/invite/invite.ts";
import { err, type Result } from "../../domain/result.ts";
import { promisesUnit } from "../../domain/terms/registration.ts";
import type { InvitesObject, InvitingSale } from "../../objects/invites.object.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callObject } from "../object-call.ts";
import { findRegisteredSale, type RegisteredSale } from "../registration/registered-sale.ts";

/** The shop is of another sale, or the sale takes whoever comes. */
const NOT_BY_INVITE: Problem = {
  slug: "invites-not-taken",
  detail: "Nobody needs an invite in this sale: registration.invite is none.",
};

/**
 * A sale in which who registers has to be invited.
 * @param shop whose sale it has to be; of another shop's it is not said that there is one
 */
export async function findInvitingSale(
  deps: Deps,
  saleId: string,
  shop: string,
): Promise<Result<RegisteredSale, Problem>> {
  const sale = await findRegisteredSale(deps, saleId, shop);
  if (!sale.ok) return sale.error.slug === "registration-not-open" ? err(NOT_BY_INVITE) : sale;
  return sale.value.terms.invite === "required" ? sale : err(NOT_BY_INVITE);
}

/** What the object of the invites knows its sale by. */
export function invitingSaleOf({ shop, saleId, closesAtMs }: RegisteredSale): InvitingSale {
  return { shop, saleId, closesAtMs };
}

/** Whether each who is invited is promised a unit. */
export function isPromised({ terms, isDrawn }: RegisteredSale): boolean {
  return promisesUnit({ registration: terms, draw: isDrawn ? {} : undefined });
}

/** Calls the object of a sale's invites, as `callObject` does. */
export async function callInvites<T>(
  deps: Deps,
  saleId: string,
  call: (invites: DurableObjectStub<InvitesObject>) => Promise<T>,
): Promise<Result<T, Problem>> {
  return await callObject(deps, "invites", () => call(deps.objects.INVITES.getByName(invitesObjectName(saleId))));
}

/**
 * The pseudonym that somebody has in a sale by what they are named by; undefined where it cannot be read.
 * @param country ISO 3166-1 alpha-2 of a telephone number without a country's code
 */
export function invitedPseudonym(
  { shop, pepper, phoneCountry }: RegisteredSale,
  kind: InvitedKind,
  { text, country = phoneCountry }: { readonly text: string; readonly country?: string | undefined },
): string | undefined {
  const value = identifierValue(kind, text, country);
  return value === undefined ? undefined : pseudonymsFor(shop, pepper)(kind, value);
}
