import { beforeAll, describe, expect, it } from "vitest";
import { settleChallengeAnswer } from "../../../src/wire/checkout.ts";
import { browserOrderOf, checkoutOf } from "../../support/fixtures.ts";
import { newBrowserKey } from "../support/browser-key.ts";
import { call, migrateDatabase, type Seen } from "../support/deployment.ts";
import { accountToken } from "../support/forge.ts";
import { type CheckoutAnswer, decided, holdUnit, ledgerOf, newSale, redeem, release } from "../support/shopping.ts";
import { visited } from "../support/visited.ts";

beforeAll(migrateDatabase);

const VICTIM = 1;
const codesOf = ({ reasons }: CheckoutAnswer) => reasons.map(({ code }) => code);
const limitsOf = (answer: CheckoutAnswer) => codesOf(answer).filter((code) => code.startsWith("LIMIT_"));

/** The n-th buyer with another mailbox or telephone, which the shop verified or did not. */
function withContact(buyer: number, contact: { email?: string; phone?: string }, verified: string[]) {
  return { ...checkoutOf(buyer), account: { ...checkoutOf(buyer).account, ...contact, verified } };
}

/** Has the shop ask who the buyer of an answer is, and tries again with the buyer's answer. */
async function answered(saleId: string, order: object, { challenge }: CheckoutAnswer): Promise<CheckoutAnswer> {
  const settled = await call(`/v1/sales/${saleId}/challenges/${challenge?.id}`, { body: { kind: "shop_otp" } });
  return await decided(saleId, { ...order, challengeToken: settleChallengeAnswer.parse(settled.json).challengeToken });
}

/** Holds as a buyer who shows who they are, where they are asked. */
async function heldByShowing(saleId: string, order: object): Promise<CheckoutAnswer> {
  return await answered(saleId, order, await decided(saleId, order));
}

describe("a mailbox that a stranger names in another spelling, and has not verified", () => {
  const MINE = withContact(VICTIM, { email: "victim.one@gmail.com" }, ["email"]);
  const SAID = withContact(7, { email: "Vic.Tim.One+sale@googlemail.com" }, ["phone"]);

  it.each([
    ["holds", async () => undefined],
    ["has bought", (token: string) => redeem(token)],
  ])("leaves its owner a unit, though the stranger %s", async (_, goOn) => {
    const saleId = await newSale();
    await goOn((await holdUnit(saleId, 7, SAID)).token);
    const answer = await decided(saleId, MINE);
    expect([answer.verdict, answer.allocation.status]).toEqual(["allow", "held"]);
  });

  it("gets the stranger nothing once its owner has bought: the stranger is asked, and another proof is none", async () => {
    const saleId = await newSale();
    await redeem((await holdUnit(saleId, VICTIM, MINE)).token);
    const first = await decided(saleId, SAID);
    expect([first.verdict, first.allocation.status, codesOf(first)[0]]).toEqual(["deny", "none", "MAILBOX_UNPROVED"]);
    expect([first.buyer.code, first.buyer.next, first.challenge?.kinds]).toEqual(["verify", "verify", ["shop_otp"]]);
    expect((await answered(saleId, SAID, first)).allocation.status).toBe("none");
    expect(await ledgerOf(saleId)).toMatchObject({ sold: 1, held: 0 });
  });

  it("is asked of its owner, too, whose shop has not verified it, and let through as soon as it has", async () => {
    const saleId = await newSale();
    await holdUnit(saleId, 7, SAID);
    const asked = await decided(saleId, withContact(VICTIM, { email: "victim.one@gmail.com" }, []));
    expect([asked.allocation.status, asked.buyer.next]).toEqual(["none", "verify"]);
    expect((await answered(saleId, MINE, asked)).allocation.status).toBe("held");
  });

  it("is no way around one mailbox, one buyer: spellings that nobody verified get one unit together", async () => {
    const saleId = await newSale();
    for (let buyer = 1; buyer <= 4; buyer++) {
      await decided(saleId, withContact(buyer, { email: `alias+${buyer}@gmail.com` }, ["phone"]));
    }
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1 });
  });

  it("that is verified twice is one buyer's, who alone hears why", async () => {
    const saleId = await newSale();
    await holdUnit(saleId, VICTIM, MINE);
    const again = await decided(saleId, withContact(2, { email: "victimone+2@gmail.com" }, ["email"]));
    expect([again.verdict, codesOf(again)[0], again.buyer.code]).toEqual(["deny", "MAILBOX_SHARED", "limit_reached"]);
    expect(again.buyer.message).toMatch(/your e-mail address/);
  });
});

