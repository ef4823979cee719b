import type { Service } from "../../src/dev/worker/env.ts";

export const NOW_MS = Date.parse("2026-12-01T08:31:00Z");
const OPENS_AT = "2026-12-01T08:30:00Z";
const CLOSES_AT = "2026-12-01T12:30:00Z";
const HOLD_MS = 300_000;

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
};

type Answer = { readonly status: number; readonly body: unknown; readonly retryAfter?: string };

type Answers = {
  phase: string;
  /** What a checkout is answered; a hold by default. */
  checkout: Answer;
  redeem: Answer;
  /** Nothing listens at all. */
  down: boolean;
};

/**
 * Firsthand as the shop's backend knows it, over HTTP: it answers with the shapes of the contract and remembers what it
 * was asked. What is tested against it is the shop, never the service.
 */
export function contractService(clock: { readonly nowMs: number }) {
  const calls: Call[] = [];
  const answers: Answers = { phase: "open", checkout: HELD, redeem: SOLD, down: false };
  const service: Service = {
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const text = await request.text();
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      calls.push({ method: request.method, path: pathname, headers: request.headers, body });
      if (answers.down) throw new TypeError("Network connection lost.");
      if (pathname.endsWith("/checkouts")) return json(answers.checkout);
      if (pathname.includes("/challenges/")) return json(SETTLED);
      if (pathname === "/v1/tokens/redeem") return json(answers.redeem);
      if (pathname === "/v1/tokens/release") return json({ status: 200, body: { status: "released" } });
      if (pathname.endsWith("/status")) return json(BOUGHT);
      if (pathname.startsWith("/v1/sales/")) return json({ status: 200, body: sale(answers.phase, clock.nowMs) });
      if (pathname === "/dev/clock") return new Response(null, { status: 404 });
      return new Response(`forwarded ${pathname}`);
    },
  };
  return { service, calls, answers };
}

function json({ status, body, retryAfter }: Answer): Response {
  return Response.json(body, { status, headers: retryAfter === undefined ? {} : { "Retry-After": retryAfter } });
}

function sale(phase: Answers["phase"], serverTimeMs: number) {
  return {
    saleId: "aurora-2",
    title: "Aurora 2, first flash sale",
    mode: "flash",
    phase,
    opensAt: phase === "scheduled" ? "2026-12-01T08:34:12Z" : OPENS_AT,
    closesAt: CLOSES_AT,
    serverTimeMs,
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    stock: phase === "sold_out" ? "none" : "available",
  };
}

export const HELD = {
  status: 200,
  body: {
    decisionId: "dec_aurora-2_01JD5X8Q4N2V7ZC3B9M6K0T1RS",
    verdict: "allow",
    reasons: [],
    score: { value: 0.03, modelVersion: "checkout-v1.0", contributions: [] },
    policyHash: "sha256-x",
    allocation: {
      status: "held",
      holdId: "hold_aurora-2_01JD5X8Q4N2V7ZC3B9M6K0T1RS",
      quantity: 1,
      expiresAt: new Date(NOW_MS + HOLD_MS).toISOString(),
    },
    allowToken: "secret.allow.token",
    buyer: { code: "held", message: "Yours for 5 minutes. Pay to keep it.", next: "pay" },
  },
};

export const DENIED = {
  status: 200,
  body: {
    decisionId: "dec_aurora-2_01JD5X8Q4N2V7ZC3B9M6K0T1RT",
    verdict: "deny",
    reasons: [{ code: "LIMIT_DEVICE", message: "This device already has 1 unit in this sale." }],
    score: { value: 0.61, modelVersion: "checkout-v1.0", contributions: [] },
    policyHash: "sha256-x",
    allocation: { status: "none" },
    buyer: {
      code: "limit_reached",
      message: "This device already has an order in this sale. A limit per device keeps it fair.",
      next: "see_orders",
    },
    retryVisitToken: "retry.visit.token",
  },
};

export const CHALLENGED = {
  status: 200,
  body: {
    ...DENIED.body,
    verdict: "challenge",
    reasons: [{ code: "SIGNALS_ABSENT", message: "The browser sent no signals." }],
    buyer: { code: "verify", message: "One more step: confirm that it is you, then try again.", next: "verify" },
    challenge: { id: "chl_1", kinds: ["shop_otp"], expiresAt: new Date(NOW_MS + HOLD_MS).toISOString() },
  },
};

export const IN_REVIEW = {
  status: 200,
  body: {
    ...DENIED.body,
    verdict: "review",
    buyer: {
      code: "in_review",
      message: "We are having a person look at this order. The shop will tell you how it went.",
      next: "wait_for_shop",
    },
  },
};

export const SOLD_OUT = {
  status: 200,
  body: {
    ...DENIED.body,
    verdict: "allow",
    reasons: [],
    allocation: { status: "sold_out", final: false, retryAfterMs: 4000 },
    buyer: {
      code: "sold_out",
      message: "All units are taken right now. Units may return when a buyer does not pay.",
      next: "wait",
    },
  },
};

export const SOLD = {
  status: 200,
  body: { status: "sold", orderId: "ord-1", order: { state: "paid", receipt: "receipt-1" } },
};
const BOUGHT = {
  status: 200,
  body: { state: "paid", freeCancel: false, message: "Your order is paid, and will be sent to you." },
};
const SETTLED = {
  status: 200,
  body: { challengeToken: "challenge.token", retryVisitToken: "retry.visit.token.2" },
};
