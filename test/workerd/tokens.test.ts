import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { validSignals } from "../domain/signals/client/valid-signals.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { type BrowserKey, holderProof, newBrowserKey, provedSignals } from "./support/browser-key.ts";
import { call, migrateDatabase, type Seen, saleStub, shopKey, slugOf } from "./support/deployment.ts";
import { olderVisit, takeApart } from "./support/forge.ts";
import {
  checkout,
  decided,
  decisionOf,
  holdUnit,
  ledgerOf,
  moveClock,
  newSale,
  redeem,
  release,
  startVisit,
} from "./support/shopping.ts";
import { siteverify } from "./support/siteverify.ts";

beforeAll(migrateDatabase);

const BUYER = checkoutOf(1);
const HOLD_MS = 300_000;
const refusalOf = (seen: Seen) => [seen.status, slugOf(seen)];

describe("an allow token", () => {
  it("names what it is worth, for one shop, until its hold ends, and nothing that the request only says of itself", async () => {
    const saleId = await newSale();
    const stated = { partnerId: "p_1", registrationId: "r_1", inviteToken: "i_1" };
    const { token, holdId, decisionId } = await holdUnit(saleId, 1, stated);
    const { header, payload } = takeApart(token);
    expect(JSON.parse(header)).toEqual({ alg: "EdDSA", typ: "allow+jwt", kid: expect.stringMatching(/^[\w-]{43}$/) });
    const { policyHash, allocation } = await decisionOf(decisionId);
    const claims = JSON.parse(payload);
    expect(claims).toEqual({
      iss: "https://firsthand.test",
      aud: "shop-a",
      sub: expect.stringMatching(/^test1\.[\w-]{20}$/),
      jti: holdId,
      iat: expect.any(Number),
      nbf: claims.iat,
      exp: Date.parse(allocation.expiresAt ?? "") / 1000,
      sale: saleId,
      sku: "MI3-16GB",
      qty: 1,
      hold: holdId,
      dec: decisionId,
      pol: policyHash,
    });
  });
});

