import { importJWK, type JWK, SignJWT } from "jose";
import type { Customer } from "./customers.ts";

/** With what the demo shop vouches for its customers towards Firsthand: its own key, whose public half is registered there. */
export type AccountIssuer = { readonly key: JWK; readonly shopId: string; readonly audience: string };

const TTL_SECONDS = 300;

/** The key as the launcher hands it over. */
export function parseAccountKey(text: string): JWK {
  return JSON.parse(text);
}

/** What a page needs to check out from the browser: who is signed in, signed by the shop, good for five minutes. */
export async function mintAccountToken({
  issuer: { key, shopId, audience },
  account: { id, createdAt, email, phone, verified },
  nowMs,
}: {
  readonly issuer: AccountIssuer;
  readonly account: Customer["account"];
  readonly nowMs: number;
}): Promise<string> {
  return await new SignJWT({ createdAt, email, phone, verified })
    .setProtectedHeader({ alg: "EdDSA", kid: key.kid ?? "" })
    .setIssuer(shopId)
    .setSubject(id)
    .setAudience(audience)
    .setExpirationTime(Math.floor(nowMs / 1000) + TTL_SECONDS)
    .sign(await importJWK(key, "EdDSA"));
}
