import { SELF } from "cloudflare:test";
import { createSignature, webcrypto } from "http-message-sig";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { allowTokenClaims } from "../../src/domain/tokens/allow-token.ts";
import { BROWSERS } from "../domain/signals/edge/browsers.ts";
import { browserOrderOf, checkoutOf } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { call, migrateDatabase } from "./support/deployment.ts";
import { accountToken, olderVisit, takeApart } from "./support/forge.ts";
import { decided, decisionOf, newSale, visitTo } from "./support/shopping.ts";
import { visited } from "./support/visited.ts";

beforeAll(migrateDatabase);

const CHROME = BROWSERS["Chrome on Windows"]?.headers ?? {};
const SAFARI = BROWSERS["Safari on an iPhone"]?.headers ?? {};
/** As Cloudflare says it; the test's own connection says other things, which count where nothing is left out. */
const CF = {
  asn: 24940,
  httpProtocol: "HTTP/1.1",
  tlsVersion: "TLSv1.3",
  botManagement: { score: 4, ja4: "t13d1516h2_8daaf6152771_b186095e22b6" },
};

async function signalsOf(decisionId: string) {
  return (await decisionOf(decisionId)).signals;
}

/** A visit over a connection as Cloudflare describes it. */
async function visitOver(saleId: string, headers: object): Promise<string> {
  const response = await SELF.fetch(`https://firsthand.test/v1/sales/${saleId}/visits`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: "{}",
    cf: CF,
  });
  const { visitToken } = await response.json<{ visitToken: string }>();
  return await olderVisit(visitToken, 40_000);
}

describe("what the edge sees of a browser", () => {
  it("comes to its shop's checkout with the visit, and is compared with what the shop passes on", async () => {
    const saleId = await newSale();
    const { decisionId } = await decided(saleId, {
      ...checkoutOf(1),
      visitToken: await visitTo(saleId, {}, CHROME),
      client: { userAgent: SAFARI["user-agent"] },
    });
    expect(await signalsOf(decisionId)).toMatchObject({
      "browser.platform": "apple",
      "browser.engine": "webkit",
      "coherence.named": expect.stringMatching(/\bchanged$/),
    });
  });

  it("is its network, its TLS and its HTTP, and no score of Cloudflare's that it could read in its visit", async () => {
    const saleId = await newSale();
    const visitToken = await visitOver(saleId, { "User-Agent": CHROME["user-agent"] ?? "" });
    expect(takeApart(visitToken).payload).not.toContain("score");
    const { decisionId, verdict } = await decided(saleId, { ...checkoutOf(1), visitToken });
    const signals = await signalsOf(decisionId);
    expect(signals).toMatchObject({
      "network.as": "AS24940",
      "network.hosting": true,
      "tls.version": "TLSv1.3",
      "tls.fingerprint": CF.botManagement.ja4,
      "http.protocol": "HTTP/1.1",
      "coherence.contradictions": 3,
      "coherence.named": "hints_missing fetch_missing protocol",
    });
    expect(signals).not.toHaveProperty("network.bot_score");
    expect(verdict).not.toBe("deny");
  });

  it("says nothing of a shop's own connection", async () => {
    const { decisionId } = await decided(await newSale(), checkoutOf(1));
    const names = Object.keys(await signalsOf(decisionId));
    expect(names.filter((name) => /^(network|tls|http|browser|coherence)\./.test(name))).toEqual([]);
  });

  it("is that of the checkout where the browser calls itself, and nothing that the body says", async () => {
    const saleId = await newSale();
    const body = {
      ...browserOrderOf(1),
      accountToken: await accountToken(),
      ...(await visited(saleId, { headers: SAFARI })),
    };
    const headers = { ...CHROME, Origin: "https://shop-a.example" };
    const { json } = await call(`/v1/sales/${saleId}/checkouts`, { body, shop: undefined, headers });
    const { dec } = allowTokenClaims.parse(JSON.parse(takeApart(String(json.allowToken)).payload));
    expect(await signalsOf(dec)).toMatchObject({
      "browser.engine": "chromium",
      "coherence.named": expect.stringMatching(/\bchanged$/),
    });
  });
});

