import { Environment } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "./evaluation.ts";

/** The same signals for CEL's own evaluator, as maps of the parts of their dotted names. */
const engine = new Environment()
  .registerVariable("channel", "string")
  .registerVariable("order", "map<string, double>")
  .registerVariable("email", "map<string, bool>");

const number = fc.constantFrom("order.quantity", "1.0", "2.0", "0.5");
const sum = fc.tuple(number, fc.constantFrom("+", "-", "*"), number).map((parts) => `(${parts.join(" ")})`);
const text = fc.constantFrom('"web"', '"w"', '""', '"eb"');
const comparison = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("email.aliased", "true", "false"),
    fc.tuple(fc.oneof(number, sum), comparison, fc.oneof(number, sum)).map((parts) => parts.join(" ")),
    fc.tuple(fc.constantFrom("==", "!="), text).map(([operator, value]) => `channel ${operator} ${value}`),
    fc
      .tuple(fc.constantFrom("startsWith", "endsWith", "contains"), text)
      .map(([name, value]) => `channel.${name}(${value})`),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => `channel in [${values.join(", ")}]`),
    fc
      .array(text, { minLength: 1, maxLength: 3 })
      .map((values) => `[${values.join(", ")}].exists(x, channel.contains(x))`),
    fc
      .array(text, { minLength: 1, maxLength: 3 })
      .map((values) => `[${values.join(", ")}].all(x, channel.contains(x))`),
    tie("condition").map((inner) => `!(${inner})`),
    fc.tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition")).map((parts) => `(${parts.join(" ")})`),
    fc
      .tuple(tie("condition"), tie("condition"), tie("condition"))
      .map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
  ),
}));

describe("a condition over present signals", () => {
  it("comes out as in the engine whose language it is written in", () => {
    const signals = fc.record({
      channel: fc.constantFrom("web", "app"),
      quantity: fc.constantFrom(0, 1, 2, 3),
      aliased: fc.boolean(),
    });
    fc.assert(
      fc.property(condition, signals, (when, { channel, quantity, aliased }) => {
        const expected = engine.evaluate(when, { channel, order: { quantity }, email: { aliased } });
        const outcome = outcomeOf(when, { channel, "order.quantity": quantity, "email.aliased": aliased });
        expect(outcome).toBe(expected === true ? "match" : "no_match");
      }),
      { numRuns: 500 },
    );
  });
});
