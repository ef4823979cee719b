import type { Lint } from "./lint.ts";

/** A live rule shows one checkout that it meets and one that it leaves alone. */
export const exampleMissing: Lint = {
  code: "example-missing",
  *check({ rules }) {
    for (const rule of rules) {
      const { id, status, examples } = rule.value;
      if (status !== "live") continue;
      const expected = new Set(examples.map(({ expect }) => expect));
      if (!expected.has("match")) {
        yield { at: rule, path: ["examples"], rule: id, message: "No example matches the rule." };
      }
      if (!expected.has("no_match")) {
        const hint = "Write down an honest buyer who is close to the rule, with expect: no_match.";
        yield { at: rule, path: ["examples"], rule: id, message: "No example shows whom the rule leaves alone.", hint };
      }
    }
  },
};
