import { conditionCost } from "../condition/cost.ts";
import { RULE_LIMITS } from "../limits.ts";
import type { Lint } from "./lint.ts";

/** What a checkout may cost is known before the policy is live. */
export const costExceeded: Lint = {
  code: "cost-exceeded",
  *check({ policy, rules, lists }) {
    let total = 0;
    for (const rule of rules) {
      if (!rule.condition || rule.value.status === "retired") continue;
      const cost = conditionCost(rule.condition, (list) => lists.get(list)?.value.max ?? 1);
      total += cost;
      if (cost <= RULE_LIMITS.ruleStepsMax) continue;
      const message = `The condition may take ${cost} steps; ${RULE_LIMITS.ruleStepsMax} are allowed.`;
      const hint = "Shorten patterns, lower the list's max, or use `in lists.name`, which is one step.";
      yield { at: rule, path: ["when"], rule: rule.value.id, message, hint };
    }
    if (policy && total > RULE_LIMITS.policyStepsMax) {
      const message = `All rules together may take ${total} steps; ${RULE_LIMITS.policyStepsMax} are allowed.`;
      yield { at: policy, path: [], message, hint: "Retire rules, or look for the dearest patterns." };
    }
  },
};
