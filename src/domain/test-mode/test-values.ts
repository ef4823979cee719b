import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { Allocation } from "../decision/attempt-record.ts";
import type { BuyerCode, Verdict } from "../decision/decision.ts";
import { TEST_ANSWER_SECONDS } from "../limits.ts";
import type { SaleDefinition } from "../terms/definition.ts";

/** What a test value has a test sale answer, whoever asks and whatever the policy says. */
export type TestOutcome = {
  /** What happens, for who integrates. */
  readonly says: string;
  readonly verdict: Verdict;
  /** What the buyer is told; where units are allocated, the allocation says it. */
  readonly buyer: BuyerCode;
  /** Of a challenge: what settles it. A checkout that brings its challenge token holds a unit. */
  readonly settledBy?: readonly ChallengeKind[] | undefined;
  /** What is answered in place of a hold. */
  readonly allocation?: Exclude<Allocation, { status: "held" | "none" }> | undefined;
  /** For so long the unit is held, in place of the sale's own time. */
  readonly holdTtlSeconds?: number | undefined;
  /** The first answer is sent so late; one that is repeated is sent at once. */
  readonly answerAfterMs?: number | undefined;
  /** Nothing is decided: 503, each time. */
  readonly isBusy?: true | undefined;
};

/** Nobody has a mailbox there: RFC 2606 keeps the name free. */
const TEST_HOST = "test.firsthand.example";

const held = { verdict: "allow", buyer: "held" } as const;

/** By the name before the @. */
const OUTCOMES: { readonly [name: string]: TestOutcome } = {
  held: { ...held, says: "A unit is held, whatever limits and payments of the sale say, as long as one is free." },
  "not-available": { verdict: "deny", buyer: "not_available", says: "Denied." },
  "limit-reached": { verdict: "deny", buyer: "limit_reached", says: "Denied, as by a limit of the sale." },
  payment: { verdict: "deny", buyer: "payment", says: "Denied, as by a payment that the sale does not accept." },
  "in-review": { verdict: "review", buyer: "in_review", says: "Sent into review, which nobody works on." },
  "shop-otp": {
    verdict: "challenge",
    buyer: "verify",
    settledBy: ["shop_otp"],
    says: "Asked for `shop_otp`. With its `challengeToken` a unit is held.",
  },
  turnstile: {
    verdict: "challenge",
    buyer: "verify",
    settledBy: ["turnstile"],
    says: "Asked for `turnstile`, where the deployment has it. With its `challengeToken` a unit is held.",
  },
  "proof-of-work": {
    verdict: "challenge",
    buyer: "verify",
    settledBy: ["proof_of_work"],
    says: "Asked for `proof_of_work`. With its `challengeToken` a unit is held.",
  },
  "sold-out": {
    ...held,
    allocation: { status: "sold_out", final: true, retryAfterMs: 0 },
    says: "Allowed, and every unit is sold.",
  },
  "units-may-return": {
    ...held,
    allocation: { status: "sold_out", final: false, retryAfterMs: 5000 },
    says: "Allowed, and every unit is taken; some may return in 5 seconds.",
  },
  "fewer-left": {
    ...held,
    allocation: { status: "fewer_left", left: 1 },
    says: "Allowed, and 1 unit is left, whatever was asked for.",
  },
  "hold-expires": {
    ...held,
    holdTtlSeconds: 1,
    says: "A unit is held for 1 to 2 seconds. Redeemed later, its token is `hold-expired`.",
  },
  slow: {
    ...held,
    answerAfterMs: TEST_ANSWER_SECONDS * 1000,
    says: `A unit is held, and the answer comes after ${TEST_ANSWER_SECONDS} seconds. Repeated with the same \`Idempotency-Key\`, it comes at once.`,
  },
  overloaded: { ...held, isBusy: true, says: "503 `overloaded` with `Retry-After`, each time." },
};

/** Every test value, as `account.email` says it, with what it does. */
export const TEST_VALUES: ReadonlyMap<string, TestOutcome> = new Map(
  Object.entries(OUTCOMES).map(([name, outcome]) => [`${name}@${TEST_HOST}`, outcome]),
);

/** The test value that a checkout names; undefined for every other mailbox. */
export function testValueIn({ email }: { readonly email?: string | undefined }): string | undefined {
  const value = email?.trim().toLowerCase();
  return value !== undefined && TEST_VALUES.has(value) ? value : undefined;
}

/** What a checkout's test value has a sale answer; undefined on every real sale. */
export function testOutcomeOf(
  { test }: Pick<SaleDefinition, "test">,
  value: string | undefined,
): TestOutcome | undefined {
  return test && value !== undefined ? TEST_VALUES.get(value) : undefined;
}