describe("a telephone number that three strangers name and hold with", () => {
  const { phone } = checkoutOf(VICTIM).account;

  /** A sale with three holds of strangers who name the victim's number; the second and third had to answer. */
  async function named(): Promise<string> {
    const saleId = await newSale();
    await holdUnit(saleId, 7, withContact(7, { phone }, ["email"]));
    for (const buyer of [8, 9]) {
      const { allocation } = await heldByShowing(saleId, withContact(buyer, { phone }, ["email"]));
      expect(allocation.status).toBe("held");
    }
    return saleId;
  }

  it("asks its owner and refuses nothing", async () => {
    const saleId = await named();
    const asked = await decided(saleId, checkoutOf(VICTIM));
    expect([asked.verdict, codesOf(asked)[0]]).toEqual(["challenge", "PHONE_SHARED"]);
    expect((await answered(saleId, checkoutOf(VICTIM), asked)).allocation.status).toBe("held");
  });

  it("gets a fourth stranger nothing without the number's proof", async () => {
    const saleId = await named();
    const order = withContact(10, { phone }, ["email"]);
    const answer = await heldByShowing(saleId, order);
    expect([answer.verdict, codesOf(answer)[0], answer.buyer.code]).toEqual(["deny", "PHONE_UNPROVED", "verify"]);
  });
});

describe("two holds of a stranger that nobody paid", () => {
  /** Lets two holds go that name something of the victim's. */
  async function letGo(saleId: string, named: object, buyer = 7): Promise<void> {
    for (let times = 0; times < 2; times++) {
      await release({ holdId: (await holdUnit(saleId, buyer, named)).holdId });
    }
  }

  it.each([
    ["device", { device: checkoutOf(VICTIM).device }],
    ["payment", { payment: checkoutOf(VICTIM).payment }],
  ])("and that name a victim's %s make it asked and not wait", async (_, named) => {
    const saleId = await newSale();
    await letGo(saleId, named);
    const asked = await decided(saleId, checkoutOf(VICTIM));
    expect([asked.verdict, codesOf(asked)]).toEqual(["challenge", expect.arrayContaining(["HOLDS_UNPAID_BY_LINKED"])]);
    expect((await answered(saleId, checkoutOf(VICTIM), asked)).allocation.status).toBe("held");
  });

  it.each([
    ["mailbox", { email: checkoutOf(VICTIM).account.email }, ["phone"]],
    ["telephone", { phone: checkoutOf(VICTIM).account.phone }, ["email"]],
  ])("and that name a victim's %s are not the victim's", async (_, contact, verified) => {
    const saleId = await newSale();
    await letGo(saleId, withContact(7, contact, verified));
    expect((await decided(saleId, checkoutOf(VICTIM))).verdict).toBe("allow");
  });

  it("and that name a victim's address are not the victim's", async () => {
    const saleId = await newSale();
    await letGo(saleId, { shippingAddress: checkoutOf(VICTIM).shippingAddress });
    expect((await decided(saleId, checkoutOf(VICTIM))).verdict).toBe("allow");
  });

  it("make the stranger wait", async () => {
    const saleId = await newSale();
    await letGo(saleId, { device: checkoutOf(VICTIM).device });
    const answer = await decided(saleId, checkoutOf(7));
    expect([answer.verdict, codesOf(answer)[0], answer.buyer.next]).toEqual(["deny", "HOLDS_UNPAID", "wait"]);
  });

  it.each([
    ["mailbox", { email: checkoutOf(7).account.email }, ["email"]],
    ["telephone", { phone: checkoutOf(7).account.phone }, ["phone"]],
  ])("make another account wait that proved the same %s", async (_, contact, verified) => {
    const saleId = await newSale();
    await letGo(saleId, checkoutOf(7));
    const answer = await decided(saleId, withContact(8, contact, verified));
    expect([answer.verdict, codesOf(answer)[0]]).toEqual(["deny", "HOLDS_UNPAID"]);
  });

  it("make another account wait that comes with the same browser's key, and none with a key of its own", async () => {
    const saleId = await newSale();
    const key = await newBrowserKey();
    for (let times = 0; times < 2; times++) {
      await release({ holdId: (await holdUnit(saleId, 7, await visited(saleId, { key }))).holdId });
    }
    const same = await decided(saleId, { ...checkoutOf(8), ...(await visited(saleId, { key })) });
    expect([same.verdict, codesOf(same)[0]]).toEqual(["deny", "HOLDS_UNPAID"]);
    expect((await decided(saleId, { ...checkoutOf(9), ...(await visited(saleId)) })).verdict).toBe("allow");
  });
});

