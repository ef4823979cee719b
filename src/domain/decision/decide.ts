import { type ChallengeKind, kindsLeft, PERSONAL_KINDS } from "../challenge/challenge-kind.ts";
import type { BuyerCode, Decision, DecisionInput, Reason, RuleResult, Verdict } from "./decision.ts";
import { SCORE_EXEMPTION } from "./exemptable.ts";
import { limitReasons } from "./limit-reasons.ts";
import type { Policy, PolicyRule } from "./policy.ts";
import { visitReasons } from "./visit-reasons.ts";

/**
 * The verdict on one checkout. Pure and total: the same policy and input give the same decision, byte for byte.
 *
 * Precedence, strongest first; within a step nothing depends on order:
 * 1. the sale's own limits and accepted payments deny;
 * 2. a matching live rule that allows ends the matter;
 * 3. a matching live rule that denies;
 * 4. a matching live rule that challenges, or signals that the sale requires and that are absent;
 * 5. a matching live rule that asks for review;
 * 6. the model's logit plus the weights of matching rules, against the thresholds of channel and mode;
 *    without a score, the policy's degraded answer;
 * 7. otherwise allow.
 *
 * A settled challenge lifts every `challenge` that may be settled in the way it was, and nothing else; what the score asks
 * for is never settled by work alone. A staff approval skips the rules it names, and where it names the score, the challenge
 * and the review that the score asks for; it never lifts a denial.
 */
export function decide(policy: Policy, input: DecisionInput): Decision {
  const rules = policy.evaluate(input.signals);
  const matching = liveMatches(policy, rules, input.exemptRules);
  const visit = visitReasons(input);
  const scoreApproved = input.exemptRules.includes(SCORE_EXEMPTION);
  const finish = (verdict: Verdict, told: Told, reasons: readonly Reason[], risk?: number): Decision => ({
    verdict,
    reasons: [...reasons, ...visit.reasons],
    ...toldOf(told),
    rules: rules.filter(({ result }) => result !== "no_match"),
    ...(risk === undefined ? {} : { risk }),
    ...(verdict === "challenge" ? { settledBy: PERSONAL_KINDS } : {}),
  });
  const matchingThat = (effect: Verdict) => matching.filter((rule) => rule.then === effect);
  const reasonsOf = (effect: Verdict) => matchingThat(effect).map((rule) => reasonOf(rule, input));
  const buyerOf = (rules: readonly PolicyRule[]) => rules.find(({ buyer }) => buyer !== undefined)?.buyer;

  const limits = limitReasons(input);
  if (limits.length > 0) {
    const buyer = limits.every(({ code }) => code === "PAYMENT_NOT_ACCEPTED") ? "payment" : "limit_reached";
    return finish("deny", buyer, [...limits, ...reasonsOf("deny")]);
  }

  const allowed = reasonsOf("allow");
  if (allowed.length > 0) return finish("allow", "held", allowed);

  const denied = reasonsOf("deny");
  if (denied.length > 0) return finish("deny", buyerOf(matchingThat("deny")) ?? "not_available", denied);

  const challenging = matching.filter((rule) => rule.then === "challenge" && !isSettled(settledByOf(rule)));
  // Work alone would make it cheaper to send no signals than to send them, so the sale has to name it.
  const absenceSettledBy = input.challengeKinds ?? PERSONAL_KINDS;
  const required = visit.required === undefined || isSettled(absenceSettledBy) ? [] : [visit.required];
  if (challenging.length + required.length > 0) {
    const reasons = [...challenging.map((rule) => reasonOf(rule, input)), ...required];
    const settledBy = kindsLeft(...challenging.map(settledByOf), ...required.map(() => absenceSettledBy));
    return { ...finish("challenge", buyerOf(challenging) ?? "verify", reasons), settledBy };
  }

  const reviewed = reasonsOf("review");
  if (reviewed.length > 0) return finish("review", buyerOf(matchingThat("review")) ?? "in_review", reviewed);

  return judgeRisk();

  function isSettled(settledBy: readonly ChallengeKind[]): boolean {
    const { challengeSettled, challengeSettledBy } = input;
    return challengeSettled && (challengeSettledBy === undefined || settledBy.includes(challengeSettledBy));
  }

  function judgeRisk(): Decision {
    const weights = matching.filter((rule) => typeof rule.then === "number");
    if (input.score === undefined) {
      const verdict = policy.withoutScore;
      const isLifted = scoreApproved ? verdict !== "deny" : verdict === "challenge" && isSettled(PERSONAL_KINDS);
      if (isLifted) return finish("allow", "held", []);
      return finish(verdict, defaultBuyer(verdict), [
        { code: "SCORE_UNAVAILABLE", message: "The model gave no score, so the policy's careful answer stands." },
      ]);
    }
    const logit = weights.reduce((sum, { then }) => sum + Number(then), input.score.logit);
    const risk = roundToMillionth(1 / (1 + Math.exp(-logit)));
    const thresholds = policy.thresholds(input.channel, input.mode);
    const verdict = crossed(risk, thresholds, { challengeSettled: isSettled(PERSONAL_KINDS), scoreApproved });
    if (verdict === "allow") return finish("allow", "held", [], risk);
    const high: Reason = {
      code: "RISK_HIGH",
      message: `The score and the matching weights give a risk of ${risk.toFixed(3)}; this channel asks for ${verdict} from ${thresholds[verdict]}.`,
      evidence: { "score.value": input.score.value, risk },
    };
    const weighed = weights
      .filter(({ then }) => Number(then) > 0)
      .sort((a, b) => Number(b.then) - Number(a.then) || (a.id < b.id ? -1 : 1));
    return finish(verdict, defaultBuyer(verdict), [high, ...weighed.map((rule) => reasonOf(rule, input))], risk);
  }
}

