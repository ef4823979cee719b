import type { RuleOutcome } from "../decision/decision.ts";
import { compileCondition, type ListEntries } from "./condition/compile-condition.ts";
import { evaluateCondition } from "./evaluate-rules.ts";
import type { ListFile } from "./list-file.ts";
import type { SourceOf } from "./read-file.ts";
import type { SourceFragment } from "./read-policy.ts";

export type ExampleResult = {
  readonly index: number;
  readonly note?: string | undefined;
  readonly expected: RuleOutcome;
  readonly result: RuleOutcome;
};

/**
 * Runs the examples that stand in a rule's file. Listed values are compared as they are written, without the secret of a
 * shop: an example names the value that it means.
 */
export function runExamples(
  { value: { examples }, condition }: Pick<SourceFragment, "value" | "condition">,
  lists: ReadonlyMap<string, SourceOf<ListFile>>,
  nowMs: number,
): readonly ExampleResult[] {
  if (!condition) return [];
  return examples.flatMap((example, index) => {
    if (!example) return [];
    const { note, given, lists: assumed = {}, expect } = example;
    const entries = new Map<string, ListEntries>();
    for (const [name, { value: list }] of lists) {
      const written = list.entries.map(({ value, key, expires }) => [value ?? key ?? "", Date.parse(expires)] as const);
      const added = (assumed[name] ?? []).map((value) => [value, Number.POSITIVE_INFINITY] as const);
      entries.set(name, new Map([...written, ...added]));
    }
    const result = evaluateCondition(compileCondition(condition, entries), given, nowMs);
    return { index, note, expected: expect, result };
  });
}
