import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { Ladder } from "../pressure/ladder.ts";
import type { Signals } from "../signals/signal.ts";
import type { Channel } from "../terms/channel.ts";
import type { SaleMode } from "../terms/definition.ts";
import type { BuyerCode, BuyerWords, RuleResult, Verdict } from "./decision.ts";

/** What a matching rule does: it settles the verdict, or it adds log-odds of abuse to the model's logit. */
export type RuleEffect = Verdict | number;

/** The parts of a rule that a decision speaks of. */
export type PolicyRule = {
  readonly id: string;
  readonly then: RuleEffect;
  readonly reason: string;
  readonly message: string;
  readonly buyer?: ({ readonly code: BuyerCode } & BuyerWords) | undefined;
  /** Of a rule that challenges: what settles it; where it says nothing, the kinds that say something of the buyer. */
  readonly settledBy?: readonly ChallengeKind[] | undefined;
  /** Signals that the condition reads: shown as evidence when it matches. */
  readonly signals: readonly string[];
};

/** Probabilities of abuse from which a checkout is challenged, reviewed or denied; an absent one never applies. */
export type ScoreThresholds = {
  readonly challenge?: number | undefined;
  readonly review?: number | undefined;
  readonly deny?: number | undefined;
};

/** A compiled policy as `decide` needs it. Its order of rules never changes a verdict. */
export interface Policy {
  /** `sha256-...` over the canonical text of every rule, list and setting. */
  readonly hash: string;
  findRule(id: string): PolicyRule | undefined;
  /** Total: an evaluation that fails is the result `error`, which never matches. */
  evaluate(signals: Signals): readonly RuleResult[];
  thresholds(channel: Channel, mode: SaleMode): ScoreThresholds;
  /** Who is asked while a sale is pressed; absent where nobody is. */
  readonly ladder?: Ladder | undefined;
  /** The verdict where the model gives no score. Never `allow`. */
  readonly withoutScore: Exclude<Verdict, "allow">;
}
