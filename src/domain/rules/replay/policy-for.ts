import { type CompiledPolicy, policyAt } from "../load-policy.ts";
import type { PolicyFor } from "./replay-decision.ts";

/**
 * A policy as each recorded decision met it: at the moment of the decision, with the lists of its shop.
 * @param compile called once for each shop and epoch of pseudonyms
 */
export function policyFor(compile: (shop: string, pepperEpoch: string) => CompiledPolicy): PolicyFor {
  const compiled = new Map<string, CompiledPolicy>();
  return ({ shop, keys, atMs }) => {
    const epoch = keys.account.slice(0, Math.max(0, keys.account.indexOf(".")));
    const name = `${shop}/${epoch}`;
    const policy = compiled.get(name) ?? compile(shop, epoch);
    compiled.set(name, policy);
    return policyAt(policy, atMs);
  };
}