describe("redeeming", () => {
  it("turns the held unit into a sold one", async () => {
    const saleId = await newSale();
    const { token, holdId, decisionId } = await holdUnit(saleId);
    const sold = await redeem(token, "ord_1");
    expect(sold.json).toEqual({
      status: "sold",
      saleId,
      sku: "MI3-16GB",
      quantity: 1,
      holdId,
      orderId: "ord_1",
      soldAt: expect.stringMatching(/^20\d\d-.*Z$/),
      addressMatch: "absent",
      order: { state: "paid", receipt: expect.any(String) },
    });
    expect(await ledgerOf(saleId)).toMatchObject({ held: 0, sold: 1, free: 9 });
    expect((await decisionOf(decisionId)).hold).toEqual({
      state: "sold",
      at: sold.json.soldAt,
      orderId: "ord_1",
      addressMatch: "absent",
    });
  });

  it("again under the same key gives the same bytes", async () => {
    const { token } = await holdUnit(await newSale());
    const key = crypto.randomUUID();
    const body = { token, orderId: "ord_1" };
    const first = await call("/v1/tokens/redeem", { body, key });
    const second = await call("/v1/tokens/redeem", { body, key });
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it.each(["ord_1", "ord_2"])("again under a new key for %s is token-spent and names the order", async (orderId) => {
    const saleId = await newSale();
    const { token } = await holdUnit(saleId);
    await redeem(token, "ord_1");
    const seen = await redeem(token, orderId);
    expect([...refusalOf(seen), seen.json.orderId]).toEqual([409, "token-spent", "ord_1"]);
    expect(await ledgerOf(saleId)).toMatchObject({ sold: 1 });
  });

  it("two hundred times at once sells once", async () => {
    const saleId = await newSale();
    const { token } = await holdUnit(saleId);
    const seen = await Promise.all(Array.from({ length: 200 }, (_, order) => redeem(token, `ord_${order}`)));
    const sold = seen.filter(({ status }) => status === 200);
    expect(sold).toHaveLength(1);
    const refused = seen.filter(({ status }) => status !== 200);
    expect(new Set(refused.map((each) => `${slugOf(each)} ${each.json.orderId}`))).toEqual(
      new Set([`token-spent ${sold[0]?.json.orderId}`]),
    );
    expect(await ledgerOf(saleId)).toMatchObject({ sold: 1, held: 0, free: 9 });
  });

  it("a released hold is hold-released, and a refusal is kept for repeats with its first instance", async () => {
    const { token } = await holdUnit(await newSale());
    await release({ token });
    const key = crypto.randomUUID();
    const first = await call("/v1/tokens/redeem", { body: { token, orderId: "o" }, key });
    expect(refusalOf(first)).toEqual([409, "hold-released"]);
    const second = await call("/v1/tokens/redeem", { body: { token, orderId: "o" }, key });
    expect([second.text, second.headers.get("idempotent-replayed")]).toEqual([first.text, "true"]);
  });

  it("is refused in the order spent, released, expired, address changed", async () => {
    const saleId = await newSale();
    const elsewhere = { shippingAddress: { ...BUYER.shippingAddress, lines: ["99 South Street"] } };
    const [spent, released, late] = [await holdUnit(saleId, 1), await holdUnit(saleId, 2), await holdUnit(saleId, 3)];
    await redeem(spent.token);
    await release({ token: released.token });
    const changed = await redeem(late.token, "o", elsewhere);
    await moveClock(saleId, HOLD_MS + 1000);
    expect(slugOf(await redeem(spent.token, "o", elsewhere))).toBe("token-spent");
    expect(slugOf(await redeem(released.token, "o", elsewhere))).toBe("hold-released");
    expect(slugOf(await redeem(late.token, "o", elsewhere))).toBe("hold-expired");
    expect(slugOf(changed)).toBe("address-changed");
  });
});

describe("an address at redeem", () => {
  const writtenOtherwise = { ...BUYER.shippingAddress, lines: ["flat 1 sea view", "1, North St."], name: "A. Buyer" };
  const elsewhere = { ...BUYER.shippingAddress, lines: ["Flat 2, Sea View", "1 North Street"] };

  it("written otherwise is the same one", async () => {
    const { token } = await holdUnit(await newSale());
    expect((await redeem(token, "o", { shippingAddress: writtenOtherwise })).status).toBe(200);
  });

  it("tidied by the shop is taken and recorded, and so is one that it leaves out", async () => {
    const saleId = await newSale();
    const [near, absent, codeless] = [await holdUnit(saleId, 1), await holdUnit(saleId, 2), await holdUnit(saleId, 3)];
    const tidied = { ...BUYER.shippingAddress, lines: ["Flat 1, Sae View", "1 North Street"] };
    const uncoded = { ...checkoutOf(3).shippingAddress, postalCode: undefined };
    expect((await redeem(near.token, "o1", { shippingAddress: tidied })).json).toMatchObject({ addressMatch: "near" });
    expect((await redeem(codeless.token, "o3", { shippingAddress: uncoded })).json).toMatchObject({
      addressMatch: "near",
    });
    expect((await redeem(absent.token, "o2")).json).toMatchObject({ addressMatch: "absent" });
    expect((await decisionOf(near.decisionId)).hold).toMatchObject({ state: "sold", addressMatch: "near" });
  });

  it("of another flat is address-changed, and the right one still redeems", async () => {
    const saleId = await newSale();
    const { token } = await holdUnit(saleId);
    expect(refusalOf(await redeem(token, "o", { shippingAddress: elsewhere }))).toEqual([409, "address-changed"]);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, sold: 0 });
    expect((await redeem(token, "o", { shippingAddress: BUYER.shippingAddress })).status).toBe(200);
  });

  it("may change where the sale does not lock it", async () => {
    const { token } = await holdUnit(await newSale({ addressLocked: false }));
    expect((await redeem(token, "o", { shippingAddress: elsewhere })).status).toBe(200);
  });

  it("is address-changed for an order that was to be picked up", async () => {
    const saleId = await newSale();
    const pickup = { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId: "p" } };
    const { token } = await holdUnit(saleId, 1, pickup);
    expect(slugOf(await redeem(token, "o", { shippingAddress: elsewhere }))).toBe("address-changed");
  });
});

