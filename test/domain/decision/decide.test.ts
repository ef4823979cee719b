import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHALLENGE_KINDS } from "../../../src/domain/challenge/challenge-kind.ts";
import { decide, roundToMillionth } from "../../../src/domain/decision/decide.ts";
import type { DecisionInput } from "../../../src/domain/decision/decision.ts";
import type { PolicyRule } from "../../../src/domain/decision/policy.ts";
import { policyOf, ruleOf, scoreOf } from "../sale/fixtures.ts";
import { INPUT } from "./input.ts";

const RULES = [
  ruleOf("vouched", "allow"),
  ruleOf("farm", "deny"),
  ruleOf("odd", "challenge"),
  ruleOf("queue", "review"),
  ruleOf("heavy", 9),
];
const POLICY = policyOf(RULES);

/** The ways in which a verdict comes about, strongest first, each with what brings it about and what it then is. */
const STEPS = [
  {
    step: "a limit",
    input: { claimed: { account: 1 } },
    verdict: "deny",
    buyer: "limit_reached",
    code: "LIMIT_ACCOUNT",
  },
  { step: "an allowing rule", signal: "vouched", verdict: "allow", buyer: "held", code: "VOUCHED" },
  { step: "a denying rule", signal: "farm", verdict: "deny", buyer: "not_available", code: "FARM" },
  { step: "a challenging rule", signal: "odd", verdict: "challenge", buyer: "verify", code: "ODD" },
  { step: "a reviewing rule", signal: "queue", verdict: "review", buyer: "in_review", code: "QUEUE" },
  { step: "the score and weights", signal: "heavy", verdict: "deny", buyer: "not_available", code: "RISK_HIGH" },
  { step: "nothing", verdict: "allow", buyer: "held", code: undefined },
] as const;

function inputOf(...steps: readonly (typeof STEPS)[number][]): DecisionInput {
  const signals = Object.fromEntries(steps.flatMap((step) => ("signal" in step ? [[step.signal, true]] : [])));
  const changes = steps.map((step) => ("input" in step ? step.input : {}));
  return Object.assign({}, INPUT, ...changes, { signals: { ...INPUT.signals, ...signals } });
}

describe("precedence", () => {
  it.each(STEPS)("$step alone gives $verdict", (step) => {
    const decision = decide(POLICY, inputOf(step));
    expect(decision).toMatchObject({ verdict: step.verdict, buyer: step.buyer });
    expect(decision.reasons[0]?.code).toBe(step.code);
  });

  const PAIRS = STEPS.flatMap((stronger, index) => STEPS.slice(index + 1).map((weaker) => ({ stronger, weaker })));

  it.each(PAIRS)("$stronger.step decides over $weaker.step", ({ stronger, weaker }) => {
    const decision = decide(POLICY, inputOf(stronger, weaker));
    expect(decision).toMatchObject({ verdict: stronger.verdict, buyer: stronger.buyer });
    expect(decision.reasons[0]?.code).toBe(stronger.code);
  });

  it("a limit names the denying rules beside it, for whoever reads the record", () => {
    const [limit, , denying] = STEPS;
    expect(decide(POLICY, inputOf(limit, denying)).reasons.map(({ code }) => code)).toEqual(["LIMIT_ACCOUNT", "FARM"]);
  });

  it("a payment that is not accepted denies and says so to the buyer, unless a limit is reached, too", () => {
    const unpayable: DecisionInput = { ...INPUT, paymentMethod: "cod" };
    expect(decide(POLICY, unpayable)).toMatchObject({ verdict: "deny", buyer: "payment" });
    const both: DecisionInput = { ...unpayable, claimed: { account: 1 } };
    expect(decide(POLICY, both)).toMatchObject({ verdict: "deny", buyer: "limit_reached" });
  });
});

