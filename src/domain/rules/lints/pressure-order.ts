import type { Lint } from "./lint.ts";

/** A harder pressed sale never asks fewer people, nor for less. */
export const pressureOrder: Lint = {
  code: "pressure-order",
  *check({ policy }) {
    const ladder = policy?.value.pressure;
    if (policy === undefined || ladder === undefined) return;
    const [busy, besieged] = [ladder.busy.asks, ladder.besieged.asks];
    for (const field of ["standingBelow", "work"] as const) {
      if (besieged[field] >= busy[field]) continue;
      yield {
        at: policy,
        path: ["pressure", "besieged", "asks", field],
        message: `A besieged sale asks for ${field} ${besieged[field]}, a busy one for ${busy[field]} already.`,
        hint: `Write ${busy[field]} or more.`,
      };
    }
  },
};
