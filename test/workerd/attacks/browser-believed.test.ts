import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { visitsObjectName } from "../../../src/domain/ids.ts";
import { BEGUN_NETWORKS_MAX } from "../../../src/domain/limits.ts";
import { validSignals } from "../../domain/signals/client/valid-signals.ts";
import { browserOrderOf, checkoutOf } from "../../support/fixtures.ts";
import { callWith } from "../support/call-with.ts";
import { call, migrateDatabase, type Seen, slugOf } from "../support/deployment.ts";
import { accountToken, olderVisit, takeApart } from "../support/forge.ts";
import { type CheckoutAnswer, decided, decisionOf, moveClock, newSale, visitTo } from "../support/shopping.ts";
import { visited } from "../support/visited.ts";

beforeAll(migrateDatabase);

const MINUTE_MS = 60_000;
const codesOf = ({ reasons }: CheckoutAnswer) => reasons.map(({ code }) => code);

async function fromBrowser(saleId: string, body: object): Promise<Seen> {
  const headers = { Origin: "https://shop-a.example", "CF-Connecting-IP": "203.0.113.7" };
  const order = { ...browserOrderOf(1), accountToken: await accountToken() };
  return await call(`/v1/sales/${saleId}/checkouts`, { body: { ...order, ...body }, shop: undefined, headers });
}

describe("a browser that claims what only a shop can know", () => {
  it.each(["store", "phone", "sms"])(
    "is refused as the channel %s, which has no visits and no signals",
    async (channel) => {
      const seen = await fromBrowser(await newSale({ clientSignals: "required" }), { channel });
      expect([seen.status, slugOf(seen), seen.json.errors]).toEqual([
        400,
        "request-invalid",
        [{ pointer: "/channel", detail: "must be web or app: a channel without a browser needs a shop key" }],
      ]);
    },
  );

  it.each<[string, object]>([
    ["/device", { device: { id: "dev_1" } }],
    ["/payment/fingerprint", { payment: { method: "upi", fingerprint: "pf_1" } }],
    ["/partnerId", { partnerId: "partner" }],
    ["/registrationId", { registrationId: "reg_1" }],
    ["/fulfilment", { fulfilment: { kind: "pickup", partnerId: "partner" } }],
    ["/account", { account: { id: "acc_1", createdAt: "2020-01-01T00:00:00Z", verified: ["email"] } }],
    ["/client", { client: { ip: "198.51.100.9" } }],
  ])("is refused with the member %s, by name", async (pointer, body) => {
    const seen = await fromBrowser(await newSale(), body);
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
    expect(seen.json.errors).toContainEqual({ pointer, detail: expect.any(String) });
  });

  it("buys as web or app with its visit, its signals, an address and a payment method", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    for (const channel of ["web", "app"]) {
      const token = await accountToken({ sub: `acc_${channel}` });
      const shippingAddress = { country: "IN", lines: [channel === "web" ? "1 North Street" : "9 South Road"] };
      const body = { ...(await visited(saleId)), channel, accountToken: token, shippingAddress };
      expect((await fromBrowser(saleId, body)).json).toMatchObject({ allocation: { status: "held" } });
    }
  });
});

const { observations } = validSignals();
const silent = { state: "absent" };
/** Of a buyer who pressed, moved and touched nothing. */
const SILENT = {
  v: 1,
  observations: { ...observations, pointer: silent, keys: silent, touch: silent, form: silent, rhythm: silent },
};

describe("signals that a sale requires", () => {
  it.each<[string, object]>([
    ["are an empty list", {}],
    ["lack one source", { ...observations, environment: undefined }],
    ["lack the page, which every browser can read", { ...observations, page: silent }],
    ["contradict themselves", { ...observations, keys: silent, pointer: silent }],
  ])("and that %s are missed, though a key proved them", async (_, made) => {
    const saleId = await newSale({ clientSignals: "required" });
    const signals = { v: 1, observations: JSON.parse(JSON.stringify(made)) };
    const answer = await decided(saleId, { ...checkoutOf(1), ...(await visited(saleId, { signals })) });
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", expect.arrayContaining(["SIGNALS_ABSENT"])]);
    expect(answer.allocation.status).toBe("none");
  });

  it("and that came without the proof are asked for, not refused", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    const { visitToken } = await visited(saleId);
    const answer = await decided(saleId, { ...checkoutOf(1), visitToken, signals: validSignals() });
    expect([answer.verdict, answer.buyer.next]).toEqual(["challenge", "verify"]);
    expect(codesOf(answer)).toEqual(expect.arrayContaining(["SIGNALS_ABSENT", "BROWSER_KEY_NOT_PROVED"]));
  });
});