describe("the verdict of Apple or Google on a shop's app", () => {
  const APP = { by: "play_integrity", appRecognitionVerdict: "PLAY_RECOGNIZED", deviceRecognitionVerdict: [] };

  it("is the shop's word of its app alone, and refuses nobody", async () => {
    const saleId = await newSale();
    const asked = await decided(saleId, { ...checkoutOf(1), channel: "app", appVerdict: APP });
    expect(asked.verdict).not.toBe("deny");
    expect(await signalsOf(asked.decisionId)).toMatchObject({
      "attestation.by": "play_integrity",
      "attestation.passed": false,
    });
    const elsewhere = await decided(saleId, { ...checkoutOf(2), channel: "store", appVerdict: APP });
    expect(await signalsOf(elsewhere.decisionId)).not.toHaveProperty("attestation.by");
  });

  it("is no member of a browser's own checkout", async () => {
    const body = { ...browserOrderOf(1), accountToken: await accountToken(), appVerdict: APP };
    const headers = { Origin: "https://shop-a.example" };
    const { status, json } = await call(`/v1/sales/${await newSale()}/checkouts`, { body, shop: undefined, headers });
    expect([status, json.errors]).toEqual([
      400,
      [{ pointer: "/appVerdict", detail: "is not a field of this request" }],
    ]);
  });
});

describe("an agent that says by a signature that it is one", () => {
  const AGENT = "https://agent.example";

  /** A visit that an agent signs, in a deployment that knows its key. */
  async function signedVisit(saleId: string): Promise<string> {
    const { privateKey, publicKey } = await generateKeyPair("Ed25519", { extractable: true });
    const jwk = await exportJWK(publicKey);
    const path = `/v1/sales/${saleId}/visits`;
    const created = Math.floor(Date.now() / 1000);
    const { signature, signatureInput } = await createSignature(
      new Request(`https://firsthand.test${path}`, { method: "POST" }),
      {
        signer: webcrypto.signer(privateKey),
        components: ["@authority"],
        parameters: { created, expires: created + 60, keyid: await calculateJwkThumbprint(jwk), tag: "web-bot-auth" },
      },
    );
    const response = await callWith({ AGENTS: JSON.stringify({ [AGENT]: [jwk] }) }, path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Signature: signature, "Signature-Input": signatureInput },
      body: "{}",
    });
    const { visitToken } = await response.json<{ visitToken: string }>();
    return await olderVisit(visitToken, 40_000);
  }

  it("buys one unit for its person and no second one, which a browser may", async () => {
    const saleId = await newSale({ limits: { perAccount: 2, perDevice: 2, perHousehold: 2, perPayment: 2 } });
    const first = await decided(saleId, { ...checkoutOf(1), visitToken: await signedVisit(saleId) });
    expect(await signalsOf(first.decisionId)).toMatchObject({ "agent.verified": true, "agent.name": AGENT });
    expect(first.verdict).not.toBe("deny");
    const two = { ...checkoutOf(2), quantity: 2 };
    const refused = await decided(saleId, { ...two, visitToken: await signedVisit(saleId) });
    expect([refused.verdict, refused.reasons.map(({ code }) => code)]).toEqual([
      "deny",
      expect.arrayContaining(["AGENT_ONE_EACH"]),
    ]);
    expect((await decided(saleId, { ...two, ...(await visited(saleId)) })).verdict).toBe("allow");
  });

  it("is not known by another deployment, which holds nothing against it", async () => {
    const saleId = await newSale();
    const headers = { "Signature-Input": 'sig1=("@authority");tag="web-bot-auth"', Signature: "sig1=:AA==:" };
    const visit = await visited(saleId, { headers });
    const { decisionId, verdict } = await decided(saleId, { ...checkoutOf(1), ...visit });
    expect([verdict, (await signalsOf(decisionId))["agent.verified"]]).toEqual(["allow", false]);
  });
});
