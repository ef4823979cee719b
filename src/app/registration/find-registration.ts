import { parseRegistrationId } from "../../domain/ids.ts";
import type { Registration } from "../../domain/registration/registration.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ReceiptTokenClaims } from "../../domain/tokens/receipt-token.ts";
import { isReceiptOf, readReceipt } from "../../platform/tokens/receipts.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyReceipt } from "../../platform/tokens/tokens.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callRegister, findRegisteredSale, type RegisteredSale } from "./registered-sale.ts";

/** Names one registration of a sale: by its receipt, or for its shop by its id. */
export type RegistrationReference = {
  readonly saleId: string;
  /** The shop that calls; absent where a browser does. */
  readonly shop?: string | undefined;
  readonly by: { readonly receipt: string } | { readonly registrationId: string };
};

export type FoundRegistration = {
  readonly sale: RegisteredSale;
  readonly shard: number;
  readonly registration: Registration;
};

const NOT_A_RECEIPT: Problem = { slug: "token-rejected", detail: "This is no receipt of this sale." };

/**
 * The registration that a reference names.
 * @returns `token-rejected` for a text that is no receipt of the sale; `registration-unknown` for an id that is not kept, and for
 *   a genuine receipt whose registration is not kept any more
 */
export async function findRegistration(
  deps: Deps,
  { saleId, shop, by }: RegistrationReference,
): Promise<Result<FoundRegistration, Problem>> {
  const named = readReference(saleId, by);
  if (named === undefined) return err(NOT_A_RECEIPT);
  const { registrationId, receipt } = named;
  const sale = await findRegisteredSale(deps, saleId, shop);
  if (!sale.ok) return sale;
  const unknown = err(problemOf({ kind: "registration-unknown" }));
  const place = parseRegistrationId(registrationId);
  if (place?.saleId !== sale.value.saleId || place.shard >= sale.value.terms.shards) return unknown;
  const found = await callRegister(deps, sale.value, place.shard, async (object) => await object.find(registrationId));
  if (!found.ok) return found;
  const registration = found.value;
  if (registration === undefined) {
    const isGenuine = receipt === undefined || (await isSigned(deps, receipt.text));
    return isGenuine ? unknown : err(NOT_A_RECEIPT);
  }
  if (receipt !== undefined && !isReceiptOf(deps.config.issuer, sale.value, registration, receipt)) {
    return err(NOT_A_RECEIPT);
  }
  return ok({ sale: sale.value, shard: place.shard, registration });
}

type Named = {
  readonly registrationId: string;
  readonly receipt?: { readonly text: string; readonly claims: ReceiptTokenClaims };
};

/** The id that a reference gives; undefined for a text that is no receipt of the sale. */
function readReference(saleId: string, by: RegistrationReference["by"]): Named | undefined {
  if ("registrationId" in by) return by;
  const claims = readReceipt(by.receipt);
  if (claims?.sale !== saleId) return undefined;
  return { registrationId: claims.reg, receipt: { text: by.receipt, claims } };
}

/** Whether a key of this service signed a receipt whose registration is not kept any more. */
async function isSigned({ config }: Deps, receipt: string): Promise<boolean> {
  return (await verifyReceipt(await tokenKeysOf(config), receipt)) !== undefined;
}
