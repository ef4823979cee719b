import { beforeAll, describe, expect, it } from "vitest";
import { ORDER_STATES } from "../../src/domain/order/order.ts";
import { placedOrder } from "../../src/wire/order.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { type Call, call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";
import { newPartnerKey, OURS, partnerOf, putPartners } from "./support/partners.ts";
import { holdUnit, moveClock, newSale, redeem } from "./support/shopping.ts";
import { callAs, STAFF } from "./support/staff.ts";

/** An order, and what its buyer knows of it. */
type Placed = {
  readonly saleId: string;
  readonly orderId: string;
  readonly decisionId: string;
  readonly code: string;
  readonly receipt: string;
};

const { shippingAddress } = checkoutOf(1);
const DEPOSIT = { amountMinor: 100_000, currency: "INR" };
const REST = { amountMinor: 1_299_900, currency: "INR" };
const DAY_MS = 86_400_000;

async function place(terms: object, buyer: object = {}, more: object = {}): Promise<Placed> {
  const saleId = await newSale(terms);
  const { token, decisionId } = await holdUnit(saleId, 1, buyer);
  const orderId = "ord-1";
  const { collect, receipt } = placedOrder.parse((await redeem(token, orderId, more)).json.order);
  return { saleId, orderId, decisionId, code: collect?.code ?? "000000", receipt };
}
const sent = () => place({});
const collectedAtNorth = (terms: object = {}, more: object = {}) =>
  place(
    { collectWithinDays: 1, ...terms },
    { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId: "north" } },
    more,
  );

/** Every state that an order can be in, of those that are sent and of those that are collected, and how it comes there. */
const STATES = {
  "paid, to be sent": sent,
  dispatched: async () => await moved(await sent(), "dispatch"),
  "paid, to be collected": () => collectedAtNorth(),
  booked: () => collectedAtNorth({ deposit: DEPOSIT }, { paid: DEPOSIT }),
  ready: async () => await moved(await collectedAtNorth(), "ready"),
  collected: async () => await moved(await collectedAtNorth(), "collect"),
  lapsed: async () => {
    const placed = await collectedAtNorth();
    await moveClock(placed.saleId, 2 * DAY_MS);
    return placed;
  },
  cancelled: async () => await moved(await collectedAtNorth(), "cancel for the shop"),
} as const;
type State = keyof typeof STATES;

/** Every move, as a call that says all that it has to. */
const MOVES = {
  dispatch: () => ["dispatch", { shippingAddress }],
  ready: () => ["ready", {}],
  collect: ({ code }: Placed) => ["collect", { code, paid: REST }],
  "cancel for the buyer": () => ["cancel", { by: "buyer", reason: "Asked.", units: "return" }],
  "cancel for the shop": () => ["cancel", { by: "shop", reason: "Broken.", units: "return" }],
  "cancel for payment": () => ["cancel", { by: "payment", reason: "Reversed.", units: "withdraw" }],
  "cancel for fraud": ({ decisionId }: Placed) => [
    "cancel",
    { by: "fraud", reason: "A farm.", units: "withdraw", decisionId },
  ],
} as const satisfies { readonly [move: string]: (placed: Placed) => readonly [step: string, body: object] };
type Move = keyof typeof MOVES;

async function tried(placed: Placed, move: Move, as: Call): Promise<Seen> {
  const [step, body] = MOVES[move](placed);
  return await call(`/v1/sales/${placed.saleId}/orders/${placed.orderId}/${step}`, { ...as, body });
}

async function moved(placed: Placed, move: Move): Promise<Placed> {
  expect((await tried(placed, move, {})).status).toBe(200);
  return placed;
}

function keysOf<Key extends string>(table: { readonly [key in Key]: unknown }): Key[] {
  const isKey = (key: string): key is Key => key in table;
  return Object.keys(table).filter(isKey);
}

