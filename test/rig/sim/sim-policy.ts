import { type RecordedScore, VERDICTS, type Verdict } from "../../../src/domain/decision/decision.ts";
import type { Policy, PolicyRule } from "../../../src/domain/decision/policy.ts";
import type { Scorer } from "../../../src/domain/sale/commands/prepare-attempt.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";

/**
 * The signal by which a simulated checkout says how it looks, with its visit and without: the name of its payment. The rules of a
 * real policy would make a slower history of it.
 */
const LOOKS = "payment.method";

/** Payments that say every pair of looks. */
export const SIM_PAYMENTS = VERDICTS.flatMap((withVisit) => VERDICTS.map((without) => paymentOf(withVisit, without)));

/** The payment of a checkout that looks like one to get these verdicts. */
export function paymentOf(withVisit: Verdict, without: Verdict): string {
  return `${withVisit}/${without}`;
}

const RULES: readonly PolicyRule[] = (["deny", "challenge", "review"] as const).map((verdict) => ({
  id: `sim.${verdict}`,
  then: verdict,
  reason: `LOOKS_LIKE_${verdict.toUpperCase()}`,
  message: `The checkout looks like one to ${verdict}.`,
  signals: [LOOKS],
}));

/** The policy of every simulated sale: a checkout gets the verdict that it looks like, if limits and challenges let it. */
export const SIM_POLICY: Policy = {
  hash: "sha256-simulated",
  findRule: (id) => RULES.find((rule) => rule.id === id),
  evaluate: (signals) =>
    RULES.map(({ id, then }) => ({ id, status: "live", result: looksLike(signals) === then ? "match" : "no_match" })),
  thresholds: () => ({ deny: 0.9 }),
  withoutScore: "challenge",
};

const LOW_RISK: RecordedScore = { value: 0.02, logit: -4, modelVersion: "simulated", contributions: [] };

/** Scores every simulated checkout alike. */
export const simScorer: Scorer = (signals) => signals.map(() => ({ score: LOW_RISK }));

/** The verdict that a checkout asks for, by its signals. */
export function looksLike(signals: Signals): Verdict {
  const [withVisit, without] = String(signals[LOOKS]).split("/");
  const looks = signals["visit.state"] === "ok" ? withVisit : without;
  return VERDICTS.find((verdict) => verdict === looks) ?? "allow";
}
