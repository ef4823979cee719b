import type { Lint } from "./lint.ts";

/** An expired entry no longer counts, and readers of the file believe that it does. */
export const listEntryExpired: Lint = {
  code: "list-entry-expired",
  *check({ lists, nowMs }) {
    for (const [name, list] of lists) {
      for (const [index, { expires }] of list.value.entries.entries()) {
        if (nowMs < Date.parse(expires)) continue;
        const message = `Entry ${index + 1} of lists.${name} expired on ${expires}.`;
        yield {
          at: list,
          path: ["entries", index, "expires"],
          message,
          hint: "Remove it, or renew it with its reason.",
        };
      }
    }
  },
};