/** What comes of a move in each state: the state that the order is in then, or the code of the refusal. */
type Outcomes = { readonly [state in State]: string };
const always = (outcome: string): Outcomes => ({
  "paid, to be sent": outcome,
  dispatched: outcome,
  "paid, to be collected": outcome,
  booked: outcome,
  ready: outcome,
  collected: outcome,
  lapsed: outcome,
  cancelled: outcome,
});
const ENDED = {
  dispatched: "order-dispatched",
  collected: "order-collected",
  lapsed: "order-lapsed",
  cancelled: "order-cancelled",
} as const;
const CANCELLED: Outcomes = { ...always("cancelled"), ...ENDED };
const HANDED_OVER: Outcomes = { ...always("collected"), ...ENDED, "paid, to be sent": "fulfilment-differs" };

type OutcomesOfMoves = { readonly [move in Move]: Outcomes };
/** Of somebody who may do nothing of it, but for what is said. */
const refused = (outcome: string, but: Partial<OutcomesOfMoves> = {}): OutcomesOfMoves => ({
  dispatch: always(outcome),
  ready: always(outcome),
  collect: always(outcome),
  "cancel for the buyer": always(outcome),
  "cancel for the shop": always(outcome),
  "cancel for payment": always(outcome),
  "cancel for fraud": always(outcome),
  ...but,
});
const cancels = (outcomes: Outcomes) => ({
  "cancel for the buyer": outcomes,
  "cancel for the shop": outcomes,
  "cancel for payment": outcomes,
});
const PERSON_WHO_CANCELS = refused("unauthorized", { ...cancels(CANCELLED), "cancel for fraud": CANCELLED });
const PERSON_WHO_DOES_NOT = refused("unauthorized", {
  ...cancels(always("forbidden")),
  "cancel for fraud": always("forbidden"),
});

const keyOf = { north: "", south: "" };
const bearer = (key: string, headers: Call["headers"] = {}): Call => ({
  shop: undefined,
  headers: { Authorization: `Bearer ${key}`, ...headers },
});
const member = async (who: keyof typeof STAFF): Promise<Call> => ({
  shop: undefined,
  headers: { "Cf-Access-Jwt-Assertion": await assertion(STAFF[who]) },
});

const CALLERS: readonly {
  readonly name: string;
  readonly as: () => Promise<Call> | Call;
  readonly outcomes: OutcomesOfMoves;
}[] = [
  {
    name: "the shop of the sale",
    as: () => ({}),
    outcomes: {
      dispatch: { ...always("fulfilment-differs"), ...ENDED, "paid, to be sent": "dispatched" },
      ready: { ...always("ready"), ...ENDED, "paid, to be sent": "fulfilment-differs" },
      collect: HANDED_OVER,
      ...cancels(CANCELLED),
      "cancel for fraud": always("forbidden"),
    },
  },
  {
    name: "another shop",
    as: () => ({ shop: "shop-b" }),
    outcomes: refused("sale-unknown", { "cancel for fraud": always("forbidden") }),
  },
  {
    name: "the partner at whose place it is collected",
    as: () => bearer(keyOf.north),
    outcomes: refused("unauthorized", {
      collect: { ...HANDED_OVER, "paid, to be sent": "order-unknown", dispatched: "order-unknown" },
    }),
  },
  {
    name: "another partner",
    as: () => bearer(keyOf.south),
    outcomes: refused("unauthorized", {
      collect: { ...always("wrong-place"), "paid, to be sent": "order-unknown", dispatched: "order-unknown" },
    }),
  },
  { name: "a buyer's browser", as: () => ({ shop: undefined }), outcomes: refused("unauthorized") },
  {
    name: "a page that holds the key of the shop",
    as: () => ({ headers: { Origin: "https://shop-a.example" } }),
    outcomes: refused("shop-key-in-browser"),
  },
  {
    name: "a page of another site that holds the key of the partner",
    as: () => bearer(keyOf.north, { Origin: "https://elsewhere.example" }),
    outcomes: refused("shop-key-in-browser", { collect: always("forbidden") }),
  },
  { name: "a person with the role trust", as: () => member("ana"), outcomes: PERSON_WHO_CANCELS },
  { name: "a person with the role admin", as: () => member("ben"), outcomes: PERSON_WHO_CANCELS },
  { name: "a person with the role brand", as: () => member("dee"), outcomes: PERSON_WHO_DOES_NOT },
  { name: "a program of the staff", as: () => member("checker"), outcomes: PERSON_WHO_DOES_NOT },
];

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  await putPartners(["north", "south"].map((id) => partnerOf(id)));
  keyOf.north = await newPartnerKey("north");
  keyOf.south = await newPartnerKey("south");
});

