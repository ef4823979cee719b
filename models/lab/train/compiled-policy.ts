import { openPolicy } from "../../../src/cli/rules/open-policy.ts";
import { type CompiledPolicy, loadPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";

/** Probabilities from which the policy asks for a challenge and for a review, of a checkout on the web. */
export type PolicyThresholds = { readonly challenge: number; readonly review: number };

/** A folder of rules or a bundle, compiled. What is wrong with it is thrown for the command to print. */
export function openCompiledPolicy(path: string): CompiledPolicy {
  const opened = openPolicy(path);
  if ("report" in opened) throw new Error(opened.report);
  const policy = loadPolicy(opened, (_kind, value) => value);
  if (!policy.ok) throw new Error(policy.error.join("\n"));
  return policy.value;
}

export function thresholdsOf(policy: CompiledPolicy): PolicyThresholds {
  const { challenge = 1, review = 1 } = policyAt(policy, 0).thresholds("web", "flash");
  return { challenge, review };
}
