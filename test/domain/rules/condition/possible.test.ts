import fc from "fast-check";
import { assert, describe, expect, it } from "vitest";
import { canonicalCondition } from "../../../../src/domain/rules/condition/canonical-condition.ts";
import type { Condition } from "../../../../src/domain/rules/condition/condition.ts";
import { parseCondition } from "../../../../src/domain/rules/condition/parse-condition.ts";
import { implies, isImpossible } from "../../../../src/domain/rules/condition/possible.ts";
import { outcomeOf, SYMBOLS } from "./evaluation.ts";

function read(when: string): Condition {
  const { condition } = parseCondition(when, SYMBOLS);
  assert(condition, when);
  return condition;
}

describe("isImpossible", () => {
  it.each([
    ["order.quantity > 5 && order.quantity < 6", true],
    ["account.age_hours > 5 && account.age_hours < 6", false],
    ["account.age_hours < 0", true],
    ["account.age_hours < 1/60 && account.age_hours > 0.02", true],
    ["5 > order.quantity && 6 < order.quantity", true],
    ['channel in ["web", "app"] && channel in ["app", "sms"]', false],
    ['channel in ["web", "app"] && channel in ["sms", "phone"]', true],
    ['payment.method == "a" && payment.method != "a"', true],
    ['payment.method != "a" && payment.method != "b"', false],
    ['channel != "web" && channel != "app" && channel != "store" && channel != "sms" && channel != "phone"', true],
    ["account.key in lists.exempt && !(account.key in lists.exempt)", true],
    ["!has(visit.elapsed_ms) && visit.elapsed_ms > 5", true],
    ["has(visit.elapsed_ms) && visit.elapsed_ms > 5", false],
    ["order.quantity == 1.5", true],
  ])("%s: %s", (when, impossible) => {
    expect(isImpossible(true, read(when))).toBe(impossible);
  });

  it("never says so of a condition that some checkout matches", () => {
    const atom = fc.oneof(
      fc
        .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), fc.integer({ min: 0, max: 4 }))
        .map(([operator, bound]) => `order.quantity ${operator} ${bound}`),
      fc.constantFrom('channel == "web"', 'channel != "app"', 'channel in ["web", "sms"]', "email.aliased"),
    );
    const { condition } = fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        atom,
        tie("condition").map((inner) => `!(${inner})`),
        fc
          .tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition"))
          .map((parts) => `(${parts.join(" ")})`),
      ),
    }));
    const checkouts = ["web", "app", "store", "sms", "phone"].flatMap((channel) =>
      [0, 1, 2, 3, 4, 5].flatMap((quantity) =>
        [true, false].map((aliased) => ({ channel, "order.quantity": quantity, "email.aliased": aliased })),
      ),
    );
    fc.assert(
      fc.property(condition, (when) => {
        const matched = checkouts.some((signals) => outcomeOf(when, signals) === "match");
        expect(isImpossible(true, read(when))).toBe(!matched);
      }),
    );
  });
});

describe("implies", () => {
  it.each([
    ["order.quantity > 5", "order.quantity > 3", true],
    ["order.quantity > 3", "order.quantity > 5", false],
    ['order.quantity > 5 && channel == "web"', "order.quantity > 5", true],
    ["order.quantity > 5", 'order.quantity > 5 || channel == "web"', false],
    ['channel == "web" && email.aliased', 'channel in ["web", "app"]', true],
  ])("%s implies %s: %s", (condition, other, implied) => {
    expect(implies(read(condition), read(other))).toBe(implied);
  });
});

describe("canonicalCondition", () => {
  it.each([
    ["order.quantity > 5", "5<order.quantity"],
    [
      "email.aliased && (channel == 'web' && email.disposable)",
      "email.disposable && email.aliased && 'web' == channel",
    ],
    ["channel in ['web', 'app']", "channel in ['app', 'web']"],
    ["['a'].exists(x, channel == x)", "['a'].exists(y, channel == y)"],
  ])("is one for %s and %s", (one, other) => {
    expect(canonicalCondition(read(one))).toBe(canonicalCondition(read(other)));
  });
});
