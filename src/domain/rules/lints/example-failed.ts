import { listsRead } from "../condition/condition.ts";
import { runExamples } from "../run-examples.ts";
import type { Lint } from "./lint.ts";

/** What a rule says of itself is true. */
export const exampleFailed: Lint = {
  code: "example-failed",
  *check({ fragments, lists, nowMs }) {
    for (const rule of fragments) {
      yield undefined;
      // A list that could not be read is reported already, and its entries are not known.
      if (rule.condition && listsRead(rule.condition).some((list) => !lists.has(list))) continue;
      for (const { index, expected, result } of runExamples(rule, lists, nowMs)) {
        if (result === expected) continue;
        const message = `The example expects ${expected}, and the rule gives ${result}.`;
        yield { at: rule, path: ["examples", index], rule: rule.value.id, message };
      }
    }
  },
};
