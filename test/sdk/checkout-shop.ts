import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { newPuzzle, verifyProofOfWork } from "../../src/platform/challenges/proof-of-work.ts";
import { random } from "../../src/platform/random.ts";
import type { TokenKeys } from "../../src/platform/tokens/token-keys.ts";
import { serveLocally } from "../support/local-server.ts";
import { SERVER_AHEAD_MS } from "./shop-server.ts";

/** An order as the shop's backend received it. */
export type ReceivedOrder = { readonly [name: string]: unknown };

/** What the shop's backend answers to one order. */
export type GivenAnswer = {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: object;
};

/** How the service says that the sale stands. */
export type GivenSale = {
  phase: string;
  pauseReason?: string;
  opensInMs: number;
  closesInMs: number;
  /** Of a sale that is drawn. */
  registrationClosesInMs?: number;
  drawInMs?: number;
};

/** A shop whose page is a `<fair-checkout>`, its backend, and a service with one sale and real puzzles, on one local port. */
export type CheckoutShop = {
  readonly origin: string;
  readonly sale: GivenSale;
  /** Answers to the next orders, in order; the last one stays. */
  readonly answers: GivenAnswer[];
  readonly orders: ReceivedOrder[];
  /** Bodies with which challenges were settled. */
  readonly settlements: ReceivedOrder[];
  /** Codes that its backend was given, and what it answers to the next ones. */
  readonly codes: ReceivedOrder[];
  readonly codeAnswers: GivenAnswer[];
  /** Site key of the service's widget, where it has one, which gives `for <challenge>`. */
  siteKey: string | undefined;
  /** Content-Security-Policy of the page. */
  policy: string | undefined;
  /** What the service says of the registration whose receipt it is shown. */
  registration: object;
  /** Receipts with which it was asked. */
  readonly receipts: string[];
  /** The shop's backend does not answer at all. */
  cut: boolean;
  readonly close: () => void;
};