describe("matching rules", () => {
  const matching: DecisionInput = { ...INPUT, signals: { ...INPUT.signals, farm: true } };

  it("are recorded, and those that could not be judged, and no others", () => {
    const evaluate = () => [
      { id: "farm", status: "live", result: "no_match" } as const,
      { id: "odd", status: "live", result: "absent" } as const,
      { id: "queue", status: "shadow", result: "match" } as const,
    ];
    expect(decide(policyOf(RULES, { evaluate }), INPUT).rules.map(({ id }) => id)).toEqual(["odd", "queue"]);
  });

  it.each(["draft", "shadow"] as const)("that are %s are recorded and never applied", (status) => {
    const policy = policyOf(RULES, { evaluate: () => [{ id: "farm", status, result: "match" }] });
    expect(decide(policy, matching)).toMatchObject({
      verdict: "allow",
      rules: [{ id: "farm", status, result: "match" }],
    });
  });

  it.each(["no_match", "absent", "error"] as const)("are those with no other result than match: %s", (result) => {
    const policy = policyOf(RULES, { evaluate: () => [{ id: "farm", status: "live", result }] });
    expect(decide(policy, matching).verdict).toBe("allow");
  });

  it("that a staff approval names are skipped, and no other", () => {
    expect(decide(POLICY, { ...matching, exemptRules: ["farm"] }).verdict).toBe("allow");
    expect(decide(POLICY, { ...matching, exemptRules: ["odd"] }).verdict).toBe("deny");
  });

  it("give their reason with the signals that were there", () => {
    const policy = policyOf([ruleOf("farm", "deny", { signals: ["farm", "absent.signal"] })]);
    expect(decide(policy, matching).reasons).toEqual([
      { code: "FARM", message: "Rule farm matched.", rule: "farm", evidence: { farm: true } },
    ]);
  });

  it("may choose what the buyer hears", () => {
    const policy = policyOf([ruleOf("farm", "deny"), ruleOf("odd", "deny", { buyer: { code: "limit_reached" } })]);
    const input: DecisionInput = { ...INPUT, signals: { farm: true, odd: true } };
    const decision = decide(policy, input);
    expect(decision.buyer).toBe("limit_reached");
    expect(decision).not.toHaveProperty("buyerWords");
  });

  it("may choose the buyer's words and next step", () => {
    const words = { message: "Try again soon.", next: "wait" } as const;
    const policy = policyOf([ruleOf("farm", "deny", { buyer: { code: "limit_reached", ...words } })]);
    expect(decide(policy, matching)).toMatchObject({ buyer: "limit_reached", buyerWords: words });
  });
});

