import { decide } from "../../../src/domain/decision/decide.ts";
import type { Verdict } from "../../../src/domain/decision/decision.ts";
import { assert } from "../../../src/domain/result.ts";
import { type CompiledPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";
import { isMadeBySdk } from "../../../src/domain/signals/client/made-by-sdk.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";
import { scoreSignals } from "../../../src/platform/model/score-signals.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import type { Recording } from "../record-bots/recording.ts";
import { observedSignals, readObservations } from "../train/observed-signals.ts";
import { type Interval, shareInterval } from "./interval.ts";

/** What the policy makes of the runs of one driver whose model had never seen it. */
export type RunFigures = {
  readonly source: string;
  readonly runs: number;
  readonly notAllowed: Interval;
  /** How often each verdict came, and each code among the reasons. */
  readonly verdicts: { readonly [verdict: string]: number };
  readonly reasons: { readonly [code: string]: number };
};

/**
 * The verdict on a recorded run with another model's score: the service's own function of what the service recorded. What the
 * browser observed is read again, so that signals which are newer than the recording count too.
 */
export function verdictOn(
  { observations, decision }: Recording,
  policy: CompiledPolicy,
  model: Model,
): { readonly verdict: Verdict; readonly reasons: readonly string[] } {
  const elapsedMs = decision.signals["visit.elapsed_ms"];
  const observed = observedSignals(observations, typeof elapsedMs === "number" ? elapsedMs : undefined);
  const madeBySdk = isMadeBySdk(readObservations(observations)) === true;
  const signals: Signals = { ...decision.signals, ...observed, "client.made_by_sdk": madeBySdk };
  const [scored] = scoreSignals({ live: model, shadow: undefined }, [signals]);
  assert(scored?.score !== undefined, "the model scores every reading");
  const { verdict, reasons } = decide(policyAt(policy, 0), {
    channel: "web",
    mode: "flash",
    paymentMethod: String(signals["payment.method"]),
    quantity: 1,
    limits: { perAccount: 1, perDevice: 1, perHousehold: 1, perPayment: 1 },
    acceptedPayments: [String(signals["payment.method"])],
    clientSignals: "required",
    claimed: { account: 0 },
    signals,
    score: scored.score,
    challengeSettled: false,
    exemptRules: [],
  });
  return { verdict, reasons: reasons.map(({ code }) => code) };
}

/** Verdicts on the runs of one driver, counted. */
export function runFigures(
  source: string,
  verdicts: readonly { readonly verdict: Verdict; readonly reasons: readonly string[] }[],
): RunFigures {
  const notAllowed = verdicts.filter(({ verdict }) => verdict !== "allow").length;
  return {
    source,
    runs: verdicts.length,
    notAllowed: shareInterval(notAllowed, verdicts.length),
    verdicts: counted(verdicts.map(({ verdict }) => verdict)),
    reasons: counted(verdicts.flatMap(({ reasons }) => reasons)),
  };
}

function counted(names: readonly string[]): { readonly [name: string]: number } {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}
