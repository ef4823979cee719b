import type { Lint } from "./lint.ts";

/** For each channel and mode exactly one row applies. */
export const thresholdRows: Lint = {
  code: "threshold-rows",
  *check({ policy }) {
    if (!policy) return;
    const first = new Map<string, number>();
    for (const [index, { channel, mode }] of policy.value.thresholds.entries()) {
      const scope = `${channel ?? "every channel"}, ${mode ?? "every mode"}`;
      const other = first.get(scope);
      if (other === undefined) first.set(scope, index);
      else {
        const message = `Row ${other + 1} is about ${scope} already.`;
        yield { at: policy, path: ["thresholds", index], message };
      }
    }
    if (!first.has("every channel, every mode")) {
      const message = "No row applies where no other does.";
      yield { at: policy, path: ["thresholds"], message, hint: "Add a row without channel and mode." };
    }
  },
};
