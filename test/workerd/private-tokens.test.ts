import { base64url } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { type Issuer, newIssuer } from "../support/private-token-issuer.ts";
import { callWith } from "./support/call-with.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { olderVisit, takeApart } from "./support/forge.ts";
import { decided, decisionOf, newSale, startVisit } from "./support/shopping.ts";

let issuer: Issuer;
beforeAll(async () => {
  await migrateDatabase();
  issuer = await newIssuer();
});

/** Asks for the sale's receipt of a private token, with what a browser brings. */
async function ask(saleId: string, authorization?: string) {
  const settings = { PRIVATE_TOKEN_ISSUERS: JSON.stringify({ "issuer.example": [issuer.key] }) };
  const headers = new Headers(authorization === undefined ? [] : [["Authorization", authorization]]);
  const response = await callWith(settings, `/v1/sales/${saleId}/private-token`, { headers });
  const asked = response.headers.get("www-authenticate") ?? "";
  const [, challenge = ""] = /challenge="([^"=]+)=*"/.exec(asked) ?? [];
  const { privateToken = "" } = await response.json<{ privateToken?: string }>();
  return { status: response.status, asked, challenge: base64url.decode(challenge), privateToken };
}

async function shown(saleId: string, nonce?: Uint8Array): Promise<string> {
  const { challenge } = await ask(saleId);
  return (await ask(saleId, await issuer.authorize(challenge, nonce))).privateToken;
}

/** What a sale takes a checkout for whose visit was begun with something. */
async function signalOf(saleId: string, buyer: number, privateToken: string) {
  const { visitToken } = await startVisit(saleId, { privateToken });
  const answer = await decided(saleId, { ...checkoutOf(buyer), visitToken: await olderVisit(visitToken, 40_000) });
  const { signals } = await decisionOf(answer.decisionId);
  return { signal: signals["client.private_token"], answer };
}

describe("a private access token", () => {
  it("is asked for, and its holder's visit has the signal", async () => {
    const saleId = await newSale();
    const { status, asked } = await ask(saleId);
    expect([status, asked]).toEqual([401, expect.stringMatching(/^PrivateToken challenge=".+", token-key=".+"$/)]);
    const { signal, answer } = await signalOf(saleId, 1, await shown(saleId));
    expect([signal, answer.verdict]).toEqual([true, "challenge"]);
  });

  it("counts once in a sale, and for a retry of its own visit", async () => {
    const saleId = await newSale();
    const nonce = new Uint8Array(32).fill(3);
    const first = await signalOf(saleId, 1, await shown(saleId, nonce));
    expect(first.signal).toBe(true);
    const again = { ...checkoutOf(1), visitToken: first.answer.retryVisitToken };
    const retried = await decided(saleId, again);
    expect((await decisionOf(retried.decisionId)).signals).toMatchObject({
      "visit.state": "ok",
      "client.private_token": true,
    });
    const other = await signalOf(saleId, 2, await shown(saleId, nonce));
    expect(other.signal).toBeUndefined();
    const otherAgain = await decided(saleId, { ...checkoutOf(2), visitToken: other.answer.retryVisitToken });
    const { signals } = await decisionOf(otherAgain.decisionId);
    expect(signals).toMatchObject({ "visit.state": "ok" });
    expect(signals).not.toHaveProperty("client.private_token");
  });

  it("says nothing of a visit in another sale, nor by a text that is no receipt", async () => {
    const [saleId, other] = [await newSale(), await newSale()];
    for (const text of [await shown(other), "made.up.text"]) {
      const { visitToken } = await startVisit(saleId, { privateToken: text });
      expect(takeApart(visitToken).payload).not.toContain("private");
      expect((await signalOf(saleId, 1, text)).signal).toBeUndefined();
    }
  });

  it("is refused with the question again where it is for another sale, and unknown where no issuer is known", async () => {
    const [saleId, other] = [await newSale(), await newSale()];
    const { challenge } = await ask(other);
    const refused = await ask(saleId, await issuer.authorize(challenge));
    expect([refused.status, refused.asked]).toEqual([401, expect.stringContaining("PrivateToken challenge=")]);
    expect((await callWith({}, `/v1/sales/${saleId}/private-token`)).status).toBe(404);
    expect((await ask("no-such-sale")).status).toBe(404);
  });
});
