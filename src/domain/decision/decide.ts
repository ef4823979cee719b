import {
  CHALLENGE_KINDS,
  type ChallengeKind,
  kindsLeft,
  PERSONAL_KINDS,
  WHO_KINDS,
} from "../challenge/challenge-kind.ts";
import { probabilityOf } from "../scoring/log-odds.ts";
import type { BuyerCode, Decision, DecisionInput, Reason, RuleResult, Verdict } from "./decision.ts";
import { SCORE_EXEMPTION } from "./exemptable.ts";
import { limitReasons, mayShowWho } from "./limit-reasons.ts";
import type { Policy, PolicyRule } from "./policy.ts";
import { pressureAsk } from "./pressure-ask.ts";
import { visitReasons } from "./visit-reasons.ts";

/** What the steps of a decision look at. */
type Facts = {
  readonly policy: Policy;
  readonly input: DecisionInput;
  /** Live rules that match and that no person has lifted, by their ids. */
  readonly matching: readonly PolicyRule[];
  /** Signals that the sale requires and that are absent. */
  readonly required: Reason | undefined;
};

/** What a step says where it has the last word. */
type Said = Pick<Decision, "verdict" | "reasons" | "risk" | "settledBy"> & { readonly told: Told };

/** Precedence, strongest first; within a step nothing depends on order. The first that says something decides. */
const STEPS: readonly ((facts: Facts) => Said | undefined)[] = [
  byLimits,
  byAllowingRules,
  byDenyingRules,
  byChallenge,
  byReview,
  byScore,
];

/**
 * The verdict on one checkout. Pure and total: the same policy and input give the same decision, byte for byte. What no step
 * speaks against is allowed.
 *
 * A settled challenge lifts every `challenge` that may be settled in the way it was, and nothing else; what the score asks
 * for is never settled by work alone. A staff approval skips the rules it names, and where it names the score, the challenge
 * and the review that the score asks for; it never lifts a denial.
 */
export function decide(policy: Policy, input: DecisionInput): Decision {
  const rules = policy.evaluate(input.signals);
  const visit = visitReasons(input);
  const matching = liveMatches(policy, rules, input.exemptRules);
  const facts: Facts = { policy, input, matching, required: visit.required };
  let said: Said | undefined;
  for (const step of STEPS) said ??= step(facts);
  const { verdict, reasons, told, risk, settledBy } = withKindsOfSale(
    said ?? { verdict: "allow", told: "held", reasons: [] },
    input,
  );
  return {
    verdict,
    reasons: [...reasons, ...visit.reasons],
    ...toldOf(told),
    rules: rules.filter(({ result }) => result !== "no_match"),
    ...(risk === undefined ? {} : { risk }),
    ...(settledBy === undefined ? {} : { settledBy }),
  };
}

/**
 * What was said, with the kinds of proof that the sale takes as well. Where it takes none of those that would settle a
 * challenge, a person decides: the buyer is not asked for what leads nowhere.
 */
function withKindsOfSale(said: Said, { challengeKinds, verifiableKinds = CHALLENGE_KINDS }: DecisionInput): Said {
  const asked = said.settledBy ?? (said.verdict === "challenge" ? PERSONAL_KINDS : undefined);
  if (asked === undefined) return said;
  const settledBy = kindsLeft(asked, challengeKinds ?? CHALLENGE_KINDS, verifiableKinds);
  if (settledBy.length > 0) return { ...said, settledBy };
  const { verdict, reasons, risk, told } = said;
  if (verdict === "challenge") return { verdict: "review", told: "in_review", reasons, risk };
  return { verdict, told: withoutNext(told), reasons, risk };
}

function withoutNext(told: Told): Told {
  if (typeof told === "string") return told;
  const { next: _leadsNowhere, ...words } = told;
  return words;
}

/** The sale's own limits and accepted payments deny; of limits the buyer hears how to show who they are, where that may help. */
function byLimits(facts: Facts): Said | undefined {
  const limits = limitReasons(facts.input);
  if (limits.length === 0) return undefined;
  const reasons = [...limits, ...reasonsOf(facts, rulesThat(facts, "deny"))];
  if (mayShowWho(facts.input, limits)) return asking({ verdict: "deny", told: "limit_reached", reasons });
  const told = limits.every(({ code }) => code === "PAYMENT_NOT_ACCEPTED") ? "payment" : "limit_reached";
  return { verdict: "deny", told, reasons };
}

/** A matching live rule that allows ends the matter. */
function byAllowingRules(facts: Facts): Said | undefined {
  const allowing = rulesThat(facts, "allow");
  return allowing.length === 0 ? undefined : { verdict: "allow", told: "held", reasons: reasonsOf(facts, allowing) };
}

function byDenyingRules(facts: Facts): Said | undefined {
  const denying = rulesThat(facts, "deny");
  if (denying.length === 0) return undefined;
  const told = toldBy(denying) ?? "not_available";
  const said: Said = { verdict: "deny", told, reasons: reasonsOf(facts, denying) };
  return facts.input.mayShowWho === true && isAboutWho(told) ? asking(said) : said;
}

