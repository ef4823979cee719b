import type { Lint } from "./lint.ts";

/** The cost of rules was reckoned with the declared `max`. */
export const listTooLong: Lint = {
  code: "list-too-long",
  *check({ lists }) {
    for (const list of lists.values()) {
      const { entries, max } = list.value;
      if (entries.length <= max) continue;
      const message = `The list has ${entries.length} entries and declares at most ${max}.`;
      yield { at: list, path: ["max"], message };
    }
  },
};
