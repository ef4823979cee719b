import type { Lint } from "./lint.ts";

/** Decisions name rules by id, so an id belongs to one file. */
export const ruleIdDuplicate: Lint = {
  code: "rule-id-duplicate",
  *check({ rules }) {
    for (const rule of rules) {
      const { id } = rule.value;
      const other = rules.find((candidate) => candidate !== rule && candidate.value.id === id);
      if (other) yield { at: rule, path: ["id"], rule: id, message: `${other.path} has this id too.` };
    }
  },
};