describe("leaving the proof out", () => {
  it.each<[string, (saleId: string) => Promise<object>]>([
    ["cuts it off", async (saleId) => ({ ...(await visited(saleId)), signals: validSignals() })],
    ["sends a visit and no signals", async (saleId) => ({ visitToken: (await visited(saleId)).visitToken })],
    ["sends what cannot be read", async (saleId) => ({ ...(await visited(saleId)), signals: { v: 2 } })],
  ])("is never better than giving it: whoever %s works for it", async (_, sent) => {
    const saleId = await newSale();
    const answer = await decided(saleId, { ...checkoutOf(1), ...(await sent(saleId)) });
    expect([answer.verdict, codesOf(answer)]).toEqual([
      "challenge",
      expect.arrayContaining(["BROWSER_KEY_NOT_PROVED"]),
    ]);
    expect((await decided(saleId, { ...checkoutOf(2), ...(await visited(saleId)) })).verdict).toBe("allow");
  });
});

describe("leaving the visit out", () => {
  const silently = (saleId: string) => visited(saleId, { signals: SILENT });

  /** A sale that so many buyers with a visit have tried before. */
  async function saleWithVisits(buyers: number) {
    const saleId = await newSale({ units: 100 });
    for (let buyer = 10; buyer < 10 + buyers; buyer += 1) {
      expect((await decided(saleId, { ...checkoutOf(buyer), ...(await silently(saleId)) })).verdict).toBe("allow");
    }
    return saleId;
  }

  it.each<[string, (saleId: string) => Promise<object>]>([
    ["sends none", async () => ({})],
    ["sends signals alone", async (saleId) => ({ signals: (await visited(saleId)).signals })],
    [
      "sends one that has run out",
      async (saleId) => ({ visitToken: await olderVisit(await visitTo(saleId), 0, { exp: 1 }) }),
    ],
  ])("is never better than giving it with its proof: whoever %s works for it", async (_, sent) => {
    const saleId = await saleWithVisits(5);
    const answer = await decided(saleId, { ...checkoutOf(1), ...(await sent(saleId)) });
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", expect.arrayContaining(["VISIT_LEFT_OUT"])]);
    expect(answer.challenge?.kinds).toContain("proof_of_work");
    expect((await decided(saleId, { ...checkoutOf(2), ...(await silently(saleId)) })).verdict).toBe("allow");
  });

  it("is nothing where the shop has no SDK, so that nobody has a visit", async () => {
    const saleId = await newSale({ units: 100 });
    for (const buyer of [1, 2, 3, 4, 5, 6, 7, 8])
      expect((await decided(saleId, checkoutOf(buyer))).verdict).toBe("allow");
  });

  it("does not beat those who have to see the opening before they buy", async () => {
    const saleId = await newSale({ opensAt: new Date(Date.now() + 60 * MINUTE_MS).toISOString() });
    await moveClock(saleId, 60 * MINUTE_MS + 500);
    const answer = await decided(saleId, checkoutOf(1));
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", expect.arrayContaining(["VISIT_LEFT_OUT"])]);
  });
});

describe("a retry visit", () => {
  /** What a throw-away checkout leaves behind, of a visit as long ago as given. */
  async function burned(saleId: string, earlierMs: number) {
    const visit = await visited(saleId, { earlierMs });
    const { retryVisitToken } = await decided(saleId, { ...checkoutOf(1), ...visit, payment: { method: "cash" } });
    return { visitToken: retryVisitToken, signals: visit.signals };
  }

  it.each<[string, object]>([
    ["another account", { ...checkoutOf(2), device: checkoutOf(1).device }],
    ["the same account on another device", { ...checkoutOf(1), device: { id: "dev_other" } }],
    ["the same account without its device", { ...checkoutOf(1), device: undefined }],
  ])("is of no use to %s", async (_, order) => {
    const saleId = await newSale();
    const answer = await decided(saleId, { ...order, ...(await burned(saleId, MINUTE_MS)) });
    expect([answer.verdict, codesOf(answer)]).toEqual([
      "challenge",
      expect.arrayContaining(["VISIT_FORGED", "VISIT_INVALID"]),
    ]);
  });

  it("serves whoever tried first", async () => {
    const saleId = await newSale();
    expect((await decided(saleId, { ...checkoutOf(1), ...(await burned(saleId, MINUTE_MS)) })).verdict).toBe("allow");
  });

  it("does not skip the time that a page takes to read", async () => {
    const saleId = await newSale();
    await moveClock(saleId, 0);
    const answer = await decided(saleId, { ...checkoutOf(1), ...(await burned(saleId, 0)) });
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", expect.arrayContaining(["CHECKOUT_TOO_FAST"])]);
  });
});

