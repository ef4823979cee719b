import { RULE_LIMITS } from "../limits.ts";
import type { Lint } from "./lint.ts";

/** Bounds the record of a decision, which names the result of every rule. */
export const rulesTooMany: Lint = {
  code: "rules-too-many",
  *check({ policy, rules }) {
    const running = rules.filter(({ value }) => value.status !== "retired").length;
    if (!policy || running <= RULE_LIMITS.rulesMax) return;
    const message = `${running} rules are not retired; ${RULE_LIMITS.rulesMax} are allowed.`;
    yield { at: policy, path: [], message };
  },
};
