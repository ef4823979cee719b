import { decide } from "../../../../src/domain/decision/decide.ts";
import type { DecisionInput } from "../../../../src/domain/decision/decision.ts";
import { type CompiledPolicy, loadPolicy, policyAt } from "../../../../src/domain/rules/load-policy.ts";

/** What the worker is asked to do with its checkouts: run every rule, decide, or nothing at all. */
export type PolicyWork = { readonly what: "evaluate" | "decide" | "nothing" };

/** The text of the policy, and of the checkouts as `DecisionInput[]`. */
export type PolicyWorkerBindings = { readonly POLICY: string; readonly CHECKOUTS: string };

type Loaded = { readonly policy: CompiledPolicy; readonly checkouts: readonly DecisionInput[] };

let loaded: Loaded | undefined;

/** A Worker that runs a policy and does nothing else. The clock of the runtime stands still meanwhile: the caller times. */
export default {
  async fetch(request: Request, env: PolicyWorkerBindings): Promise<Response> {
    loaded ??= load(env);
    const { policy, checkouts } = loaded;
    const { what }: PolicyWork = JSON.parse(await request.text());
    const nowMs = Date.now();
    let matches = 0;
    for (const input of what === "nothing" ? [] : checkouts) {
      const { rules } =
        what === "decide" ? decide(policyAt(policy, nowMs), input) : { rules: evaluated(policy, input, nowMs) };
      // What is never read, a compiler may leave out.
      for (const { result } of rules) if (result === "match") matches += 1;
    }
    return Response.json({ matches });
  },
};

function evaluated(policy: CompiledPolicy, { signals }: DecisionInput, nowMs: number) {
  return policyAt(policy, nowMs).evaluate(signals);
}

function load({ POLICY, CHECKOUTS }: PolicyWorkerBindings): Loaded {
  const policy = loadPolicy(JSON.parse(POLICY), (_, value) => value);
  if (!policy.ok) throw new TypeError(policy.error.join("\n"));
  return { policy: policy.value, checkouts: JSON.parse(CHECKOUTS) };
}