describe("a visit that was harvested before the opening", () => {
  const HOUR_MS = 60 * MINUTE_MS;
  /** Spends a visit of now, so long after the opening in an hour. */
  async function spentAfterOpening(afterMs: number) {
    const opensAtMs = Date.now() + HOUR_MS;
    const saleId = await newSale({ opensAt: new Date(opensAtMs).toISOString() });
    const visit = await visited(saleId, { earlierMs: MINUTE_MS });
    await moveClock(saleId, opensAtMs + afterMs - Date.now());
    return await decided(saleId, { ...checkoutOf(1), ...visit });
  }

  it("counts from the opening, and buys nothing in its first moment", async () => {
    const answer = await spentAfterOpening(160);
    expect([answer.verdict, codesOf(answer)]).toEqual(["challenge", ["VISIT_HARVESTED"]]);
    expect(answer.challenge?.kinds).toContain("proof_of_work");
    const { signals, history } = await decisionOf(answer.decisionId);
    expect(Number(signals["visit.elapsed_ms"])).toBeLessThan(800);
    expect(Number(history["visit.before_opening_ms"])).toBeGreaterThan(HOUR_MS);
  });

  it("is an honest buyer's who saw the opening and took a second", async () => {
    expect((await spentAfterOpening(1_500)).verdict).toBe("allow");
  });

  it("keeps its own start where it was begun in the open sale", async () => {
    const saleId = await newSale();
    const visitToken = await olderVisit(await visitTo(saleId), MINUTE_MS);
    const { decisionId } = await decided(saleId, { ...checkoutOf(1), visitToken });
    const { signals, history } = await decisionOf(decisionId);
    expect(Number(signals["visit.elapsed_ms"])).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(history).not.toHaveProperty("visit.before_opening_ms");
  });
});

describe("a shop's backend that leaves everything out", () => {
  it.each(["web", "app", "store", "sms", "phone"])(
    "is asked on the channel %s for something to know the buyer by",
    async (channel) => {
      const bare = {
        account: { id: "acc_bare" },
        fulfilment: { kind: "pickup", partnerId: "partner" },
        payment: { method: "upi" },
        quantity: 1,
        channel,
      };
      const saleId = await newSale();
      const answer = await decided(saleId, bare);
      expect([answer.verdict, codesOf(answer)]).toEqual([
        "challenge",
        expect.arrayContaining(["ACCOUNT_WITHOUT_KEYS"]),
      ]);
      const known = await decided(saleId, { ...bare, account: { id: "acc_known", phone: "+919810000001" } });
      expect(codesOf(known)).not.toContain("ACCOUNT_WITHOUT_KEYS");
    },
  );
});

describe("a free visit", () => {
  /** Lets accounts of a farm buy one after another, each with a visit, a key and everything else of its own. */
  async function farm(accounts: number, visitOf: (saleId: string, buyer: number) => Promise<object>) {
    const saleId = await newSale({ units: 100, clientSignals: "required" });
    const answers: CheckoutAnswer[] = [];
    for (let buyer = 1; buyer <= accounts; buyer += 1) {
      answers.push(await decided(saleId, { ...checkoutOf(buyer), ...(await visitOf(saleId, buyer)) }));
    }
    return answers;
  }

  it("without a key, a move or a tap is of a crowd that is counted", async () => {
    const answers = await farm(22, (saleId) => visited(saleId, { signals: SILENT }));
    const [first, last] = [answers.at(0), answers.at(-1)];
    expect(first && codesOf(first)).not.toContain("INPUT_ABSENT_IN_CROWD");
    expect(last && [last.verdict, codesOf(last)]).toEqual([
      "challenge",
      expect.arrayContaining(["INPUT_ABSENT_IN_CROWD"]),
    ]);
  });

  it("with the figures of a template is known by them, though each claims another rhythm", async () => {
    const answers = await farm(5, (saleId, buyer) => {
      const gapsMs = Array.from({ length: 10 }, (_, gap) => 40 + ((gap * 37 * buyer) % 400));
      const signals = { v: 1, observations: { ...observations, rhythm: { state: "ok", value: { gapsMs } } } };
      return visited(saleId, { signals });
    });
    const [first, last] = [answers.at(0), answers.at(-1)];
    expect(first && codesOf(first)).not.toContain("PAYLOAD_REPEATED");
    expect(last && [last.verdict, codesOf(last)]).toEqual(["review", expect.arrayContaining(["PAYLOAD_REPEATED"])]);
  });

  it.each([
    ["of IPv4", () => "203.0.113.7"],
    ["of IPv6, whatever of its /64 it sends from", (buyer: number) => `2001:db8:1:2::${buyer.toString(16)}`],
  ])("begun at one network address %s counts with the others from there", async (_, addressOf) => {
    const answers = await farm(22, (saleId, buyer) =>
      visited(saleId, { headers: { "CF-Connecting-IP": addressOf(buyer) } }),
    );
    const last = answers.at(-1);
    expect(last && codesOf(last)).not.toEqual([]);
    const { history } = await decisionOf(last?.decisionId ?? "");
    expect(history).toMatchObject({ "population.network_accounts": 21, "population.neighbourhood_accounts": 21 });
    expect(answers.flatMap(codesOf)).toContain("NETWORK_MANY_ACCOUNTS");
  });
});

