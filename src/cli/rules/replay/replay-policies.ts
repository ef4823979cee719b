import { listPseudonyms } from "../../../domain/rules/list-pseudonyms.ts";
import { loadPolicy } from "../../../domain/rules/load-policy.ts";
import type { HashedPolicy } from "../../../domain/rules/policy-document.ts";
import { policyFor } from "../../../domain/rules/replay/policy-for.ts";
import type { PolicyFor, ReplayPolicies } from "../../../domain/rules/replay/replay-decision.ts";
import type { ReplaySetup } from "./replay-task.ts";

/** The compared policies, compiled. List entries that stand as values match nothing where their pepper is not at hand. */
export function policiesOf({ before, after, peppers }: ReplaySetup): ReplayPolicies {
  const compiled = (document: HashedPolicy): PolicyFor =>
    policyFor((shop, epoch) => {
      const pepper = peppers.find((known) => known.epoch === epoch);
      const loaded = loadPolicy(document, pepper === undefined ? () => "" : listPseudonyms(shop, pepper));
      if (!loaded.ok) throw new TypeError(loaded.error.join("\n"));
      return loaded.value;
    });
  return { before: before && compiled(before), after: compiled(after) };
}
