import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from "jose";
import { expect, test } from "vitest";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import vector from "../../../fixtures/client-proof.json" with { type: "json" };

test("the recorded proof verifies, and covers exactly the canonical text that the parser hands on", async () => {
  const { proof } = parseClientSignals(vector.signals);
  expect(proof).toEqual({ jws: vector.signals.proof, hashed: vector.hashed });

  const header = decodeProtectedHeader(vector.signals.proof);
  const jwk: JWK = header.jwk ?? {};
  const verified = await compactVerify(vector.signals.proof, await importJWK(jwk, "ES256"));
  expect(verified.protectedHeader.typ).toBe("checkout-proof+jwt");
  expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual({
    nonce: vector.nonce,
    sale: vector.sale,
    hash: vector.hash,
  });
  expect(await calculateJwkThumbprint(jwk)).toBe(vector.deviceKeyThumbprint);

  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(vector.hashed));
  expect(Buffer.from(digest).toString("base64url")).toBe(vector.hash);
});
