import { CompactSign, compactVerify } from "jose";
import type * as z from "zod";
import { parseRecordId } from "../../domain/ids.ts";
import type { UnsignedToken } from "../../domain/sale/reply.ts";
import { type AllowTokenClaims, allowTokenClaims } from "../../domain/tokens/allow-token.ts";
import { type ChallengeTokenClaims, challengeTokenClaims } from "../../domain/tokens/challenge-token.ts";
import { inviteTokenClaims } from "../../domain/tokens/invite-token.ts";
import type { TokenKind } from "../../domain/tokens/kinds.ts";
import { type PrivateTokenClaims, privateTokenClaims } from "../../domain/tokens/private-token.ts";
import { type ReceiptTokenClaims, receiptTokenClaims } from "../../domain/tokens/receipt-token.ts";
import { type VisitTokenClaims, visitTokenClaims } from "../../domain/tokens/visit-token.ts";
import { utf8 } from "../../domain/utf8.ts";
import { keyIdOf } from "./compact-token.ts";
import type { TokenKeys } from "./token-keys.ts";

const ALGORITHMS = {
  "allow+jwt": "EdDSA",
  "visit+jwt": "HS256",
  "challenge+jwt": "HS256",
  "invite+jwt": "HS256",
  "private-token+jwt": "HS256",
  "authorized-sellers+jwt": "EdDSA",
  "evidence-pack+jwt": "EdDSA",
  "receipt+jwt": "EdDSA",
  "statement+jwt": "EdDSA",
} as const satisfies {
  readonly [kind in TokenKind]: "EdDSA" | "HS256";
};

/**
 * Signs a payload exactly as given. Both algorithms are deterministic: the same payload and key give the same text.
 * @returns undefined where the key is no longer here, as after an emergency withdrawal
 */
export async function signToken(keys: TokenKeys, { typ, kid, payload }: UnsignedToken): Promise<string | undefined> {
  const alg = ALGORITHMS[typ];
  const key = alg === "EdDSA" ? keys.signing.get(kid) : keys.secrets.get(kid);
  if (key === undefined) return undefined;
  return await new CompactSign(utf8(payload)).setProtectedHeader({ alg, typ, kid }).sign(key);
}

/** Claims of a genuine allow token for this shop, whatever its age: the sale alone judges time. Undefined for all else. */
export async function verifyAllowToken(
  keys: TokenKeys,
  text: string,
  shop: string,
): Promise<AllowTokenClaims | undefined> {
  const claims = await verify(keys, text, "allow+jwt", allowTokenClaims);
  if (claims === undefined || claims.iss !== keys.issuer || claims.aud !== shop) return undefined;
  const namesOneHold = claims.jti === claims.hold && parseRecordId("hold", claims.hold)?.saleId === claims.sale;
  return namesOneHold ? claims : undefined;
}

/** Claims of a genuine visit token, expired or not: the caller judges its time and its sale. */
export function verifyVisitToken(keys: TokenKeys, text: string): Promise<VisitTokenClaims | undefined> {
  return verify(keys, text, "visit+jwt", visitTokenClaims);
}

/** Claims of a genuine challenge token; its sale knows whether it still counts. */
export function verifyChallengeToken(keys: TokenKeys, text: string): Promise<ChallengeTokenClaims | undefined> {
  return verify(keys, text, "challenge+jwt", challengeTokenClaims);
}

/** Claims of a genuine receipt of a private token, expired or not: the caller judges its time and its sale. */
export function verifyPrivateTokenReceipt(keys: TokenKeys, text: string): Promise<PrivateTokenClaims | undefined> {
  return verify(keys, text, "private-token+jwt", privateTokenClaims);
}

/** The id in a genuine invite token of a sale; the invites of the sale know whether it still counts. */
export async function verifyInviteToken(keys: TokenKeys, text: string, saleId: string): Promise<string | undefined> {
  const inviteId = (await verify(keys, text, "invite+jwt", inviteTokenClaims))?.jti;
  return inviteId !== undefined && parseRecordId("inv", inviteId)?.saleId === saleId ? inviteId : undefined;
}

/** Claims of a genuine receipt of this service; the caller judges its sale. */
export async function verifyReceipt(keys: TokenKeys, text: string): Promise<ReceiptTokenClaims | undefined> {
  const claims = await verify(keys, text, "receipt+jwt", receiptTokenClaims);
  return claims?.iss === keys.issuer ? claims : undefined;
}

async function verify<Schema extends z.ZodType>(
  keys: TokenKeys,
  text: string,
  typ: TokenKind,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const alg = ALGORITHMS[typ];
  const kid = keyIdOf(text, { alg, typ });
  if (kid === undefined) return undefined;
  const key = alg === "EdDSA" ? keys.verifying.get(kid) : keys.secrets.get(kid);
  if (key === undefined) return undefined;
  try {
    const { payload } = await compactVerify(text, key, { algorithms: [alg] });
    const claims = schema.safeParse(readPayload(payload));
    return claims.success ? claims.data : undefined;
  } catch {
    // jose throws for every reason why a token is not genuine, and none of them may be told.
    return undefined;
  }
}

/** Undefined where the text is not as this service writes it: a claim that stands twice could be read in two ways. */
function readPayload(payload: Uint8Array): unknown {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
  const claims: unknown = JSON.parse(text);
  return JSON.stringify(claims) === text ? claims : undefined;
}
