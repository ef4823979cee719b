import type { Condition } from "../condition/condition.ts";
import { walk } from "../condition/condition.ts";
import { valuesOf } from "../condition/signal-values.ts";
import { nearestHint } from "../nearest-name.ts";
import type { Lint } from "./lint.ts";

/** A signal that takes few values is only compared with those. */
export const valueUnknown: Lint = {
  code: "value-unknown",
  *check({ rules }) {
    for (const rule of rules) {
      for (const part of rule.condition ? walk(rule.condition) : []) {
        const { signal, named } = namedValues(part);
        const known = signal === undefined ? undefined : valuesOf(signal);
        for (const value of known ? named : []) {
          if (known?.includes(String(value))) continue;
          const offset = Math.max(0, rule.value.when.indexOf(String(value)));
          const message = `${signal} is never "${value}".`;
          const hint = nearestHint(String(value), known ?? []);
          yield { at: rule, path: ["when"], offset, rule: rule.value.id, message, hint };
        }
      }
    }
  },
};

function namedValues(part: Condition): { readonly signal?: string; readonly named: readonly unknown[] } {
  if (part.op === "in" && part.of.op === "signal" && part.collection.kind === "values") {
    return { signal: part.of.name, named: part.collection.values };
  }
  if (part.op !== "compare") return { named: [] };
  const sides = [part.left, part.right];
  const signal = sides.find((side) => side.op === "signal");
  const literal = sides.find((side) => side.op === "literal");
  return signal && literal ? { signal: signal.name, named: [literal.value] } : { named: [] };
}