describe("a challenge", () => {
  const asking = (...rules: PolicyRule[]) =>
    decide(policyOf(rules), { ...INPUT, signals: { ...INPUT.signals, odd: true, shared: true } }).settledBy;

  it("is settled by what says something of the buyer, unless its rule takes work", () => {
    expect(asking(ruleOf("odd", "challenge"))).toEqual(["shop_otp", "turnstile"]);
    expect(asking(ruleOf("odd", "challenge", { settledBy: ["proof_of_work"] }))).toEqual(["proof_of_work"]);
  });

  it("is settled by what all rules that ask for it take, and at worst by the shop", () => {
    const work = ruleOf("odd", "challenge", { settledBy: ["proof_of_work", "turnstile"] });
    expect(asking(work, ruleOf("shared", "challenge"))).toEqual(["turnstile"]);
    const code = ruleOf("shared", "challenge", { settledBy: ["shop_otp"] });
    expect(asking(ruleOf("odd", "challenge", { settledBy: ["proof_of_work"] }), code)).toEqual(["shop_otp"]);
  });

  it("never asks for what the deployment cannot verify: then the shop's own word settles it", () => {
    const rule = ruleOf("odd", "challenge", { settledBy: ["turnstile"] });
    const input: DecisionInput = {
      ...INPUT,
      signals: { ...INPUT.signals, odd: true },
      verifiableKinds: ["shop_otp", "proof_of_work"],
    };
    expect(decide(policyOf([rule]), input)).toMatchObject({ verdict: "challenge", settledBy: ["shop_otp"] });
    const spoken = { ...input, challengeSettled: true, challengeSettledBy: "shop_otp" } as const;
    expect(decide(policyOf([rule]), spoken).verdict).toBe("allow");
    expect(decide(policyOf([rule]), { ...input, challengeKinds: ["turnstile"] }).verdict).toBe("review");
  });

  it("ends, in whatever order its kinds are settled: each asks for something that is left, and few steps are enough", () => {
    const kinds = fc.subarray([...CHALLENGE_KINDS], { minLength: 1 });
    const asking = fc.array(kinds, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(asking, kinds, fc.option(kinds, { nil: undefined }), fc.nat(), (asked, verifiable, ofSale, seed) => {
        const rules = asked.map((settledBy, at) => ruleOf(`rule${at}`, "challenge", { settledBy }));
        const verifiableKinds = [...new Set([...verifiable, "shop_otp" as const])];
        const signals = { ...INPUT.signals, ...Object.fromEntries(rules.map(({ id }) => [id, true])) };
        let input: DecisionInput = { ...INPUT, signals, verifiableKinds, challengeKinds: ofSale };
        for (let steps = 0; steps < 4; steps += 1) {
          const { verdict, settledBy = [] } = decide(policyOf(rules), input);
          if (verdict !== "challenge") return;
          expect(settledBy.length).toBeGreaterThan(0);
          const left = settledBy.filter(
            (kind) => verifiableKinds.includes(kind) && (ofSale ?? settledBy).includes(kind),
          );
          expect(left).toEqual(settledBy);
          input = {
            ...input,
            challengeSettled: true,
            challengeSettledBy: settledBy[(seed + steps) % settledBy.length],
          };
        }
        expect.fail("asked again and again");
      }),
    );
  });

  it("is a review where the sale takes none of the kinds that would settle it, and asks for nothing", () => {
    const input: DecisionInput = {
      ...INPUT,
      signals: { ...INPUT.signals, odd: true },
      challengeKinds: ["proof_of_work"],
    };
    const decided = decide(policyOf([ruleOf("odd", "challenge")]), input);
    expect([decided.verdict, decided.buyer, decided.settledBy]).toEqual(["review", "in_review", undefined]);
    const both: DecisionInput = { ...input, challengeKinds: ["proof_of_work", "turnstile"] };
    expect(decide(policyOf([ruleOf("odd", "challenge")]), both).settledBy).toEqual(["turnstile"]);
  });

  it("for signals that are missing is settled by work only where the sale says so", () => {
    const bare: DecisionInput = { ...INPUT, clientSignals: "required", signals: {} };
    const worked: DecisionInput = { ...bare, challengeSettled: true, challengeSettledBy: "proof_of_work" };
    expect(decide(POLICY, bare).settledBy).toEqual(["shop_otp", "turnstile"]);
    expect(decide(POLICY, worked).verdict).toBe("challenge");
    const challengeKinds = ["proof_of_work"] as const;
    expect(decide(POLICY, { ...bare, challengeKinds }).settledBy).toEqual(["proof_of_work"]);
    expect(decide(POLICY, { ...worked, challengeKinds }).verdict).toBe("allow");
  });
});

