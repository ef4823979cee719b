import { assert, expect } from "vitest";
import type { Symbols } from "../../../../src/domain/rules/condition/check-condition.ts";
import { compileCondition, type ListEntries } from "../../../../src/domain/rules/condition/compile-condition.ts";
import { parseCondition } from "../../../../src/domain/rules/condition/parse-condition.ts";
import { evaluateRules } from "../../../../src/domain/rules/evaluate-rules.ts";
import { SIGNALS } from "../../../../src/domain/signals/catalogue.ts";
import type { Signals } from "../../../../src/domain/signals/signal.ts";

export const NOW_MS = Date.parse("2026-11-01T00:00:00Z");

const LISTS: ReadonlyMap<string, ListEntries> = new Map([
  [
    "exempt",
    new Map([
      ["acc_listed", NOW_MS + 1],
      ["acc_expired", NOW_MS],
    ]),
  ],
]);

export const SYMBOLS: Symbols = { signals: SIGNALS, lists: new Set(LISTS.keys()) };

/** What a rule with this condition makes of the signals. */
export function outcomeOf(when: string, signals: Signals) {
  const { condition, problems } = parseCondition(when, SYMBOLS);
  expect(problems).toEqual([]);
  assert(condition);
  const evaluate = compileCondition(condition, LISTS);
  const rule = { id: "test.rule", reason: "TEST", message: "A test.", signals: [], status: "live", evaluate } as const;
  const [result] = evaluateRules([{ ...rule, then: "deny" }], signals, NOW_MS);
  return result?.result;
}