describe("a limit that strangers have filled by naming what is a victim's", () => {
  const { device, payment, shippingAddress } = checkoutOf(VICTIM);
  const KEYS: [string, object][] = [
    ["DEVICE", { device }],
    ["HOUSEHOLD", { shippingAddress }],
    ["PAYMENT", { payment }],
  ];
  const LIMITS = { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 };

  it.each(KEYS)("%s refuses nobody without a way to show who they are", async (key, named) => {
    const saleId = await newSale({ limits: LIMITS });
    await holdUnit(saleId, 7, named);
    const asked = await decided(saleId, checkoutOf(VICTIM));
    expect([limitsOf(asked), asked.allocation.status]).toEqual([[`LIMIT_${key}`], "none"]);
    expect([asked.buyer.next, asked.challenge?.kinds]).toEqual(["verify", ["shop_otp"]]);
    expect((await answered(saleId, checkoutOf(VICTIM), asked)).allocation.status).toBe("held");
  });

  it.each(KEYS)("%s gets whoever does not show who they are nothing", async (_, named) => {
    const saleId = await newSale({ limits: LIMITS });
    await holdUnit(saleId, 7, named);
    for (const buyer of [8, 9, 10]) await decided(saleId, { ...checkoutOf(buyer), ...named });
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1 });
  });

  it.each(KEYS)("%s holds among those who show who they are, too, who hear no more of it", async (key, named) => {
    const saleId = await newSale({ limits: LIMITS });
    await holdUnit(saleId, 7, named);
    const orders = [8, 9, 10].map((buyer) => ({ ...checkoutOf(buyer), ...named }));
    const seen: unknown[] = [];
    for (const order of orders) {
      const answer = await heldByShowing(saleId, order);
      seen.push([answer.allocation.status, limitsOf(answer), answer.challenge]);
    }
    const refused = ["none", [`LIMIT_${key}`], undefined];
    expect(seen).toEqual([["held", [], undefined], refused, refused]);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 2 });
  });

  it.each(KEYS.slice(1))("%s is full for everybody once it was paid for", async (key, named) => {
    const saleId = await newSale({ limits: LIMITS });
    await redeem((await holdUnit(saleId, 7, named)).token);
    const answer = await heldByShowing(saleId, { ...checkoutOf(8), ...named });
    expect([answer.verdict, limitsOf(answer)]).toEqual(["deny", [`LIMIT_${key}`]]);
  });

  it("DEVICE does not meet the browser that proves another key, though the stranger has bought", async () => {
    const saleId = await newSale();
    await redeem((await holdUnit(saleId, 7, { ...(await visited(saleId)), device })).token);
    const order = { ...checkoutOf(VICTIM), ...(await visited(saleId)) };
    const asked = await decided(saleId, order);
    expect([asked.verdict, codesOf(asked)]).toEqual(["challenge", ["DEVICE_TRIED_BY_OTHERS"]]);
  });

  it("DEVICE is full for every account of one browser's key", async () => {
    const saleId = await newSale();
    const key = await newBrowserKey();
    await holdUnit(saleId, 7, { ...(await visited(saleId, { key })), device });
    const answer = await decided(saleId, { ...checkoutOf(8), ...(await visited(saleId, { key })), device });
    expect([answer.verdict, codesOf(answer)]).toEqual([
      "deny",
      expect.arrayContaining(["LIMIT_DEVICE", "DEVICE_SHARED"]),
    ]);
    expect([answer.buyer.code, answer.buyer.next, answer.challenge]).toEqual([
      "limit_reached",
      "see_orders",
      undefined,
    ]);
  });
});

