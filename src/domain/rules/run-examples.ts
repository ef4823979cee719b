import type { RuleOutcome } from "../decision/decision.ts";
import { compileCondition } from "./condition/compile-condition.ts";
import { listsRead } from "./condition/condition.ts";
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

/** Puts the values that an example assumes into lists, in place of copies, which of a long list take long. @returns takes them out */
function assume(
  lists: ReadonlyMap<string, Map<string, number>>,
  assumed: { readonly [list: string]: readonly string[] },
): () => void {
  const undo: (() => void)[] = [];
  for (const [name, values] of Object.entries(assumed)) {
    const entries = lists.get(name);
    for (const value of new Set(values)) {
      const before = entries?.get(value);
      entries?.set(value, Number.POSITIVE_INFINITY);
      undo.push(() => (before === undefined ? entries?.delete(value) : entries?.set(value, before)));
    }
  }
  return () => {
    for (const each of undo) each();
  };
}

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
  const written = new Map<string, Map<string, number>>();
  for (const name of listsRead(condition)) {
    const entries = lists.get(name)?.value.entries ?? [];
    written.set(name, new Map(entries.map(({ value, key, expires }) => [value ?? key ?? "", Date.parse(expires)])));
  }
  const evaluate = compileCondition(condition, written);
  return examples.flatMap((example, index) => {
    if (!example) return [];
    const { note, given, lists: assumed = {}, expect } = example;
    const takeOut = assume(written, assumed);
    const result = evaluateCondition(evaluate, given, nowMs);
    takeOut();
    return { index, note, expected: expect, result };
  });
}
