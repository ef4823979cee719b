import type { Lint } from "./lint.ts";

/** A higher probability never gets a milder answer: challenge, then review, then deny. */
export const thresholdOrder: Lint = {
  code: "threshold-order",
  *check({ policy }) {
    for (const [index, row] of policy?.value.thresholds.entries() ?? []) {
      const [challenge, review, deny] = [row.challenge, row.review, row.deny].map((threshold) =>
        threshold === "never" ? undefined : threshold,
      );
      const steps = [challenge, review, deny].filter((threshold) => threshold !== undefined);
      const rises = steps.every((threshold, step) => step === 0 || threshold >= (steps[step - 1] ?? 0));
      if (rises || !policy) continue;
      const message = "The thresholds must rise from challenge to review to deny.";
      yield { at: policy, path: ["thresholds", index], message };
    }
  },
};