/** A rule that tells of a limit or asks for proof, and names no other step: who the buyer is may change it. */
function isAboutWho(told: Told): boolean {
  if (typeof told === "string" || told.next !== undefined) return false;
  return told.code === "limit_reached" || told.code === "verify";
}

/** A denial with the way to show who one is, so that nobody is refused for what others merely said without being heard. */
function asking(said: Said): Said {
  const told = typeof said.told === "string" ? { code: said.told } : said.told;
  return { ...said, told: { ...told, next: "verify" }, settledBy: WHO_KINDS };
}

/** A matching live rule that challenges, signals that the sale requires and that are absent, or a pressed sale: in one question. */
function byChallenge(facts: Facts): Said | undefined {
  const { input, policy } = facts;
  const all = rulesThat(facts, "challenge");
  // Work alone would make it cheaper to send no signals than to send them, so the sale has to name it.
  const absenceSettledBy = input.challengeKinds ?? PERSONAL_KINDS;
  const required = facts.required === undefined ? [] : [{ reason: facts.required, settledBy: absenceSettledBy }];
  const ask = pressureAsk(policy, input);
  const others = [...required, ...(ask === undefined ? [] : [ask])];
  const verifiable = input.verifiableKinds ?? CHALLENGE_KINDS;
  const together = kindsLeft(...[...all.map(settledByOf), ...others.map(({ settledBy }) => settledBy)], verifiable);
  // What has no kind in common is left to the shop's own word, which every shop can give: it settles all of it at once, or two
  // kinds would be asked for by turns without an end.
  const isByShop = together.length === 0;
  const isOpen = (settledBy: readonly ChallengeKind[]) =>
    !isSettled(input, settledBy) && !(isByShop && isSettled(input, WHO_KINDS));
  const challenging = all.filter((rule) => isOpen(settledByOf(rule)));
  const open = others.filter(({ settledBy }) => isOpen(settledBy));
  if (challenging.length + open.length === 0) return undefined;
  return {
    verdict: "challenge",
    told: toldBy(challenging) ?? "verify",
    reasons: [...reasonsOf(facts, challenging), ...open.map(({ reason }) => reason)],
    settledBy: isByShop
      ? WHO_KINDS
      : kindsLeft(...challenging.map(settledByOf), ...open.map(({ settledBy }) => settledBy), verifiable),
  };
}

function byReview(facts: Facts): Said | undefined {
  const reviewing = rulesThat(facts, "review");
  if (reviewing.length === 0) return undefined;
  return { verdict: "review", told: toldBy(reviewing) ?? "in_review", reasons: reasonsOf(facts, reviewing) };
}

/**
 * The model's logit plus the weights of matching rules, against the thresholds of channel and mode; without a score, the policy's
 * careful answer.
 */
function byScore(facts: Facts): Said | undefined {
  const { policy, input, matching } = facts;
  const scoreApproved = input.exemptRules.includes(SCORE_EXEMPTION);
  const challengeSettled = isSettled(input, PERSONAL_KINDS);
  if (input.score === undefined) {
    const verdict = policy.withoutScore;
    const isLifted = scoreApproved ? verdict !== "deny" : verdict === "challenge" && challengeSettled;
    return isLifted ? undefined : { verdict, told: defaultBuyer(verdict), reasons: [SCORE_UNAVAILABLE] };
  }
  const weights = matching.filter(({ then }) => typeof then === "number");
  const logit = weights.reduce((sum, { then }) => sum + Number(then), input.score.logit);
  const risk = roundToMillionth(probabilityOf(logit));
  const thresholds = policy.thresholds(input.channel, input.mode);
  const verdict = crossed(risk, thresholds, { challengeSettled, scoreApproved });
  if (verdict === "allow") return { verdict, told: "held", reasons: [], risk };
  const high: Reason = {
    code: "RISK_HIGH",
    message: `The score and the matching weights give a risk of ${risk.toFixed(3)}; this channel asks for ${verdict} from ${thresholds[verdict]}.`,
    evidence: { "score.value": input.score.value, risk },
  };
  const weighed = weights
    .filter(({ then }) => Number(then) > 0)
    .sort((a, b) => Number(b.then) - Number(a.then) || (a.id < b.id ? -1 : 1));
  return { verdict, told: defaultBuyer(verdict), reasons: [high, ...reasonsOf(facts, weighed)], risk };
}

const SCORE_UNAVAILABLE: Reason = {
  code: "SCORE_UNAVAILABLE",
  message: "The model gave no score, so the policy's careful answer stands.",
};

function rulesThat({ matching }: Facts, effect: Verdict): readonly PolicyRule[] {
  return matching.filter(({ then }) => then === effect);
}

function reasonsOf({ input }: Facts, rules: readonly PolicyRule[]): readonly Reason[] {
  return rules.map((rule) => reasonOf(rule, input));
}

function toldBy(rules: readonly PolicyRule[]): PolicyRule["buyer"] {
  return rules.find(({ buyer }) => buyer !== undefined)?.buyer;
}

function isSettled(
  { challengeSettled, challengeSettledBy }: DecisionInput,
  settledBy: readonly ChallengeKind[],
): boolean {
  return challengeSettled && (challengeSettledBy === undefined || settledBy.includes(challengeSettledBy));
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
