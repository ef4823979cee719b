import type { Lint } from "./lint.ts";

const DAY_MS = 86_400_000;

/** People move, change numbers and mend their ways: no entry counts for longer than two years. */
const ENTRY_DAYS_MAX = 731;

export const listEntryDates: Lint = {
  code: "list-entry-dates",
  *check({ lists }) {
    for (const list of lists.values()) {
      for (const [index, { added, expires }] of list.value.entries.entries()) {
        const days = (Date.parse(expires) - Date.parse(added)) / DAY_MS;
        if (days > 0 && days <= ENTRY_DAYS_MAX) continue;
        const message =
          days > 0 ? "The entry counts for more than two years." : "The entry expires before it was added.";
        yield { at: list, path: ["entries", index, "expires"], message };
      }
    }
  },
};