describe("the holder's proof", () => {
  async function holdWithKey(key: BrowserKey, change: object = {}) {
    const saleId = await newSale(change);
    const visit = await startVisit(saleId, { deviceKeyThumbprint: key.thumbprint });
    const signals = await provedSignals(key, validSignals(), { nonce: visit.nonce, sale: saleId });
    const visitToken = await olderVisit(visit.visitToken, 30_000);
    return { saleId, ...(await holdUnit(saleId, 1, { visitToken, signals })) };
  }

  it("redeems where the sale demands it, for this token and order only", async () => {
    const key = await newBrowserKey();
    const { token, holdId } = await holdWithKey(key, { holderProof: "required" });
    const good = { jti: holdId, orderId: "o" };
    const wrong = [
      await holderProof(key, { ...good, orderId: "other" }),
      await holderProof(key, { ...good, jti: "other" }),
      await holderProof(await newBrowserKey(), good),
      await key.sign("checkout-proof+jwt", good),
      "no.proof.atall",
    ];
    expect(refusalOf(await redeem(token, "o"))).toEqual([409, "proof-rejected"]);
    for (const proof of wrong) expect(refusalOf(await redeem(token, "o", { proof }))).toEqual([409, "proof-rejected"]);
    expect((await redeem(token, "o", { proof: await holderProof(key, good) })).status).toBe(200);
  });

  it("that is wrong is rejected even where nobody asked for one", async () => {
    const key = await newBrowserKey();
    const { token } = await holdWithKey(key);
    expect(slugOf(await redeem(token, "o", { proof: "a.b.c" }))).toBe("proof-rejected");
    expect((await redeem(token, "o")).status).toBe(200);
  });

  it("cannot be given for a token that no key is bound to", async () => {
    const { token, holdId } = await holdUnit(await newSale({ holderProof: "required" }));
    const proof = await holderProof(await newBrowserKey(), { jti: holdId, orderId: "o" });
    expect(slugOf(await redeem(token, "o", { proof }))).toBe("proof-rejected");
  });
});

describe("releasing", () => {
  it.each(["token", "holdId"] as const)("by %s ends the hold at once and returns the unit later", async (by) => {
    const saleId = await newSale();
    const held = await holdUnit(saleId);
    await moveClock(saleId, 0);
    expect((await release({ [by]: held[by] })).json).toEqual({ status: "released" });
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, returning: 1, free: 9 });
    expect((await decisionOf(held.decisionId)).hold).toMatchObject({ state: "released" });
    await moveClock(saleId, 4_000);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 0, returning: 0, free: 10 });
  });

  it("a sold hold is hold-sold and names the order", async () => {
    const { token, holdId } = await holdUnit(await newSale());
    await redeem(token, "ord_7");
    const seen = await release({ holdId });
    expect([...refusalOf(seen), seen.json.orderId]).toEqual([409, "hold-sold", "ord_7"]);
  });

  it("twice is hold-released, and counts the unit once", async () => {
    const saleId = await newSale();
    const { holdId } = await holdUnit(saleId);
    await release({ holdId });
    expect(refusalOf(await release({ holdId }))).toEqual([409, "hold-released"]);
    await moveClock(saleId, 4_000);
    expect(await ledgerOf(saleId)).toMatchObject({ free: 10, held: 0 });
  });

  it("after its time is hold-expired", async () => {
    const saleId = await newSale();
    const { holdId } = await holdUnit(saleId);
    await moveClock(saleId, HOLD_MS + 1000);
    expect(refusalOf(await release({ holdId }))).toEqual([409, "hold-expired"]);
  });

  it("a hundred times at once, against redeeming, has one winner", async () => {
    const saleId = await newSale();
    const { token, holdId } = await holdUnit(saleId);
    const seen = await Promise.all(
      Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? release({ holdId }) : redeem(token, `o_${n}`))),
    );
    expect(seen.filter(({ status }) => status === 200)).toHaveLength(1);
    await moveClock(saleId, 4_000);
    const { free, sold, held } = await ledgerOf(saleId);
    expect([free + sold, held]).toEqual([10, 0]);
  });

  it.each([
    ["neither token nor hold", {}],
    ["both", { token: "a.b.c", holdId: "hold_x" }],
    ["another reason", { holdId: "hold_x", reason: "because" }],
  ])("with %s is 400", async (_, body) => {
    expect(refusalOf(await release(body))).toEqual([400, "request-invalid"]);
  });

  it.each(["hold_x", "dec_x_01ARZ3NDEKTSV4RRFFQ69G5FAV", "hold_never-made_01ARZ3NDEKTSV4RRFFQ69G5FAV", "💥"])(
    "the unknown hold %s is 404 hold-unknown",
    async (holdId) => {
      expect(refusalOf(await release({ holdId }))).toEqual([404, "hold-unknown"]);
    },
  );
});

