import { listedValue } from "../listed-value.ts";
import type { Lint } from "./lint.ts";

/** An entry in another spelling than the one that keys are made from matches nobody, and its author believes it does. */
export const listValueForm: Lint = {
  code: "list-value-form",
  *check({ lists }) {
    for (const list of lists.values()) {
      const { kind, entries } = list.value;
      for (const [index, { value }] of entries.entries()) {
        if (value === undefined || listedValue(kind, value) === value) continue;
        // The message must not repeat the value: it is somebody's, and reports end up in logs.
        const message = `The value of entry ${index + 1} is not in the one spelling of its kind (${kind}).`;
        const hint = `npm run rules hash -- --kind ${kind} prints the form to write down.`;
        yield { at: list, path: ["entries", index, "value"], message, hint };
      }
    }
  },
};
