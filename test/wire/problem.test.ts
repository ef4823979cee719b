import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { InviteRefusal } from "../../src/domain/invite/invite.ts";
import type { RegistrationRefusal } from "../../src/domain/registration/registration.ts";
import type { SaleRefusal } from "../../src/domain/sale/refusal.ts";
import { PROBLEMS, problemDocument } from "../../src/wire/problem.ts";
import { problemOf } from "../../src/wire/problem-of.ts";
import { problemAnswer } from "../../src/wire/service.ts";

/** One refusal of each kind. The compiler asks for a new kind here as soon as there is one. */
type Refusal = SaleRefusal | RegistrationRefusal | InviteRefusal;
const WINDOW = { opensAtMs: 1_000, closesAtMs: 2_000 };
const REFUSALS: { readonly [kind in Refusal["kind"]]: Extract<Refusal, { kind: kind }> } = {
  "sale-unknown": { kind: "sale-unknown" },
  "sale-halted": { kind: "sale-halted" },
  "sale-full": { kind: "sale-full" },
  "storage-unavailable": { kind: "storage-unavailable", campaignId: "fridays" },
  "sale-id-taken": { kind: "sale-id-taken" },
  "sale-field-fixed": { kind: "sale-field-fixed", fields: ["sku", "limits/perAccount"] },
  "pools-exceed-units": {
    kind: "pools-exceed-units",
    problems: [{ pointer: "/pools/0/units", detail: "asks for more" }],
  },
  "pool-short": { kind: "pool-short", partnerId: "p_1", free: 3 },
  "draw-undivided": { kind: "draw-undivided" },
  "sale-undivided": { kind: "sale-undivided" },
  "mode-not-supported": { kind: "mode-not-supported", mode: "draw", supported: ["flash"] },
  "terms-refused": { kind: "terms-refused", problems: [{ pointer: "/shipBy", detail: "is required" }] },
  "sale-not-open": { kind: "sale-not-open", phase: "scheduled", opensAtMs: 1_000, serverTimeMs: 500 },
  "registration-required": {
    kind: "registration-required",
    registration: { ...WINDOW, shards: 1 },
    serverTimeMs: 500,
  },
  "not-your-turn": { kind: "not-your-turn", ahead: 41, outlook: "likely", turnFromMs: 9_000, serverTimeMs: 500 },
  "turn-over": { kind: "turn-over", because: "shared" },
  "registration-not-open": { kind: "registration-not-open", ...WINDOW, serverTimeMs: 500 },
  "registration-unknown": { kind: "registration-unknown" },
  "invite-unknown": { kind: "invite-unknown" },
  "invite-required": { kind: "invite-required" },
  "invite-rejected": { kind: "invite-rejected", because: "for_another" },
  "invite-not-shareable": { kind: "invite-not-shareable", because: "shared" },
  "invite-not-returnable": { kind: "invite-not-returnable", because: "once" },
  "invites-refused": { kind: "invites-refused", lines: [{ at: 3, because: "twice" }] },
  "invites-full": { kind: "invites-full" },
  "invites-exceed-units": { kind: "invites-exceed-units", units: 10 },
  "units-promised": { kind: "units-promised", units: 2 },
  "idempotency-key-reused": { kind: "idempotency-key-reused" },
  "token-rejected": { kind: "token-rejected" },
  "token-spent": { kind: "token-spent", orderId: "ord_1" },
  "hold-unknown": { kind: "hold-unknown" },
  "hold-sold": { kind: "hold-sold", orderId: "ord_1" },
  "hold-released": { kind: "hold-released" },
  "hold-expired": { kind: "hold-expired" },
  "address-changed": { kind: "address-changed" },
  "proof-rejected": { kind: "proof-rejected" },
  "order-unknown": { kind: "order-unknown" },
  "order-dispatched": { kind: "order-dispatched", orderId: "ord_1" },
  "order-collected": { kind: "order-collected", orderId: "ord_1" },
  "order-lapsed": { kind: "order-lapsed", orderId: "ord_1" },
  "order-cancelled": { kind: "order-cancelled", orderId: "ord_1" },
  "appeal-not-open": { kind: "appeal-not-open", because: "own" },
  "fulfilment-differs": { kind: "fulfilment-differs", fulfilment: "sent" },
  "code-rejected": { kind: "code-rejected", triesLeft: 0, triesFromMs: 1_000 },
  "balance-due": { kind: "balance-due", due: { amountMinor: 100_000, currency: "INR" } },
  "wrong-place": { kind: "wrong-place", partnerId: "p_1" },
  "challenge-unknown": { kind: "challenge-unknown" },
  "decision-unknown": { kind: "decision-unknown" },
  "policy-unavailable": { kind: "policy-unavailable" },
  "challenge-settled": { kind: "challenge-settled" },
  "kind-not-offered": { kind: "kind-not-offered", kinds: ["proof_of_work"] },
  "visit-changed": { kind: "visit-changed" },
};

