import { base64url } from "jose";
import { toHex } from "../../domain/draw/bytes.ts";
import { entryOf, holderSaltOf } from "../../domain/draw/entry.ts";
import { carriedHolder } from "../../domain/registration/carry.ts";
import type { RegisterCommand } from "../../domain/registration/register.ts";
import type { KeptReceipt, ReceiptCharter, Registration } from "../../domain/registration/registration.ts";
import { assert } from "../../domain/result.ts";
import type { RegistrationTerms } from "../../domain/terms/registration.ts";
import { type ReceiptTokenClaims, receiptPayload, receiptTokenClaims } from "../../domain/tokens/receipt-token.ts";
import { compactToken } from "./compact-token.ts";
import type { TokenKeys } from "./token-keys.ts";
import { signToken } from "./tokens.ts";

const TYP = "receipt+jwt";

/** What receipts of a sale are made from. */
export type ReceiptSale = {
  readonly saleId: string;
  readonly shop: string;
  readonly terms: RegistrationTerms;
  readonly drawSecret: Uint8Array;
  /** Of a fair window: who comes after its seconds is registered until then. */
  readonly lateUntilMs?: number | undefined;
};

/** Who registers, in words that the buyer can recognise as their own. */
export function holderOf(account: { readonly id: string }): string {
  return `acct:${account.id.normalize("NFC")}`;
}

/** What a register may write for an account, with its receipt signed: of a fair window also the one of who comes late. */
export async function candidateFor(
  keys: TokenKeys,
  sale: ReceiptSale,
  by: {
    readonly registrationId: string;
    readonly account: string;
    readonly holder: string;
    readonly nowMs: number;
    readonly charter?: ReceiptCharter | undefined;
  },
): Promise<Pick<RegisterCommand, "candidate" | "late">> {
  const { registrationId, account, holder, nowMs, charter } = by;
  const entry = toHex(entryOf(holderSaltOf(sale.drawSecret, registrationId), sale.saleId, holder));
  const kid = keys.activeKid;
  const receiptAt = async (atMs: number, late?: true): Promise<KeptReceipt> => {
    const iat = Math.floor(atMs / 1000);
    const payload = receiptPayload(claimsOf(keys.issuer, sale, { registrationId, entry, holder, iat, charter, late }));
    const signature = (await signed(keys, kid, payload)).split(".")[2] ?? "";
    return { kid, signature, iat, ...(charter === undefined ? {} : { charter }) };
  };
  const candidate = { registrationId, account, entry, receipt: await receiptAt(nowMs) };
  if (sale.lateUntilMs === undefined) return { candidate };
  // Only its register knows when it came: by that clock it takes one of the two, and one that is late was never signed before the end.
  const receipt = await receiptAt(Math.max(nowMs, sale.terms.closesAtMs), true);
  return { candidate, late: { untilMs: sale.lateUntilMs, receipt } };
}

/**
 * The receipt of a registration, the same bytes each time, for the one holder whose it is. One that was carried names its holder by the
 * registration before, whatever its account is called.
 */
export function receiptOf(issuer: string, sale: ReceiptSale, registration: Registration, holder: string): string {
  const { registrationId, entry, receipt, late, carriedFrom } = registration;
  const { iat, charter } = receipt;
  const named = carriedFrom === undefined ? holder : carriedHolder(carriedFrom);
  const claims = claimsOf(issuer, sale, { registrationId, entry, holder: named, iat, charter, late });
  const payload = receiptPayload(claims);
  return compactToken({ alg: "EdDSA", typ: TYP, kid: receipt.kid }, payload, receipt.signature);
}

/** What a text says that may be a receipt; whether it is one, its registration tells, which was written with it. */
export function readReceipt(text: string): ReceiptTokenClaims | undefined {
  try {
    const payload = new TextDecoder().decode(base64url.decode(text.split(".")[1] ?? ""));
    return receiptTokenClaims.safeParse(JSON.parse(payload)).data;
  } catch {
    // The decoders throw for whatever is no token.
    return undefined;
  }
}

/**
 * Whether a text is, byte for byte, the receipt or the withdrawal of a registration. No key is asked: it stays one after the key that
 * signed it is gone, and a stolen key makes none.
 */
export function isReceiptOf(
  issuer: string,
  sale: ReceiptSale,
  registration: Registration,
  { text, claims }: { readonly text: string; readonly claims: ReceiptTokenClaims },
): boolean {
  if (claims.holder === undefined) return registration.withdrawn?.text === text;
  return receiptOf(issuer, sale, registration, claims.holder) === text;
}

/** What says, signed, that a registration was withdrawn. It names nobody. */
export async function withdrawalOf(
  keys: TokenKeys,
  sale: ReceiptSale,
  { registrationId, entry, receipt }: Pick<Registration, "registrationId" | "entry" | "receipt">,
  nowMs: number,
): Promise<string> {
  const nowSeconds = Math.floor(nowMs / 1000);
  const { saleId, shop } = sale;
  const claims = { iss: keys.issuer, aud: shop, iat: nowSeconds, sale: saleId, reg: registrationId, entry };
  return await signed(keys, keys.activeKid, receiptPayload({ ...claims, ...receipt.charter, withdrawn: nowSeconds }));
}

function claimsOf(
  issuer: string,
  { shop, saleId, drawSecret }: ReceiptSale,
  said: {
    readonly registrationId: string;
    readonly entry: string;
    readonly holder: string;
    readonly iat: number;
    readonly charter?: ReceiptCharter | undefined;
    readonly late?: true | undefined;
  },
): ReceiptTokenClaims {
  const { registrationId, entry, holder, iat, charter, late } = said;
  const salt = toHex(holderSaltOf(drawSecret, registrationId));
  return { iss: issuer, aud: shop, iat, sale: saleId, reg: registrationId, entry, holder, salt, ...charter, late };
}

async function signed(keys: TokenKeys, kid: string, payload: string): Promise<string> {
  const text = await signToken(keys, { typ: TYP, kid, payload });
  assert(text !== undefined, "the active key signs");
  return text;
}
