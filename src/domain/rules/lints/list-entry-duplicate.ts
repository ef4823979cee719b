import type { Lint } from "./lint.ts";

/** The same thing twice means two reasons and two last days, of which one is wrong. */
export const listEntryDuplicate: Lint = {
  code: "list-entry-duplicate",
  *check({ lists }) {
    for (const list of lists.values()) {
      const first = new Map<string, number>();
      for (const [index, { value, key }] of list.value.entries.entries()) {
        const text = value === undefined ? `key ${key}` : `value ${value}`;
        const other = first.get(text);
        if (other === undefined) first.set(text, index);
        else yield { at: list, path: ["entries", index], message: `Entry ${other + 1} is the same.` };
      }
    }
  },
};
