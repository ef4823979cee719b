import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "./evaluation.ts";

const WEB = { channel: "web", "order.quantity": 2, "account.key": "acc_listed", "email.disposable": true };

describe("a condition over signals that are present", () => {
  it.each([
    ["order.quantity == 2", "match"],
    ["order.quantity != 2", "no_match"],
    ["order.quantity >= 2 && order.quantity <= 2", "match"],
    ["order.quantity < 2 || order.quantity > 2", "no_match"],
    ["!email.disposable", "no_match"],
    ["-order.quantity < 0", "match"],
    ["order.quantity * 3 - 1 == 5 && order.quantity % 2 == 0", "match"],
    ["order.quantity / 4 == 0.5", "match"],
    ["1/60 < 0.017 && 1/60 > 0.016", "match"],
    ["(email.disposable ? order.quantity : 0) == 2", "match"],
    ["(email.disposable ? 0 : order.quantity) == 2", "no_match"],
    ['channel in ["web", "app"]', "match"],
    ["order.quantity in [1, 3]", "no_match"],
    ['channel.startsWith("w")', "match"],
    ['channel.endsWith("w")', "no_match"],
    ['channel.contains("e")', "match"],
    ['channel.glob("w?b*")', "match"],
    ["account.key in lists.exempt", "match"],
    ['["w", "x"].exists(letter, channel.startsWith(letter))', "match"],
    ["[1, 2].all(count, count <= order.quantity)", "match"],
    ["[1, 3].all(count, count <= order.quantity)", "no_match"],
    ["[1, 2].exists(a, [2, 4].exists(b, a * b == 8))", "match"],
    ["lists.exempt.exists(key, account.key.startsWith(key))", "match"],
    ["has(order.quantity) && !has(visit.elapsed_ms)", "match"],
    ["has(channel)", "match"],
  ])("%s is %s", (when, outcome) => {
    expect(outcomeOf(when, WEB)).toBe(outcome);
  });
});

describe("a condition over an absent signal", () => {
  it.each([
    ["visit.elapsed_ms < 800", "absent"],
    ["!(visit.elapsed_ms < 800)", "absent"],
    ["visit.elapsed_ms == visit.elapsed_ms", "absent"],
    ["order.quantity > 5 && visit.elapsed_ms < 800", "no_match"],
    ["visit.elapsed_ms < 800 && order.quantity > 5", "no_match"],
    ["order.quantity == 2 || visit.elapsed_ms < 800", "match"],
    ["visit.elapsed_ms < 800 || order.quantity == 2", "match"],
    ["order.quantity == 2 && visit.elapsed_ms < 800", "absent"],
    ["order.quantity > 5 || visit.elapsed_ms < 800", "absent"],
    ["(has(visit.elapsed_ms) ? visit.elapsed_ms : 0) < 800", "match"],
    ["(visit.elapsed_ms > 0 ? 1 : 2) == 2", "absent"],
    ['phone.type in ["VOIP"]', "absent"],
    ['!(phone.type in ["VOIP"])', "absent"],
    ['phone.type.glob("*")', "absent"],
    ["device.key in lists.exempt", "absent"],
    ['["a"].exists(letter, phone.type.startsWith(letter))', "absent"],
    ["order.quantity / 0 > 1", "absent"],
  ])("%s is %s", (when, outcome) => {
    expect(outcomeOf(when, WEB)).toBe(outcome);
  });
});

describe("a list", () => {
  it("does not count an entry from the moment it expires", () => {
    expect(outcomeOf("account.key in lists.exempt", { "account.key": "acc_expired" })).toBe("no_match");
    expect(outcomeOf("lists.exempt.exists(key, account.key.startsWith(key))", { "account.key": "acc_expired" })).toBe(
      "no_match",
    );
  });
});

describe("an evaluation that cannot be trusted", () => {
  it("has an outcome and no exception, whatever the signals hold", () => {
    const value = fc.oneof(fc.boolean(), fc.double(), fc.string(), fc.constantFrom("web", 0, 1));
    const names = fc.constantFrom(
      "channel",
      "order.quantity",
      "email.aliased",
      "payment.method",
      "account.key",
      "__proto__",
    );
    const conditions = fc.constantFrom(
      'order.quantity / order.quantity > 1 || channel.glob("*w*")',
      'email.aliased && ["a", "b"].all(x, payment.method.contains(x))',
      "!(account.key in lists.exempt) || (email.aliased ? order.quantity : 1) % 2 == 0",
      "has(channel) && lists.exempt.exists(key, channel.endsWith(key)) || order.quantity in [1, 2]",
    );
    fc.assert(
      fc.property(conditions, fc.dictionary(names, value), (when, signals) => {
        expect(["match", "no_match", "absent", "error"]).toContain(outcomeOf(when, signals));
      }),
    );
  });

  it("is an error where a signal is not of its catalogue's type", () => {
    expect(outcomeOf("order.quantity >= 1", { "order.quantity": "2" })).toBe("error");
    expect(outcomeOf("order.quantity >= 1", { "order.quantity": Number.NaN })).toBe("error");
  });

  it("is an error where a text is so long that the steps run out", () => {
    const text = "a".repeat(20_000);
    expect(outcomeOf('payment.method.contains("b")', { "payment.method": text })).toBe("error");
    expect(outcomeOf('payment.method.contains("b")', { "payment.method": "a".repeat(200) })).toBe("no_match");
  });
});
