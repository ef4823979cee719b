import type { Lint } from "./lint.ts";

/** A rule is found by its id: pack and name are folder and file. */
export const ruleMisplaced: Lint = {
  code: "rule-misplaced",
  *check({ rules }) {
    for (const rule of rules) {
      const { id } = rule.value;
      const expected = `packs/${id.replace(".", "/")}.yaml`;
      if (rule.path === expected) continue;
      yield { at: rule, path: ["id"], rule: id, message: `A rule with this id belongs in ${expected}.` };
    }
  },
};
