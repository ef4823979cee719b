import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCondition } from "../../../../src/domain/rules/condition/parse-condition.ts";
import { SYMBOLS } from "./evaluation.ts";

/** Code, text at fault and hint of each problem. */
function problemsOf(when: string) {
  return parseCondition(when, SYMBOLS).problems.map(({ code, start, end, hint }) => [
    code,
    when.slice(start, end),
    hint,
  ]);
}

describe("parseCondition", () => {
  it("reports every problem at once, each with its text and the nearest known name", () => {
    expect(
      problemsOf(
        'device.other_acounts_in_sale >= 1 && chanel == "web" && account.key in lists.exmpt || email.aliased > 1',
      ),
    ).toEqual([
      ["signal-unknown", "device.other_acounts_in_sale", 'Did you mean "device.other_accounts_in_sale"?'],
      ["signal-unknown", "chanel", 'Did you mean "channel"?'],
      ["list-unknown", "lists.exmpt", 'Did you mean "exempt"?'],
      ["type-mismatch", "email.aliased", undefined],
    ]);
  });

  it("does not report what follows from a problem reported already", () => {
    expect(problemsOf('!(chanel.startsWith("w")) && order.quantity + chanel > 1').map(([code]) => code)).toEqual([
      "signal-unknown",
      "signal-unknown",
    ]);
  });

  it("names the way out where a regular expression or a single equals sign was meant", () => {
    expect(problemsOf('channel.matches("w.*")')).toEqual([
      ["pattern-not-supported", 'channel.matches("w.*")', expect.stringContaining("glob")],
    ]);
    expect(problemsOf('channel = "web"')).toEqual([["condition-syntax", "=", "Equality is written ==."]]);
  });

  it.each([
    ["order.quantity > 1 and email.aliased", "and", 'Write && for "and".'],
    ["email.aliased OR email.aliased", "OR", 'Write || for "or".'],
    ["not email.aliased", "email", 'Write ! for "not", before what it turns round.'],
    ["email.aliased & email.aliased", "&", "Write && for both."],
    ["order.quantity => 1", "=", "At least is written >=."],
    ["order.quantity ≤ 1", "≤", "At most is written <=."],
    ["order.quantity <> 1", ">", "Inequality is written !=."],
    ["order.quantity > 1h", "h", "A number has no unit: the name of the signal says it."],
    ["channel == “web”", "“", 'Texts stand in straight quotes: "web".'],
    ['channel == "web', '"web', "It ends with the quote that it began with."],
    ["order.quantity > 1;", ";", "A condition is one expression: leave the semicolon out."],
    ["order.quantity > 1)", ")", "There is one ) more than there are (."],
    ["(order.quantity > 1", "", "A bracket that was opened is not closed: add )."],
    ["order.quantity >", "", "Something must follow >, or leave it out."],
    ["email.aliased &&", "", "Something must follow &&, or leave it out."],
  ])("says what to write in place of %s", (when, at, hint) => {
    expect(problemsOf(when)).toEqual([["condition-syntax", at, hint]]);
  });

  it.each([
    "__proto__ == 1",
    "channel.__proto__ == channel",
    "channel.constructor == channel",
    "channel.length > 1",
    "toString == 1",
    "has(channel.toString)",
    'channel["length"] > 1',
    "lists.exempt.size() > 1",
    "lists.constructor == lists.exempt",
    "account.key in lists.__proto__",
    'type(channel) == type("web")',
    'duration("1s") == duration("1s")',
    "[channel].map(c, c) == [channel]",
    'string(order.quantity) == "1"',
    'channel.split("") == []',
    "{1: 2}[1] == 2",
    "b'a' == b'a'",
    "1u == 1u",
    "order.quantity.exists(c, true)",
    'channel.exists(c, c == "w")',
    "optional.of(channel).hasValue()",
  ])("gives no condition for %s, which reaches beyond signals and lists", (when) => {
    const { condition, problems } = parseCondition(when, SYMBOLS);
    expect(condition).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });

  it("never throws, whatever is written", () => {
    const words = [
      "device.key",
      "channel",
      "lists.exempt",
      "x",
      "1",
      "1u",
      "0x1F",
      "1e9",
      '"a"',
      "b'a'",
      "r'\\'",
      "null",
      "true",
    ];
    const calls = [
      "has()",
      "has(",
      "dyn(",
      "cel.bind(",
      "optional.of(",
      ".bind(",
      ".map(",
      ".filter(",
      ".exists(",
      ".all(",
      ".exists_one(",
      ".glob(",
    ];
    const signs = [
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      ",",
      ".",
      ".?",
      "?",
      ":",
      "!",
      "-",
      "&&",
      "||",
      "==",
      "<",
      "in",
      "+",
      "/",
      "%",
      " ",
      "=",
      "\\",
    ];
    const token = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom(...calls),
      fc.constantFrom(...signs),
      fc.string({ maxLength: 2 }),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
        const { condition, problems } = parseCondition(tokens.join(""), SYMBOLS);
        expect(condition === undefined).toBe(problems.length > 0);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(["!", "-", "(", "[", "a.", "[1].exists(x, ", "true && ", "true ? true : "])(
    "bears %j over and over",
    (piece) => {
      expect(problemsOf(piece.repeat(1_900 / piece.length)).length).toBeGreaterThan(0);
    },
  );

  it("lets a quantifier's name hide a signal only inside the quantifier", () => {
    expect(problemsOf('["w"].exists(channel, channel == "w") && channel == "web"')).toEqual([]);
    expect(problemsOf('["w"].exists(letter, letter == "w") && letter == "web"').map(([code]) => code)).toEqual([
      "signal-unknown",
    ]);
  });
});
