import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import type * as z from "zod";
import { sortedJson } from "../../../src/sdk/sorted-json.ts";
import type { checkoutAnswer, visitAnswer } from "../../../src/wire/checkout.ts";
import { validSignals } from "../../domain/signals/client/valid-signals.ts";
import { buyerCheckout } from "../shared/buyer.ts";
import type { HttpClient } from "../shared/http-client.ts";
import type { ShopClient } from "../shared/shop-client.ts";
import { ofAnotherHand } from "./another-hand.ts";

type Visit = z.infer<typeof visitAnswer>;
export type CheckoutAnswer = z.infer<typeof checkoutAnswer>;

/** An account of somebody who read the SDK and runs no browser: a key of its own, and a visit that it began with it. */
export type Forged = {
  readonly n: number;
  readonly saleId: string;
  readonly visit: Visit;
  readonly prove: (observations: object) => string;
};

/** Begins a visit with a fresh key, from a block of addresses that no other account of the rig comes from. */
export async function beginVisit(browsers: HttpClient, saleId: string, n: number): Promise<Forged> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { crv, kty, x, y } = publicKey.export({ format: "jwk" });
  const jwk = { crv, kty, x, y };
  const { status, text } = await browsers.send({
    method: "POST",
    path: `/v1/sales/${saleId}/visits`,
    body: JSON.stringify({ deviceKeyThumbprint: sha256(sortedJson(jwk)) }),
    headers: { "Content-Type": "application/json", "CF-Connecting-IP": `10.${n >> 8}.${n & 255}.7` },
  });
  if (status !== 200) throw new Error(`A visit was answered ${status}: ${text}`);
  const visit: Visit = JSON.parse(text);
  return { n, saleId, visit, prove: (observations) => proofOf({ privateKey, jwk, visit, saleId }, observations) };
}

/** Checks out with figures that are like a person's and like no other account's, all of them made up. */
export async function checkOutForged(
  shop: ShopClient,
  { n, saleId, visit, prove }: Forged,
  retry: { readonly visitToken?: string | undefined; readonly challengeToken?: string | undefined } = {},
): Promise<CheckoutAnswer> {
  const { observations } = validSignals();
  const forged = ofAnotherHand(observations, Math.random);
  const body = JSON.stringify({
    ...buyerCheckout(n),
    visitToken: retry.visitToken ?? visit.visitToken,
    ...(retry.challengeToken === undefined ? {} : { challengeToken: retry.challengeToken }),
    signals: { v: 1, observations: forged, proof: prove(forged) },
  });
  const { status, text } = await shop.checkout(saleId, body, randomUUID());
  if (status !== 200) throw new Error(`A checkout was answered ${status}: ${text}`);
  return JSON.parse(text);
}

function proofOf(
  by: { readonly privateKey: KeyObject; readonly jwk: object; readonly visit: Visit; readonly saleId: string },
  observations: object,
): string {
  const { privateKey, jwk, visit, saleId } = by;
  const header = encoded({ alg: "ES256", typ: "checkout-proof+jwt", jwk });
  const claims = encoded({ nonce: visit.nonce, sale: saleId, hash: sha256(sortedJson(observations)) });
  const signed = `${header}.${claims}`;
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