describe("a settled challenge", () => {
  const settled = (signal: string): DecisionInput => ({
    ...INPUT,
    challengeSettled: true,
    signals: { ...INPUT.signals, [signal]: true },
  });

  it("lifts a challenge", () => {
    expect(decide(POLICY, settled("odd")).verdict).toBe("allow");
  });

  it.each([
    ["the rule says nothing", undefined, "challenge"],
    ["the rule takes work", ["proof_of_work", "shop_otp"], "allow"],
  ] as const)("by work, where %s", (_, settledBy, verdict) => {
    const policy = policyOf([ruleOf("odd", "challenge", { settledBy })]);
    const worked: DecisionInput = { ...settled("odd"), challengeSettledBy: "proof_of_work" };
    expect(decide(policy, worked).verdict).toBe(verdict);
  });

  it("by work leaves what another rule asks for, and what the score asks for", () => {
    const policy = policyOf([
      ruleOf("odd", "challenge", { settledBy: ["proof_of_work"] }),
      ruleOf("shared", "challenge"),
    ]);
    const worked: DecisionInput = {
      ...settled("odd"),
      signals: { ...INPUT.signals, odd: true, shared: true },
      challengeSettledBy: "proof_of_work",
    };
    expect(decide(policy, worked).reasons.map(({ code }) => code)).toEqual(["SHARED"]);
    expect(
      decide(policy, { ...settled("odd"), challengeSettledBy: "proof_of_work", score: scoreOf(1.2) }),
    ).toMatchObject({
      verdict: "challenge",
      settledBy: ["shop_otp", "turnstile"],
    });
  });

  it.each(["farm", "queue", "heavy"])("lifts no other verdict: %s", (signal) => {
    expect(decide(POLICY, settled(signal)).verdict).not.toBe("allow");
  });

  it("lifts the challenge of a sale that requires signals", () => {
    const bare: DecisionInput = { ...INPUT, clientSignals: "required", signals: {} };
    expect(decide(POLICY, bare)).toMatchObject({ verdict: "challenge", buyer: "verify" });
    expect(decide(POLICY, bare).reasons.map(({ code }) => code)).toEqual(["SIGNALS_ABSENT"]);
    expect(decide(POLICY, { ...bare, challengeSettled: true }).verdict).toBe("allow");
  });

  it("leaves a review where the risk asks for a challenge and for a review", () => {
    const risky: DecisionInput = { ...INPUT, score: scoreOf(1.2) };
    expect(decide(POLICY, risky)).toMatchObject({ verdict: "challenge", buyer: "verify" });
    expect(decide(POLICY, { ...risky, challengeSettled: true })).toMatchObject({
      verdict: "review",
      buyer: "in_review",
    });
  });
});

describe("the risk", () => {
  const logitOf = (risk: number) => Math.log(risk / (1 - risk));
  const verdictAt = (risk: number) => decide(POLICY, { ...INPUT, score: scoreOf(logitOf(risk)) }).verdict;

  it.each([
    { below: 0.499998, at: 0.500001, from: "allow", to: "challenge" },
    { below: 0.899998, at: 0.900001, from: "challenge", to: "deny" },
  ])("gives $to from its threshold on", ({ below, at, from, to }) => {
    expect(verdictAt(below)).toBe(from);
    expect(verdictAt(at)).toBe(to);
  });

  it("crosses a threshold that it equals", () => {
    const policy = policyOf([], { thresholds: () => ({ review: 0.5 }) });
    expect(decide(policy, { ...INPUT, score: scoreOf(0) })).toMatchObject({ verdict: "review", risk: 0.5 });
  });

  it("crosses no threshold that is absent", () => {
    const policy = policyOf([], { thresholds: () => ({}) });
    expect(decide(policy, { ...INPUT, score: scoreOf(700) })).toMatchObject({ verdict: "allow", risk: 1 });
  });

  it("adds the weights of matching rules to the model's logit, and names the ones that raise it, heaviest first", () => {
    const weights = [ruleOf("a", 1), ruleOf("b", 3), ruleOf("c", 1), ruleOf("d", -0.5), ruleOf("e", 9)];
    const signals = { a: true, b: true, c: true, d: true, "visit.state": "ok" };
    const decision = decide(policyOf(weights), { ...INPUT, signals });
    expect(decision.risk).toBe(roundToMillionth(1 / (1 + Math.exp(4 - 4.5))));
    expect(decision.reasons.map(({ rule }) => rule)).toEqual([undefined, "b", "a", "c"]);
    expect(decision.reasons[0]).toEqual({
      code: "RISK_HIGH",
      message: "The score and the matching weights give a risk of 0.622; this channel asks for challenge from 0.5.",
      evidence: { "score.value": INPUT.score?.value, risk: decision.risk },
    });
  });

  it("is judged by the thresholds of channel and mode", () => {
    const asked: string[] = [];
    const policy = policyOf([], {
      thresholds: (channel, mode) => {
        asked.push(`${channel} ${mode}`);
        return {};
      },
    });
    decide(policy, { ...INPUT, channel: "sms", mode: "preorder" });
    expect(asked).toEqual(["sms preorder"]);
  });
});

