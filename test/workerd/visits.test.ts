import { beforeAll, describe, expect, it } from "vitest";
import { verifyCheckoutProof } from "../../src/platform/tokens/browser-proof.ts";
import { validSignals } from "../domain/signals/client/valid-signals.ts";
import vector from "../fixtures/client-proof.json";
import { checkoutOf } from "../support/fixtures.ts";
import { newBrowserKey, provedSignals } from "./support/browser-key.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { olderVisit, signSecret, takeApart } from "./support/forge.ts";
import { decided, decisionOf, moveClock, newSale, putSale, startVisit, visitTo } from "./support/shopping.ts";
import { visited } from "./support/visited.ts";

beforeAll(migrateDatabase);

const BUYER = checkoutOf(1);
const HALF_A_MINUTE_MS = 30_000;
const codesOf = (answer: { reasons: readonly { code: string }[] }) => answer.reasons.map(({ code }) => code);

/** Checks out with a visit and reads the recorded signals. */
async function signalsOf(saleId: string, body: object) {
  const { signals } = await decisionOf((await decided(saleId, body)).decisionId);
  return signals;
}

describe("a visit", () => {
  it("names a nonce, the server's time and its end, and needs no key of any kind", async () => {
    const saleId = await newSale();
    const beganAtMs = Date.now();
    const visit = await startVisit(saleId);
    const claims = JSON.parse(takeApart(visit.visitToken).payload);
    expect(visit.nonce).toBe(claims.jti);
    expect(visit.serverTimeMs).toBeGreaterThanOrEqual(beganAtMs);
    expect(visit.serverTimeMs).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(visit.expiresAt)).toBe(claims.exp * 1000);
    expect(claims).toMatchObject({ aud: "urn:firsthand:visit", sale: saleId, retries: 0, start: visit.serverTimeMs });
  });

  it("may be begun by any page, without credentials", async () => {
    const saleId = await newSale();
    const origin = { Origin: "https://anywhere.example" };
    const seen = await call(`/v1/sales/${saleId}/visits`, { body: {}, shop: undefined, headers: origin });
    expect(seen.headers.get("access-control-allow-origin")).toBe("*");
    expect(seen.headers.get("access-control-allow-credentials")).toBe(null);
  });

  it("tells nobody the device or the address that it is bound to", async () => {
    const saleId = await newSale();
    const token = await visitTo(saleId, { deviceId: "canary-device" }, { "CF-Connecting-IP": "203.0.113.77" });
    const { payload } = takeApart(token);
    expect(payload).not.toContain("canary-device");
    expect(payload).not.toContain("203.0.113.77");
    expect(JSON.parse(payload)).toMatchObject({ device: expect.any(String), ip: expect.any(String) });
  });

  it.each([
    ["a thumbprint that is none", { deviceKeyThumbprint: "short" }],
    ["an unknown field", { accountId: "acc_1" }],
    ["an empty device id", { deviceId: "" }],
  ])("is 400 with %s", async (_, body) => {
    const seen = await call(`/v1/sales/${await newSale()}/visits`, { body, shop: undefined });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
  });
});