export async function openCheckoutShop(files: ReadonlyMap<string, string>, keys: TokenKeys): Promise<CheckoutShop> {
  const sale: GivenSale = { phase: "open", opensInMs: -60_000, closesInMs: 3_600_000 };
  const shop: Omit<CheckoutShop, "origin" | "close"> = {
    sale,
    answers: [],
    orders: [],
    settlements: [],
    codes: [],
    codeAnswers: [],
    siteKey: undefined,
    policy: undefined,
    registration: {},
    receipts: [],
    cut: false,
  };
  const nowMs = () => Date.now() + SERVER_AHEAD_MS;
  const at = (ms: number) => new Date(nowMs() + ms).toISOString();

  async function answerTo(request: IncomingMessage): Promise<GivenAnswer> {
    const { url = "/" } = request;
    const challengeId = /^\/v1\/sales\/phone-1\/challenges\/([^/]+)$/.exec(url)?.[1];
    if (challengeId !== undefined) return await answerOfChallenge(shop, keys, { request, challengeId });
    if (url === "/confirm") {
      shop.codes.push(JSON.parse(await text(request)));
      return shop.codeAnswers.shift() ?? {};
    }
    if (url.endsWith("/visits")) {
      return { body: { visitToken: "visit-1", nonce: "nonce-1", serverTimeMs: nowMs(), expiresAt: at(600_000) } };
    }
    if (url === "/v1/sales/phone-1") {
      const { phase, pauseReason, opensInMs, closesInMs, registrationClosesInMs: untilMs, drawInMs } = sale;
      const times = { opensAt: at(opensInMs), closesAt: at(closesInMs), serverTimeMs: nowMs() };
      const registration =
        untilMs === undefined ? {} : { registration: { opensAt: at(-60_000), closesAt: at(untilMs) } };
      return {
        body: {
          phase,
          pauseReason,
          ...times,
          ...registration,
          ...(drawInMs === undefined ? {} : { draw: { drawAt: at(drawInMs) } }),
        },
      };
    }
    if (url === "/v1/sales/phone-1/registrations/status") {
      shop.receipts.push(String(JSON.parse(await text(request)).receipt));
      return { body: { serverTimeMs: nowMs(), pollAfterMs: 0, ...shop.registration } };
    }
    if (url === "/v1/sales/phone-1/registrations/decline") {
      shop.receipts.push(String(JSON.parse(await text(request)).receipt));
      shop.registration = { status: "turn_over" };
      return { body: { status: "declined" } };
    }
    if (url !== "/order") return { status: 404, body: {} };
    const order = await text(request);
    const isForm = request.headers["content-type"] === "application/x-www-form-urlencoded";
    shop.orders.push(isForm ? Object.fromEntries(new URLSearchParams(order)) : JSON.parse(order));
    return (shop.answers.length > 1 ? shop.answers.shift() : shop.answers[0]) ?? {};
  }

  const { origin, close } = await serveLocally(async (request, response) => {
    const { url = "/" } = request;
    if (url === "/") {
      if (shop.policy !== undefined) response.setHeader("content-security-policy", shop.policy);
      return response.setHeader("content-type", "text/html").end(PAGE);
    }
    const file = files.get(url);
    if (file !== undefined) return response.setHeader("content-type", "text/javascript").end(file);
    if (url === "/order" && shop.cut) return response.destroy();
    const { status = 200, headers = {}, body = {} } = await answerTo(request);
    return response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  return Object.assign(shop, { origin, close });
}

async function answerOfChallenge(
  shop: Pick<CheckoutShop, "siteKey" | "settlements">,
  keys: TokenKeys,
  { request, challengeId }: { readonly request: IncomingMessage; readonly challengeId: string },
): Promise<GivenAnswer> {
  if (request.method === "GET") {
    const expiresAtMs = Date.now() + 60_000;
    const proofOfWork = await newPuzzle(keys, { challengeId, expiresAtMs }, random);
    const turnstile = shop.siteKey === undefined ? {} : { turnstile: { siteKey: shop.siteKey } };
    return { body: { id: challengeId, expiresAt: new Date(expiresAtMs).toISOString(), proofOfWork, ...turnstile } };
  }
  const settlement = JSON.parse(await text(request));
  shop.settlements.push(settlement);
  const isSettled =
    settlement.kind === "turnstile"
      ? settlement.token === `for ${challengeId}`
      : (await verifyProofOfWork(keys, challengeId, String(settlement.solution))).ok;
  return isSettled ? { body: { challengeToken: "settled-1", retryVisitToken: "retry-1" } } : { status: 409, body: {} };
}

/** Answers of the service, as a shop passes them on. */
export const ANSWERS = {
  held: (leftMs: number) => ({
    body: {
      allocation: {
        status: "held",
        expiresAt: new Date(Date.now() + SERVER_AHEAD_MS + leftMs).toISOString(),
        quantity: 1,
      },
      buyer: { code: "held", message: "Yours for 5 minutes. Pay to keep it.", next: "pay" },
    },
  }),
  soldOut: {
    body: {
      allocation: { status: "sold_out", final: false },
      buyer: { code: "sold_out", message: "All units are taken right now.", next: "wait" },
    },
  },
  refused: {
    body: {
      allocation: { status: "none" },
      buyer: { code: "limit_reached", message: "This device already has an order in this sale.", next: "see_orders" },
    },
  },
  inReview: {
    body: {
      allocation: { status: "none" },
      buyer: { code: "in_review", message: "We are having a person look at this order.", next: "wait_for_shop" },
    },
  },
  challenged: (kinds: readonly string[]) => ({
    body: {
      allocation: { status: "none" },
      buyer: { code: "verify", message: "One more step: confirm that it is you, then try again.", next: "verify" },
      challenge: { id: "chl_phone-1_01JD0000000000000000000000", kinds },
      retryVisitToken: "retry-0",
    },
  }),
  registered: {
    body: {
      registrationId: "reg_phone-1_0_01JD0000000000000000000000",
      status: "recorded",
      receipt: "receipt-1",
      buyer: { code: "registered", message: "You are registered. Keep the receipt: it proves it.", next: "wait" },
    },
  },
  notYourTurn: {
    status: 409,
    body: { type: "https://firsthand.example/problems/not-your-turn", status: 409, ahead: 12, outlook: "unlikely" },
  },
  busy: { status: 503, headers: { "retry-after": "1" }, body: {} },
} as const;

const PAGE = `<!doctype html><html lang="en"><title>Shop</title>
<main><h1>Phone</h1>
<fair-checkout sale="phone-1">
  <form data-checkout method="post" action="/order">
    <label>Name <input name="name" id="name" autocomplete="name"></label>
    <input type="hidden" name="action" value="buy">
    <button id="buy">Buy for 349</button>
  </form>
  <details data-turn hidden><summary>No more</summary><button data-decline>Give up</button></details>
</fair-checkout></main>
<script type="module">
  import { defineFairCheckout } from "/fair-checkout.js";
  window.states = [];
  document.addEventListener("fair-state", ({ detail }) => states.push(detail.kind));
  defineFairCheckout();
</script></html>`;