describe("without a score", () => {
  const unscored: DecisionInput = { ...INPUT, score: undefined };

  it.each([
    { withoutScore: "deny", buyer: "not_available" },
    { withoutScore: "review", buyer: "in_review" },
    { withoutScore: "challenge", buyer: "verify" },
  ] as const)("the policy's $withoutScore stands", ({ withoutScore, buyer }) => {
    const decision = decide(policyOf([], { withoutScore }), unscored);
    expect(decision).toMatchObject({ verdict: withoutScore, buyer, reasons: [{ code: "SCORE_UNAVAILABLE" }] });
    expect(decision).not.toHaveProperty("risk");
  });

  it("a settled challenge lifts a challenge and nothing else", () => {
    const settled: DecisionInput = { ...unscored, challengeSettled: true };
    expect(decide(policyOf([], { withoutScore: "challenge" }), settled).verdict).toBe("allow");
    expect(decide(policyOf([], { withoutScore: "review" }), settled).verdict).toBe("review");
    expect(decide(policyOf([], { withoutScore: "deny" }), settled).verdict).toBe("deny");
  });

  it("rules decide as ever", () => {
    expect(decide(POLICY, { ...unscored, signals: { vouched: true } }).verdict).toBe("allow");
    expect(decide(POLICY, { ...unscored, signals: { farm: true } }).verdict).toBe("deny");
  });
});

describe("any decision", () => {
  const effects = fc.oneof(
    fc.constantFrom("allow", "deny", "challenge", "review"),
    fc.double({ min: -5, max: 5, noNaN: true }),
  );
  const rules = fc
    .uniqueArray(fc.record({ id: fc.stringMatching(/^[a-z]{1,4}$/), then: effects, matches: fc.boolean() }), {
      selector: ({ id }) => id,
      maxLength: 8,
    })
    .map((drawn) => ({
      rules: drawn.map(({ id, then }): PolicyRule => ruleOf(id, then)),
      signals: Object.fromEntries(drawn.map(({ id, matches }) => [id, matches])),
    }));
  const inputs = fc.record({
    claimed: fc.record({ account: fc.nat({ max: 2 }) }),
    paymentMethod: fc.constantFrom("upi", "cod"),
    score: fc.option(fc.double({ min: -8, max: 8, noNaN: true }).map(scoreOf), { nil: undefined }),
    challengeSettled: fc.boolean(),
    clientSignals: fc.constantFrom("required", "optional"),
  });

  it("is the same whatever the order of the rules, reasons included", () => {
    fc.assert(
      fc.property(rules, inputs, fc.integer(), ({ rules, signals }, change, seed) => {
        const shuffled = rules.toSorted((a, b) => order(a.id, seed) - order(b.id, seed));
        const input: DecisionInput = { ...INPUT, ...change, signals };
        const { rules: _, ...one } = decide(policyOf(rules), input);
        const { rules: __, ...other } = decide(policyOf(shuffled), input);
        expect(other).toEqual(one);
      }),
    );
  });

  it("is total and the same bytes each time, with a risk between 0 and 1", () => {
    fc.assert(
      fc.property(rules, inputs, ({ rules, signals }, change) => {
        const input: DecisionInput = { ...INPUT, ...change, signals };
        const decision = decide(policyOf(rules), input);
        expect(JSON.stringify(decide(policyOf(rules), structuredClone(input)))).toBe(JSON.stringify(decision));
        expect(decision.risk ?? 0).toBeGreaterThanOrEqual(0);
        expect(decision.risk ?? 0).toBeLessThanOrEqual(1);
        expect(decision.verdict === "allow").toBe(decision.buyer === "held");
      }),
    );
  });

  it("denies beyond a limit, whatever the rules say", () => {
    fc.assert(
      fc.property(rules, inputs, ({ rules, signals }, change) => {
        const input: DecisionInput = { ...INPUT, ...change, signals, claimed: { account: 1 } };
        expect(decide(policyOf(rules), input).verdict).toBe("deny");
      }),
    );
  });

  /** A place for an id that differs from seed to seed. */
  function order(id: string, seed: number): number {
    let mixed = seed;
    for (const letter of id) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
    return mixed;
  }
});

describe("rounding to a millionth", () => {
  it.each([
    [0.12345649, 0.123456],
    [0.1234565, 0.123457],
    [0, 0],
    [1, 1],
  ])("%d gives %d", (value, rounded) => {
    expect(roundToMillionth(value)).toBe(rounded);
  });
});