describe("the state of a visit at checkout", () => {
  it("is ok once, with the time that the server measured", async () => {
    const saleId = await newSale();
    const beganAtMs = Date.now();
    const visitToken = await olderVisit(await visitTo(saleId), HALF_A_MINUTE_MS);
    const signals = await signalsOf(saleId, { ...BUYER, visitToken });
    const passedMs = Date.now() - beganAtMs;
    expect(signals).toMatchObject({ "visit.state": "ok", "visit.retries": 0 });
    expect(Number(signals["visit.elapsed_ms"])).toBeGreaterThanOrEqual(HALF_A_MINUTE_MS);
    expect(Number(signals["visit.elapsed_ms"])).toBeLessThanOrEqual(HALF_A_MINUTE_MS + passedMs);
  });

  it("is too fast for a person when the checkout comes at once", async () => {
    const saleId = await newSale();
    await moveClock(saleId, 0);
    const answer = await decided(saleId, { ...BUYER, ...(await visited(saleId, { earlierMs: 0 })) });
    expect(answer.verdict).toBe("challenge");
    expect(codesOf(answer)).toContain("CHECKOUT_TOO_FAST");
  });

  it("has a time of zero at least, whatever the clocks say", async () => {
    const saleId = await newSale();
    const visitToken = await olderVisit(await visitTo(saleId), -60_000);
    expect(await signalsOf(saleId, { ...BUYER, visitToken })).toMatchObject({ "visit.elapsed_ms": 0 });
  });

  it("is missing without a token", async () => {
    expect(codesOf(await decided(await newSale(), BUYER))).toEqual(["VISIT_MISSING"]);
  });

  it("is replayed the second time, and the signals do not count", async () => {
    const saleId = await newSale();
    const visitToken = await olderVisit(await visitTo(saleId), HALF_A_MINUTE_MS);
    const signals = validSignals();
    await decided(saleId, { ...BUYER, visitToken, signals });
    const second = await decided(saleId, { ...checkoutOf(2), visitToken, signals });
    expect(codesOf(second)).toEqual(["VISIT_HARVESTED", "VISIT_REPLAYED"]);
    const record = await decisionOf(second.decisionId);
    expect(record.signals).toMatchObject({ "visit.state": "replayed", "client.state": "absent" });
    expect(record.signals).not.toHaveProperty("visit.elapsed_ms");
  });

  it("is replayed for all but one of thirty at the same time", async () => {
    const saleId = await newSale({ units: 100 });
    const visitToken = await olderVisit(await visitTo(saleId), HALF_A_MINUTE_MS);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, buyer) => decided(saleId, { ...checkoutOf(buyer), visitToken })),
    );
    expect(answers.filter((answer) => !codesOf(answer).includes("VISIT_REPLAYED"))).toHaveLength(1);
  });

  it("is expired after its time, to the second", async () => {
    const saleId = await newSale();
    const exp = Math.floor(Date.now() / 1000);
    const visitToken = await olderVisit(await visitTo(saleId), 0, { exp });
    expect(codesOf(await decided(saleId, { ...BUYER, visitToken }))).toEqual(["VISIT_EXPIRED"]);
  });

  it("is invalid at another sale", async () => {
    const visitToken = await visitTo(await newSale());
    const answer = await decided(await newSale(), { ...BUYER, visitToken });
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", ["VISIT_FORGED", "VISIT_INVALID"]]);
  });

  it("stays good at its own sale after it was shown at another", async () => {
    const saleId = await newSale();
    const visit = await visited(saleId);
    await decided(await newSale(), { ...BUYER, ...visit });
    expect(codesOf(await decided(saleId, { ...BUYER, ...visit }))).toEqual([]);
  });

  it.each([
    ["text that is no token", "hello"],
    ["three empty parts", ".."],
    ["an unsigned token", "eyJhbGciOiJub25lIn0.e30."],
  ])("is invalid for %s", async (_, visitToken) => {
    expect(codesOf(await decided(await newSale(), { ...BUYER, visitToken }))).toContain("VISIT_INVALID");
  });

  it("is invalid for claims that the service never wrote, though the signature is good", async () => {
    const saleId = await newSale();
    const claims = JSON.parse(takeApart(await visitTo(saleId)).payload);
    for (const change of [{ retries: 6 }, { retries: -1 }, { start: "0" }, { aud: "shop-a" }, { admin: true }]) {
      const visitToken = await signSecret("visit+jwt", JSON.stringify({ ...claims, ...change }));
      expect(codesOf(await decided(saleId, { ...BUYER, visitToken })), JSON.stringify(change)).toContain(
        "VISIT_INVALID",
      );
    }
  });
});

describe("a visit bound to a device id", () => {
  it.each([
    ["the same device", "dev_1", "ok"],
    ["another device", "dev_2", "invalid"],
  ])("with %s is %s", async (_, deviceId, state) => {
    const saleId = await newSale();
    const visitToken = await olderVisit(await visitTo(saleId, { deviceId: "dev_1" }), HALF_A_MINUTE_MS);
    expect(await signalsOf(saleId, { ...BUYER, device: { id: deviceId }, visitToken })).toMatchObject({
      "visit.state": state,
    });
  });

  it("is invalid without any device", async () => {
    const saleId = await newSale();
    const visitToken = await visitTo(saleId, { deviceId: "dev_1" });
    const { device: _device, ...order } = BUYER;
    expect(codesOf(await decided(saleId, { ...order, visitToken }))).toContain("VISIT_INVALID");
  });
});

describe("the network address of a visit", () => {
  it.each([
    ["stays", "203.0.113.7", false],
    ["changes", "198.51.100.9", true],
  ])("that %s by the checkout is a signal and never a denial", async (_, ip, changed) => {
    const saleId = await newSale();
    const visit = await visited(saleId, { headers: { "CF-Connecting-IP": "203.0.113.7" } });
    const answer = await decided(saleId, { ...BUYER, ...visit, client: { ip } });
    expect(answer.verdict).toBe("allow");
    expect((await decisionOf(answer.decisionId)).signals["visit.address_changed"]).toBe(changed);
  });

  it("is never taken from X-Forwarded-For and its like", async () => {
    const saleId = await newSale();
    const real = { "CF-Connecting-IP": "203.0.113.7" };
    const claimed = { "X-Forwarded-For": "198.51.100.9", "X-Real-IP": "198.51.100.9", Forwarded: "for=198.51.100.9" };
    const addressOf = async (headers: { [name: string]: string }) =>
      JSON.parse(takeApart(await visitTo(saleId, {}, headers)).payload).ip;
    expect(await addressOf({ ...real, ...claimed })).toBe(await addressOf(real));
    expect(await addressOf(claimed)).toBe(await addressOf({}));
  });
});