describe("the end of a hold", () => {
  it("is half-open: redeemed a millisecond before, expired on the dot", async () => {
    const saleId = await newSale();
    const [early, late] = [await holdUnit(saleId, 1), await holdUnit(saleId, 2)];
    const expiresAtMs = async ({ decisionId }: { decisionId: string }) =>
      Date.parse((await decisionOf(decisionId)).allocation.expiresAt ?? "");
    const setClock = (atMs: number) =>
      runInDurableObject(saleStub(saleId), (sale) => {
        sale.clock = () => atMs;
      });
    await setClock((await expiresAtMs(early)) - 1);
    expect((await redeem(early.token)).status).toBe(200);
    await setClock(await expiresAtMs(late));
    expect(refusalOf(await redeem(late.token))).toEqual([409, "hold-expired"]);
  });

  it("is not undone by a clock that jumps back", async () => {
    const saleId = await newSale();
    const { token } = await holdUnit(saleId);
    await moveClock(saleId, HOLD_MS + 1000);
    expect(slugOf(await redeem(token))).toBe("hold-expired");
    await moveClock(saleId, 0);
    expect(slugOf(await redeem(token))).toBe("hold-expired");
  });

  it("comes by alarm where nobody calls, and frees the identity", async () => {
    const saleId = await newSale();
    await holdUnit(saleId);
    await moveClock(saleId, HOLD_MS + 1000);
    expect(await runDurableObjectAlarm(saleStub(saleId))).toBe(true);
    const states = () =>
      runInDurableObject(saleStub(saleId), (_, { storage }) =>
        storage.sql.exec("SELECT state, returns_at_ms IS NULL AS back FROM hold").toArray(),
      );
    expect(await states()).toEqual([{ state: "expired", back: 0 }]);
    await moveClock(saleId, HOLD_MS + 6000);
    expect(await runDurableObjectAlarm(saleStub(saleId))).toBe(true);
    expect(await states()).toEqual([{ state: "expired", back: 1 }]);
    expect((await decided(saleId, BUYER)).allocation.status).toBe("held");
  });

  it("is not brought forward by an alarm that fires early, nor doubled by one that fires twice", async () => {
    const saleId = await newSale();
    await holdUnit(saleId);
    const alarm = () => runInDurableObject(saleStub(saleId), (sale) => sale.alarm());
    await alarm();
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, returning: 0, free: 9 });
    await moveClock(saleId, HOLD_MS + 6000);
    await Promise.all([alarm(), alarm()]);
    await moveClock(saleId, HOLD_MS + 12_000);
    await Promise.all([alarm(), alarm()]);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 0, free: 10 });
  });

  it("always has an alarm ahead of it, even after a restart", async () => {
    const saleId = await newSale();
    await holdUnit(saleId);
    const alarmAt = () => runInDurableObject(saleStub(saleId), (_, { storage }) => storage.getAlarm());
    expect(Number(await alarmAt())).toBeGreaterThan(Date.now() - 5_000);
    await runInDurableObject(saleStub(saleId), (_, { storage }) => storage.deleteAlarm());
    await evictDurableObject(saleStub(saleId));
    await ledgerOf(saleId);
    expect(Number(await alarmAt())).toBeGreaterThan(Date.now());
  });
});

describe("an object that is evicted after every step", () => {
  it("gives the same answers as one that is not", async () => {
    async function story(evict: boolean) {
      const saleId = await newSale({ units: 3 });
      const rest = async () => (evict ? await evictDurableObject(saleStub(saleId)) : undefined);
      const seen: unknown[] = [];
      const key = crypto.randomUUID();
      await rest();
      const first = await checkout(saleId, BUYER, { key });
      await rest();
      const replay = await checkout(saleId, BUYER, { key });
      await rest();
      const second = await holdUnit(saleId, 2);
      await rest();
      const sold = await redeem(String(first.json.allowToken));
      await rest();
      const spent = await redeem(String(first.json.allowToken));
      await rest();
      const released = await release({ holdId: second.holdId });
      await rest();
      const denied = await decided(saleId, BUYER);
      await rest();
      const verified = await siteverify({ secret: shopKey(), response: String(first.json.allowToken) });
      await rest();
      const { returning, free, ...ledger } = await ledgerOf(saleId);
      seen.push(first.status, replay.text === first.text, sold.status, slugOf(spent), released.json, free + returning);
      seen.push(denied.reasons, denied.buyer, verified.success, ledger.sold, ledger.attempts, ledger.verdicts);
      return seen;
    }
    expect(await story(true)).toEqual(await story(false));
  });
});