/** A code with its usual words, or what a rule says in place of them. */
type Told = BuyerCode | NonNullable<PolicyRule["buyer"]>;

function toldOf(told: Told): Pick<Decision, "buyer" | "buyerWords"> {
  if (typeof told === "string") return { buyer: told };
  const { code, ...words } = told;
  return { buyer: code, ...(Object.keys(words).length === 0 ? {} : { buyerWords: words }) };
}

/** Scores and risks are kept to a millionth, so that a decision can be recomputed from its record on any machine. */
export function roundToMillionth(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function settledByOf({ settledBy = PERSONAL_KINDS }: PolicyRule): readonly ChallengeKind[] {
  return settledBy;
}

function liveMatches(policy: Policy, rules: readonly RuleResult[], exempt: readonly string[]): PolicyRule[] {
  const matching: PolicyRule[] = [];
  for (const { id, status, result } of rules) {
    if (status !== "live" || result !== "match" || exempt.includes(id)) continue;
    const rule = policy.findRule(id);
    if (rule !== undefined) matching.push(rule);
  }
  return matching.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function reasonOf(rule: PolicyRule, input: DecisionInput): Reason {
  const evidence = Object.fromEntries(
    rule.signals.flatMap((name) => {
      const value = input.signals[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return { code: rule.reason, message: rule.message, rule: rule.id, evidence };
}

function crossed(
  risk: number,
  thresholds: ReturnType<Policy["thresholds"]>,
  { challengeSettled, scoreApproved }: { readonly challengeSettled: boolean; readonly scoreApproved: boolean },
): Verdict {
  if (thresholds.deny !== undefined && risk >= thresholds.deny) return "deny";
  if (scoreApproved) return "allow";
  if (!challengeSettled && thresholds.challenge !== undefined && risk >= thresholds.challenge) return "challenge";
  if (thresholds.review !== undefined && risk >= thresholds.review) return "review";
  return "allow";
}

function defaultBuyer(verdict: Exclude<Verdict, "allow">): BuyerCode {
  switch (verdict) {
    case "deny":
      return "not_available";
    case "challenge":
      return "verify";
    case "review":
      return "in_review";
  }
}