describe("the browser's key", () => {
  it("counts when it signed these observations for this visit, and is bound to the allow token", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    const key = await newBrowserKey();
    const visit = await startVisit(saleId, { deviceKeyThumbprint: key.thumbprint });
    const signals = await provedSignals(key, validSignals(), { nonce: visit.nonce, sale: saleId });
    const visitToken = await olderVisit(visit.visitToken, HALF_A_MINUTE_MS);
    const answer = await decided(saleId, { ...BUYER, visitToken, signals });
    expect([answer.verdict, answer.reasons]).toEqual(["allow", []]);
    const claims = JSON.parse(takeApart(answer.allowToken ?? "").payload);
    expect(claims.cnf).toEqual({ jkt: key.thumbprint });
  });

  it("makes the signals invalid when it signed something else", async () => {
    const saleId = await newSale();
    const key = await newBrowserKey();
    for (const wrong of ["nonce", "sale", "observations", "typ"] as const) {
      const visit = await startVisit(saleId, { deviceKeyThumbprint: key.thumbprint });
      const named = { nonce: wrong === "nonce" ? "another" : visit.nonce, sale: wrong === "sale" ? "another" : saleId };
      const proved = await provedSignals(key, validSignals(), named);
      const page = { state: "ok", value: { elapsedMs: 1, hiddenMs: 0, scrolls: 0 } };
      const signals = {
        ...proved,
        ...(wrong === "observations" ? { observations: { ...validSignals().observations, page } } : {}),
        ...(wrong === "typ" ? { proof: await key.sign("holder-proof+jwt", named) } : {}),
      };
      const visitToken = await olderVisit(visit.visitToken, HALF_A_MINUTE_MS);
      expect(codesOf(await decided(saleId, { ...BUYER, visitToken, signals })), wrong).toContain("SIGNALS_INVALID");
    }
  });

  it("makes the visit invalid when the visit was bound to another key, or to none", async () => {
    const saleId = await newSale();
    const [mine, other] = [await newBrowserKey(), await newBrowserKey()];
    for (const deviceKeyThumbprint of [other.thumbprint, undefined]) {
      const visit = await startVisit(saleId, { deviceKeyThumbprint });
      const signals = await provedSignals(mine, validSignals(), { nonce: visit.nonce, sale: saleId });
      const answer = await decided(saleId, { ...BUYER, visitToken: visit.visitToken, signals });
      expect(codesOf(answer)).toContain("VISIT_INVALID");
    }
  });

  it("may stay unproved: then no key is bound to a token, and the buyer is asked for work", async () => {
    const saleId = await newSale();
    const key = await newBrowserKey();
    const visitToken = await olderVisit(
      await visitTo(saleId, { deviceKeyThumbprint: key.thumbprint }),
      HALF_A_MINUTE_MS,
    );
    const answer = await decided(saleId, { ...BUYER, visitToken, signals: validSignals() });
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", ["BROWSER_KEY_NOT_PROVED"]]);
    expect(answer.challenge?.kinds).toContain("proof_of_work");
    expect((await decisionOf(answer.decisionId)).signals["client.key_proved"]).toBe(false);
  });

  it("verifies the proof that a real browser once made", async () => {
    await putSale(vector.sale);
    const claim = { jws: vector.signals.proof, hashed: vector.hashed };
    expect(await verifyCheckoutProof(claim, { nonce: vector.nonce, sale: vector.sale })).toBe(
      vector.deviceKeyThumbprint,
    );
    const claims = JSON.parse(takeApart(await visitTo(vector.sale)).payload);
    const visitToken = await signSecret(
      "visit+jwt",
      JSON.stringify({
        ...claims,
        nonce: vector.nonce,
        start: claims.start - HALF_A_MINUTE_MS,
        deviceKey: vector.deviceKeyThumbprint,
      }),
    );
    const answer = await decided(vector.sale, { ...BUYER, visitToken, signals: vector.signals });
    expect(codesOf(answer)).not.toContain("VISIT_INVALID");
    expect(JSON.parse(takeApart(answer.allowToken ?? "").payload).cnf).toEqual({ jkt: vector.deviceKeyThumbprint });
  });
});
