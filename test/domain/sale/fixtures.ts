import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import type { Policy, PolicyRule } from "../../../src/domain/decision/policy.ts";
import type { LinkMember } from "../../../src/domain/identity/cluster/link-member.ts";
import { assert, type Result } from "../../../src/domain/result.ts";
import type { AttemptRow } from "../../../src/domain/sale/attempt-row.ts";
import { attempt } from "../../../src/domain/sale/commands/attempt.ts";
import type { AttemptCommand } from "../../../src/domain/sale/commands/attempt-command.ts";
import { type Idempotency, once, type Replied } from "../../../src/domain/sale/commands/once.ts";
import { putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { type MapSaleStore, mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import type { SaleRecord } from "../../../src/domain/sale/record.ts";
import type { CallRefusal } from "../../../src/domain/sale/refusal.ts";
import type { SaleStore } from "../../../src/domain/sale/store.ts";
import type { Hold } from "../../../src/domain/stock/stock.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import type { VisitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import { checkoutBody } from "../../../src/wire/checkout-reply.ts";
import { createRandomApart } from "../../rig/shared/random.ts";

/** A moment on a whole second while the sale is open. */
export const NOW_MS = Date.UTC(2026, 10, 1, 12);

export const DEFINITION: SaleDefinition = {
  title: "Mi 3, second flash sale",
  sku: "MI3-16GB",
  mode: "flash",
  units: 10,
  price: { amountMinor: 1399900, currency: "INR" },
  opensAtMs: NOW_MS - 3_600_000,
  closesAtMs: NOW_MS + 3_600_000,
  limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
  holdTtlSeconds: 300,
  acceptedPayments: ["card", "upi"],
  addressLocked: true,
  clientSignals: "optional",
  holderProof: "none",
};

export const SALE: SaleRecord = {
  saleId: "mi3-2",
  shop: "shop-a",
  definition: DEFINITION,
  pepperEpoch: "e1",
  paused: false,
  createdAtMs: NOW_MS - 7_200_000,
};

export const HOLD: Hold = {
  holdId: "hold_mi3-2_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  decisionId: "dec_mi3-2_01ARZ3NDEKTSV4RRFFQ69G5FAV",
  account: "e1.account-1",
  links: ["device:e1.device-1", "household:e1.household-1"],
  quantity: 1,
  state: "held",
  createdAtMs: NOW_MS,
  expiresAtMs: NOW_MS + 300_000,
  household: "e1.household-1",
};

/** An account that merely came with a link, unless the change says more. */
export function memberOf(account: string, change: Partial<LinkMember> = {}): LinkMember {
  return {
    account,
    weight: 0,
    units: 0,
    claimed: false,
    proved: false,
    unpaidHolds: 0,
    compared: false,
    ...change,
  };
}

/** Writes a hold with everything that goes with it: the claims of its account, under its links and in all. */
export function writeHeld(store: SaleStore, hold: Hold): void {
  const { account, quantity, links } = hold;
  const member = memberOf(account, { units: quantity, claimed: true });
  store.writeHold(hold);
  store.writeLinkMembers(links.map((link) => ({ link, member })));
  store.writeAccount(account, { attempts: 1, attemptsInMinute: 1, minuteStartMs: 0, unpaidHolds: 0, units: quantity });
}

/** Units that are claimed under each link of a hold, and by its account. */
export function claimsOf(store: SaleStore, { links, account }: Pick<Hold, "links" | "account">): number[] {
  const known = store.readLinks(links, account);
  return [...links.map((link) => known.get(link)?.units ?? 0), store.findAccount(account)?.units ?? 0];
}

export const VISIT: VisitTokenClaims = {
  aud: "urn:firsthand:visit",
  sale: SALE.saleId,
  jti: "visit-1",
  start: NOW_MS - 60_000,
  exp: NOW_MS / 1000 + 3600,
  nonce: "nonce",
  retries: 0,
};

/** A checkout's command and the call that it comes with. */
export type CheckoutCall = AttemptCommand & { readonly idempotency: Idempotency; readonly forBrowser: boolean };

/** An ordinary checkout of the n-th buyer; no two buyers share anything. */
export function attemptOf(buyer: number, change: Partial<CheckoutCall> = {}): CheckoutCall {
  return {
    shop: SALE.shop,
    idempotency: { scope: `call-${buyer}`, fingerprint: `request-${buyer}`, pepperEpoch: SALE.pepperEpoch },
    channel: "web",
    quantity: 1,
    paymentMethod: "upi",
    keys: {
      account: `e1.account-${buyer}`,
      device: `e1.device-${buyer}`,
      household: `e1.household-${buyer}`,
      payment: `e1.payment-${buyer}`,
    },
    stated: {},
    withoutVisit: { signals: { "visit.state": "missing", "client.state": "absent" }, score: scoreOf(-4) },
    challengeKinds: ["shop_otp"],
    forBrowser: false,
    ...change,
  };
}

/** Carries out a checkout as the Sale object does, and renders its answer. */
export function checkOut(context: SaleContext, policy: Policy, call: CheckoutCall): Result<Replied, CallRefusal> {
  const { idempotency, forBrowser, ...command } = call;
  const options = { issuer: "https://firsthand.test", kids: { allow: "kid-allow", visit: "kid-visit" }, forBrowser };
  return once(context, idempotency, {
    run: () => attempt(context, policy, command),
    recordOf: ({ written }) => written,
    render(outcome) {
      assert(outcome.ok, "no refusal of a checkout is kept");
      return { status: 200, body: checkoutBody(outcome.value, options) };
    },
  });
}

/** The record of the decision that was made under a call's key. */
export function recordedUnder(store: SaleStore, { idempotency }: CheckoutCall): AttemptRecord | undefined {
  const text = store.findReply(idempotency.scope)?.body.find((part) => typeof part === "string") ?? "";
  return store.findAttempt(/"decisionId":"([^"]+)"/.exec(text)?.[1] ?? "")?.record;
}

export function scoreOf(logit: number) {
  return { value: 1 / (1 + Math.exp(-logit)), logit, modelVersion: "test-v1.0", contributions: [] };
}

/** A live rule that matches when the checkout's signal of its own id is true. */
export function ruleOf(id: string, then: PolicyRule["then"], change: Partial<PolicyRule> = {}): PolicyRule {
  return { id, then, reason: id.toUpperCase(), message: `Rule ${id} matched.`, signals: [id], ...change };
}

/** A policy of such rules: challenge from .5, review from .7, deny from .9; a challenge where there is no score. */
export function policyOf(rules: readonly PolicyRule[], change: Partial<Policy> = {}): Policy {
  return {
    hash: "sha256-test",
    findRule: (id) => rules.find((rule) => rule.id === id),
    evaluate: (signals) =>
      rules.map(({ id }) => ({ id, status: "live", result: signals[id] === true ? "match" : "no_match" })),
    thresholds: () => ({ challenge: 0.5, review: 0.7, deny: 0.9 }),
    withoutScore: "challenge",
    ...change,
  };
}

/** A row as an attempt writes it, under an id and an idempotency key of its own. */
export function attemptRowOf(name: string): AttemptRow {
  return {
    idempotencyScope: `call-${name}`,
    reply: {
      fingerprint: `request-${name}`,
      atMs: NOW_MS,
      status: 200,
      body: ['{"text":"', { typ: "allow+jwt", kid: "kid-allow", payload: '{"jti":"é\\u0000"}' }, '"}'],
    },
    record: {
      version: 1,
      decisionId: `dec_mi3-2_${name}`,
      saleId: SALE.saleId,
      shop: SALE.shop,
      atMs: NOW_MS,
      channel: "web",
      quantity: 1,
      paymentMethod: "upi",
      keys: { account: HOLD.account },
      policyHash: "sha256-test",
      input: {
        channel: "web",
        mode: "flash",
        paymentMethod: "upi",
        quantity: 1,
        limits: DEFINITION.limits,
        acceptedPayments: DEFINITION.acceptedPayments,
        clientSignals: "optional",
        claimed: { account: 0 },
        signals: { "visit.state": "ok" },
        challengeSettled: false,
        exemptRules: [],
      },
      decision: { verdict: "allow", reasons: [], buyer: "held", rules: [] },
      allocation: { status: "none" },
      buyer: { code: "in_review", message: "Wait.", next: "wait_for_shop" },
    },
  };
}

/** The middle of the range: units of an ended hold return after two seconds. */
export const RANDOM_MIDDLE = () => 0.5;

/** An existing sale in memory, and contexts to run its commands in. */
export function saleInMemory(change: Partial<SaleDefinition> = {}): {
  store: MapSaleStore;
  at: (nowMs: number) => SaleContext;
} {
  const store = mapSaleStore();
  const random = createRandomApart(1).uniform;
  const at = (nowMs: number): SaleContext => ({ store, nowMs, random });
  const definition = { ...DEFINITION, ...change };
  putSale(at(SALE.createdAtMs), { shop: SALE.shop, saleId: SALE.saleId, definition, pepperEpoch: SALE.pepperEpoch });
  return { store, at };
}
