import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { Signals, SignalValue } from "../signals/signal.ts";
import type { Channel } from "../terms/channel.ts";
import type { SaleMode } from "../terms/definition.ts";
import type { ClaimedUnits, SaleLimits } from "../terms/limits.ts";

/** `allow` may hold a unit, `challenge` asks the buyer for one thing more, `review` asks a person, `deny` refuses. */
export const VERDICTS = ["allow", "challenge", "review", "deny"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The only codes that a buyer's browser ever sees. */
export const BUYER_CODES = [
  "held",
  "limit_reached",
  "verify",
  "payment",
  "sold_out",
  "fewer_left",
  "not_available",
  "in_review",
] as const;
export type BuyerCode = (typeof BUYER_CODES)[number];

/** What the buyer can do now. */
export const NEXT_STEPS = [
  "pay",
  "verify",
  "change_payment",
  "see_orders",
  "wait",
  "ask_for_fewer",
  "wait_for_shop",
  "try_again",
  "contact_shop",
  "none",
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** What a rule says to the buyer in place of the usual words of its code. */
export type BuyerWords = { readonly message?: string | undefined; readonly next?: NextStep | undefined };

/** Why a verdict is what it is: for the shop and for staff, never for the browser. */
export type Reason = {
  readonly code: string;
  readonly message: string;
  readonly rule?: string | undefined;
  readonly evidence?: { readonly [signal: string]: SignalValue } | undefined;
};

/** The model's score of one reading, as recorded: rounded to 1e-6. */
export type RecordedScore = {
  readonly value: number;
  readonly logit: number;
  readonly modelVersion: string;
  readonly contributions: readonly {
    readonly feature: string;
    readonly value: number;
    readonly contribution: number;
  }[];
};

/**
 * What the shadow model said of the same reading: recorded beside the decision, never a part of what it is made from. Its
 * contributions are left out, as they follow from the recorded signals.
 */
export type ShadowScore = Pick<RecordedScore, "value" | "logit" | "modelVersion">;

/** Everything that a decision is made from, and nothing else: feeding it to `decide` again gives the same decision. */
export type DecisionInput = {
  readonly channel: Channel;
  readonly mode: SaleMode;
  readonly paymentMethod: string;
  readonly quantity: number;
  readonly limits: SaleLimits;
  readonly acceptedPayments: readonly string[];
  readonly clientSignals: "required" | "optional";
  readonly claimed: ClaimedUnits;
  /** The shop has not asked yet who the buyer is, and the answer may change what counts against them. */
  readonly mayShowWho?: boolean | undefined;
  readonly signals: Signals;
  /** Absent where the model is missing or broken: the policy's degraded answer stands in. */
  readonly score?: RecordedScore | undefined;
  /** A challenge of this account in this sale was settled; it lifts `challenge`, never `deny`. */
  readonly challengeSettled: boolean;
  /** The kinds of proof that the sale names for its challenges; absent where it names none. */
  readonly challengeKinds?: readonly ChallengeKind[] | undefined;
  /** The kinds of proof that the deployment can verify; absent where it can verify all. */
  readonly verifiableKinds?: readonly ChallengeKind[] | undefined;
  /** How it was settled, which some rules ask; absent where nothing was. */
  readonly challengeSettledBy?: ChallengeKind | undefined;
  /** Rules that a staff approval lets this account skip, and `SCORE_EXEMPTION` for what the score asks for. */
  readonly exemptRules: readonly string[];
};

export type RuleOutcome = "match" | "no_match" | "absent" | "error";

/** What one rule said; a draft or shadow rule is recorded and never applied. */
export type RuleResult = {
  readonly id: string;
  readonly status: "draft" | "shadow" | "live";
  readonly result: RuleOutcome;
};

export type Decision = {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** What the buyer hears where the verdict is not `allow`. */
  readonly buyer: BuyerCode;
  /** Words of the rule that chose the code; absent where the code's usual words do. */
  readonly buyerWords?: BuyerWords | undefined;
  /**
   * Of a challenge: what would settle it, as far as the policy has a say. Of a denial that rests on what others merely said:
   * how the buyer can show who they are.
   */
  readonly settledBy?: readonly ChallengeKind[] | undefined;
  /** Rules that matched, or could not be judged; every other rule of the policy was evaluated and did not match. */
  readonly rules: readonly RuleResult[];
  /** Probability of abuse after the weights of matching rules, rounded to 1e-6; absent without a score. */
  readonly risk?: number | undefined;
};