describe("the problem of a sale's refusal", () => {
  it.each(Object.values(REFUSALS))("$kind has the slug of its kind and says what happened", (refusal) => {
    const problem = problemOf(refusal);
    expect(problem.slug).toBe(refusal.kind === "terms-refused" ? "request-invalid" : refusal.kind);
    expect(problem.detail).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ["token-spent", { orderId: "ord_1" }],
    ["hold-sold", { orderId: "ord_1" }],
    ["code-rejected", { triesLeft: 0, triesFrom: "1970-01-01T00:00:01.000Z" }],
    ["balance-due", { due: { amountMinor: 100_000, currency: "INR" } }],
    ["wrong-place", { partnerId: "p_1" }],
    ["pool-short", { free: 3 }],
    ["sale-not-open", { phase: "scheduled", opensAt: "1970-01-01T00:00:01.000Z", serverTimeMs: 500 }],
  ] as const)("%s carries what a program needs", (kind, members) => {
    expect(problemOf(REFUSALS[kind]).members).toEqual(members);
  });

  it("names each term that does not fit", () => {
    expect(problemOf(REFUSALS["terms-refused"]).errors).toEqual([{ pointer: "/shipBy", detail: "is required" }]);
  });

  it("names each line of pools that asks for too much", () => {
    expect(problemOf(REFUSALS["pools-exceed-units"]).errors).toEqual([
      { pointer: "/pools/0/units", detail: "asks for more" },
    ]);
  });

  it("names each fixed field by its pointer", () => {
    expect(problemOf(REFUSALS["sale-field-fixed"]).errors).toEqual([
      { pointer: "/sku", detail: "is fixed" },
      { pointer: "/limits/perAccount", detail: "is fixed" },
    ]);
  });

  it("gives a forger no detail", () => {
    expect(problemOf(REFUSALS["token-rejected"])).toEqual({
      slug: "token-rejected",
      detail: "The token cannot be used.",
    });
  });
});

describe("a problem document", () => {
  it("is as RFC 9457 says, with an absolute type that names the slug", () => {
    const document = problemDocument(problemOf(REFUSALS["token-spent"]), "https://api.example", "req_1");
    expect(document).toEqual({
      type: "https://api.example/problems/token-spent",
      title: "The token was redeemed before",
      status: 409,
      detail: "The token was redeemed for order ord_1.",
      instance: "req_1",
      orderId: "ord_1",
    });
    expect(problemAnswer.safeParse(document).success).toBe(true);
  });

  it("lets no extension member stand in for a member of its own", () => {
    const { slug, detail } = problemOf(REFUSALS["hold-expired"]);
    const document = problemDocument({ slug, detail, members: { orderId: "x" } }, "https://api.example", "req_1");
    expect(Object.keys(document)).toEqual(["type", "title", "status", "detail", "instance", "orderId"]);
  });
});

describe("the register of problems", () => {
  it("has a status between 400 and 503 and a title without a full stop for each", () => {
    for (const [slug, { status, title }] of Object.entries(PROBLEMS)) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(status, slug).toBeGreaterThanOrEqual(400);
      expect(status, slug).toBeLessThanOrEqual(503);
      expect(title, slug).toMatch(/^[A-Z][^.]+$/);
    }
  });

  it("has no problem that nothing answers with", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && path !== "wire/problem.ts")
      .map((path) => readFileSync(`src/${path}`, "utf8"));
    for (const slug of Object.keys(PROBLEMS)) {
      const used = sources.some((text) => text.includes(`slug: "${slug}"`) || text.includes(`kind: "${slug}"`));
      expect(used, slug).toBe(true);
    }
  });
});
