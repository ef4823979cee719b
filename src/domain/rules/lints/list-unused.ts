import { listsRead } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/** An entry in a list that no rule reads does nothing, and its author believes that it does. */
export const listUnused: Lint = {
  code: "list-unused",
  *check({ rules, lists }) {
    // A condition that could not be read may well use the list.
    if (rules.some(({ condition }) => !condition)) return;
    const used = new Set(rules.flatMap(({ condition }) => (condition ? listsRead(condition) : [])));
    for (const [name, list] of lists) {
      if (!used.has(name)) yield { at: list, path: [], message: `No rule reads lists.${name}.` };
    }
  },
};
