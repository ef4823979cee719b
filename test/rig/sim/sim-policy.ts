import type { RecordedScore, Verdict } from "../../../src/domain/decision/decision.ts";
import type { Policy, PolicyRule } from "../../../src/domain/decision/policy.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";

/** The signal by which a simulated checkout says how it looks. The rules of a real policy would make a slower history of it. */
const LOOKS = "sim.looks";

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
    RULES.map(({ id, then }) => ({ id, status: "live", result: signals[LOOKS] === then ? "match" : "no_match" })),
  thresholds: () => ({ deny: 0.9 }),
  withoutScore: "challenge",
};

const LOW_RISK: RecordedScore = { value: 0.02, logit: -4, modelVersion: "simulated", contributions: [] };

/** What a simulated checkout brings that gets this verdict. */
export function reading(looks: Verdict, visitState: string): { signals: Signals; score: RecordedScore } {
  return { signals: { [LOOKS]: looks, "visit.state": visitState, "client.state": "ok" }, score: LOW_RISK };
}

/** The verdict that a reading asks for. */
export function looksLike(signals: Signals): Verdict {
  const looks = signals[LOOKS];
  return looks === "deny" || looks === "challenge" || looks === "review" ? looks : "allow";
}
