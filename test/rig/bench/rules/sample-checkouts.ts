import type { DecisionInput } from "../../../../src/domain/decision/decision.ts";
import type { PolicyDocument } from "../../../../src/domain/rules/policy-document.ts";
import type { Signals, SignalValue } from "../../../../src/domain/signals/signal.ts";
import { CHANNELS } from "../../../../src/domain/terms/channel.ts";

/**
 * Checkouts of which everything that the rules look at was observed, so that no rule has less to do: each takes the signals of
 * the examples of every rule, where another example of another rule has the last word each time.
 */
export function sampleCheckouts({ rules }: PolicyDocument, count: number): readonly DecisionInput[] {
  return Array.from({ length: count }, (_, n) => {
    const signals: { [name: string]: SignalValue } = {};
    const turn = Math.floor(n / rules.length);
    // Each checkout begins elsewhere in the policy, or the same rules would always have the last word on shared signals.
    for (const at of rules.keys()) {
      const examples = rules[(at + n) % rules.length]?.examples ?? [];
      for (const next of examples.keys()) Object.assign(signals, examples[(next + turn) % examples.length]?.given);
    }
    return inputOf(signals, n);
  });
}

function inputOf(signals: Signals, n: number): DecisionInput {
  const channel = CHANNELS.find((known) => known === signals.channel) ?? "web";
  const wide = { perAccount: 100, perDevice: 100, perHousehold: 100, perPayment: 100 };
  return {
    channel,
    mode: "flash",
    paymentMethod: "card",
    quantity: 1,
    limits: wide,
    acceptedPayments: ["card"],
    clientSignals: "optional",
    claimed: { account: 0, device: 0, household: 0, payment: 0 },
    signals: { channel, ...signals },
    score: { value: 0.1, logit: -2.2 + (n % 5), modelVersion: "bench", contributions: [] },
    challengeSettled: false,
    exemptRules: [],
  };
}