/** As its buyer reads it: all that a move can change. */
async function shown({ saleId, orderId, receipt }: Placed): Promise<string> {
  const seen = await call(`/v1/sales/${saleId}/orders/${orderId}/status`, {
    shop: undefined,
    key: "",
    body: { receipt },
  });
  return seen.text;
}

const outcomeOf = (seen: Seen) => (seen.status === 200 ? seen.json.state : slugOf(seen));
const isState = (outcome: string) => ORDER_STATES.some((state) => state === outcome);

describe.each(keysOf(STATES))("an order that is %s", (state) => {
  let kept: Placed;
  beforeAll(async () => {
    kept = await STATES[state]();
  });

  it.each(CALLERS)("is moved by $name as the table says, and by no refused call", async ({ as, outcomes }) => {
    const caller = await as();
    const before = await shown(kept);
    const got: { [move: string]: unknown } = {};
    for (const move of keysOf(MOVES)) {
      const placed = isState(outcomes[move][state]) ? await STATES[state]() : kept;
      got[move] = outcomeOf(await tried(placed, move, caller));
    }
    expect(got).toEqual(Object.fromEntries(keysOf(MOVES).map((move) => [move, outcomes[move][state]])));
    expect(await shown(kept)).toBe(before);
  });
});

describe("the appeal of an order", () => {
  const form = async (placed: Placed, who: keyof typeof STAFF, fields: object, headers: Call["headers"] = OURS) => {
    const body = new URLSearchParams({ orderId: placed.orderId, why: "Looked at again.", ...fields }).toString();
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    const seen = await callAs(who, `/console/sales/${placed.saleId}/orders/appeal`, {
      body,
      headers: { ...type, ...headers },
    });
    return seen.status;
  };
  const cancelledBy = async (who: "ana" | "ben") => {
    const placed = await sent();
    expect((await tried(placed, "cancel for fraud", await member(who))).status).toBe(200);
    return placed;
  };

  it.each([
    ["somebody else with the role trust", "ana", "upheld", 303],
    ["somebody else with the role trust", "ana", "rejected", 303],
    ["who cancelled it", "ben", "upheld", 409],
    ["who cancelled it", "ben", "rejected", 409],
    ["a person with the role brand", "dee", "upheld", 403],
    ["a program of the staff", "checker", "upheld", 403],
    ["somebody else with an outcome that is none", "ana", "open", 400],
  ] as const)("is decided by %s (%s, %s) with %i", async (_, who, outcome, status) => {
    const placed = await cancelledBy("ben");
    const before = await shown(placed);
    expect(await form(placed, who, { outcome })).toBe(status);
    expect((await shown(placed)) === before).toBe(status !== 303);
  });

  it("is decided once, and the same once more changes nothing", async () => {
    const placed = await cancelledBy("ben");
    expect(await form(placed, "ana", { outcome: "rejected" })).toBe(303);
    const decided = await shown(placed);
    expect(await form(placed, "ana", { outcome: "rejected" })).toBe(303);
    expect(await form(placed, "ana", { outcome: "upheld" })).toBe(409);
    expect(await shown(placed)).toBe(decided);
  });

  it("is decided from our own page alone, with a reason", async () => {
    const placed = await cancelledBy("ben");
    const elsewhere = { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" };
    expect(await form(placed, "ana", { outcome: "upheld" }, elsewhere)).toBe(403);
    expect(await form(placed, "ana", { outcome: "upheld", why: " " })).toBe(400);
  });

  it.each(keysOf(STATES))("is none of an order that is %s", async (state) => {
    expect(await form(await STATES[state](), "ana", { outcome: "upheld" })).toBe(409);
  });
});