describe("an address that a stranger writes a little otherwise", () => {
  it("makes its household asked, never refused", async () => {
    const saleId = await newSale();
    const { shippingAddress } = checkoutOf(VICTIM);
    await holdUnit(saleId, 7, {
      shippingAddress: { ...shippingAddress, lines: ["Flat 1, Sea View", "1 North Streat"] },
    });
    const asked = await decided(saleId, checkoutOf(VICTIM));
    expect([asked.verdict, codesOf(asked)[0]]).toEqual(["challenge", "ADDRESS_SECOND_SPELLING"]);
    expect((await answered(saleId, checkoutOf(VICTIM), asked)).allocation.status).toBe("held");
  });
});

describe("what a browser hears of a limit", () => {
  const { device, payment, shippingAddress, account } = checkoutOf(VICTIM);

  it("is the same for every limit, and names neither what it counts nor how many there are", async () => {
    const heard = new Set<string>();
    for (const [buyer, perHousehold] of [
      [{ device }, 1],
      [{ payment }, 1],
      [{ shippingAddress }, 1],
      [{ shippingAddress }, 2],
      [{ account }, 1],
    ] as const) {
      const saleId = await newSale({ limits: { perAccount: 1, perDevice: 1, perHousehold, perPayment: 1 } });
      await holdUnit(saleId, VICTIM);
      const second = { ...checkoutOf(2), shippingAddress };
      if (perHousehold === 2) await holdUnit(saleId, 2, second);
      const answer = await decided(saleId, { ...checkoutOf(9), ...buyer });
      expect(limitsOf(answer)).toHaveLength(1);
      heard.add(`${answer.buyer.code} ${answer.buyer.message}`);
    }
    expect(heard.size).toBe(1);
    expect([...heard][0]).not.toMatch(/device|address|household|payment|account|\d/i);
  });

  async function fromBrowser(saleId: string): Promise<Seen> {
    const headers = { Origin: "https://shop-a.example", "CF-Connecting-IP": "203.0.113.7" };
    const order = { ...browserOrderOf(9), shippingAddress, accountToken: await accountToken() };
    return await call(`/v1/sales/${saleId}/checkouts`, { body: order, shop: undefined, headers });
  }

  it("is the same in form whether a neighbour holds or has bought", async () => {
    const [held, sold] = await Promise.all(
      [false, true].map(async (isSold) => {
        const saleId = await newSale({ limits: { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 } });
        const { token } = await holdUnit(saleId, VICTIM);
        if (isSold) await redeem(token);
        const { challenge, ...answer } = (await fromBrowser(saleId)).json;
        return { ...answer, challenge: Object.keys(Object(challenge)) };
      }),
    );
    expect(held).toEqual(sold);
    expect(held).toMatchObject({
      buyer: { code: "limit_reached", next: "verify" },
      challenge: ["id", "kinds", "expiresAt"],
    });
  });
});
