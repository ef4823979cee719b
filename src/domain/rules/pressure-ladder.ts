import type { Ladder } from "../pressure/ladder.ts";
import { PRESSURE_MEASURES } from "../signals/pressure-measures.ts";
import type { Symbols } from "./condition/check-condition.ts";
import { compileCondition } from "./condition/compile-condition.ts";
import { parseCondition } from "./condition/parse-condition.ts";
import { evaluateCondition } from "./evaluate-rules.ts";
import type { PolicyFile } from "./policy-file.ts";

export type PressureFile = NonNullable<PolicyFile["pressure"]>;

/** The levels that a policy declares, highest first. */
export const DECLARED_LEVELS = ["besieged", "busy"] as const;

/** What the condition of a level may name: what a sale measures of itself, and no list. */
export const PRESSURE_SYMBOLS: Symbols = {
  signals: new Map(PRESSURE_MEASURES.map((signal) => [signal.name, signal])),
  lists: new Set(),
};

/** Compiles the ladder of a checked policy. @param failures takes a sentence for each condition that is none */
export function compileLadder(file: PressureFile, failures: string[]): Ladder {
  const levels = DECLARED_LEVELS.flatMap((level) => {
    const { condition, problems } = parseCondition(file[level].when, PRESSURE_SYMBOLS);
    failures.push(...problems.map(({ message }) => `pressure/${level}: ${message}`));
    return condition === undefined ? [] : [{ level, evaluate: compileCondition(condition, new Map()) }];
  });
  return {
    calmAfterMs: file.calmAfterSeconds * 1000,
    // Conditions of a ladder name no list, so that no moment matters to them.
    levelOf: (measures) =>
      levels.find(({ evaluate }) => evaluateCondition(evaluate, measures, 0) === "match")?.level ?? "calm",
    asks: (level) => (level === "calm" ? undefined : file[level].asks),
  };
}