describe("visits that are begun and thrown away", () => {
  /** Begins visits of a sale all at once, and waits until they are counted. */
  async function beginVisits(saleId: string, count: number, addressOf: (nth: number) => string) {
    const begun = Array.from({ length: count }, (_, nth) =>
      callWith({}, `/v1/sales/${saleId}/visits`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "CF-Connecting-IP": addressOf(nth) },
        body: "{}",
      }),
    );
    for (const { status } of await Promise.all(begun)) expect(status).toBe(200);
  }

  it.each<[string, (nth: number) => string, object]>([
    ["one IPv4 address", () => "198.51.100.7", { "visit.network_begun": 200, "visit.block_begun": 200 }],
    ["one /64", (nth) => `2001:db8:7:7::${nth.toString(16)}`, { "visit.network_begun": 200, "visit.block_begun": 200 }],
    ["one /48", (nth) => `2001:db8:8:${nth.toString(16)}::1`, { "visit.block_begun": 200 }],
    ["one /24", (nth) => `192.0.2.${nth}`, { "visit.block_begun": 200 }],
  ])("are counted by %s, and the one that is used says so", async (_, addressOf, counted) => {
    const saleId = await newSale();
    await beginVisits(saleId, 200, addressOf);
    const visit = await visited(saleId, { headers: { "CF-Connecting-IP": addressOf(1) } });
    const answer = await decided(saleId, { ...checkoutOf(1), ...visit });
    const { signals } = await decisionOf(answer.decisionId);
    const begun = Object.entries(signals).filter(([name]) => /^visit\.(network|block)_begun$/.test(name));
    expect(Object.fromEntries(begun)).toEqual(counted);
    const isMachine = "visit.network_begun" in counted;
    expect(codesOf(answer)).toEqual(isMachine ? ["NETWORK_MANY_VISITS"] : []);
    expect(answer.challenge?.kinds.includes("proof_of_work")).toBe(isMachine ? true : undefined);
  });

  it("say nothing of who began a few, and nothing of anybody to whom the token is shown", async () => {
    const saleId = await newSale();
    await beginVisits(saleId, 200, () => "198.51.100.8");
    const visit = await visited(saleId, { headers: { "CF-Connecting-IP": "203.0.113.77" } });
    const answer = await decided(saleId, { ...checkoutOf(1), ...visit });
    const { signals } = await decisionOf(answer.decisionId);
    expect(Object.keys(signals).filter((name) => name.includes("_begun"))).toEqual([]);
    expect(answer.verdict).toBe("allow");
    expect(Object.keys(JSON.parse(takeApart(visit.visitToken).payload))).not.toContain("begun");
  });

  it("are counted for a day after the last one, and of a flood of networks those that began many stay", async () => {
    const stub = env.VISITS.getByName(visitsObjectName(`flooded-${crypto.randomUUID()}`));
    await stub.count(300, [["e1.harvester", 300]]);
    const others = Array.from({ length: BEGUN_NETWORKS_MAX + 1 }, (_, nth) => [`e1.${nth}`, 1] as const);
    for (let at = 0; at < others.length; at += 20_000) await stub.count(20_000, others.slice(at, at + 20_000));
    expect(await stub.counts()).toMatchObject({ visitsOf: new Map([["e1.harvester", 300]]) });
    const rows = () =>
      runInDurableObject<Rpc.DurableObjectBranded, number>(stub, (_, { storage }) => storage.sql.databaseSize);
    const full = await rows();
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await rows()).toBe(full);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await stub.counts()).toEqual({ total: 0, visitsOf: new Map() });
    expect(await rows()).toBeLessThan(full);
  });
});

describe("units that are picked up at one partner", () => {
  it("are counted for rules", async () => {
    const saleId = await newSale();
    const order = (buyer: number) => {
      const { shippingAddress: _address, ...rest } = checkoutOf(buyer);
      return { ...rest, channel: "store", fulfilment: { kind: "pickup", partnerId: "partner-7" } };
    };
    for (const buyer of [1, 2, 3]) expect((await decided(saleId, order(buyer))).allocation.status).toBe("held");
    const { history } = await decisionOf((await decided(saleId, order(4))).decisionId);
    expect(history["pickup.units_in_sale"]).toBe(3);
  });
});
