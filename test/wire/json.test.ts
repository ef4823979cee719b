import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/domain/canonical-json.ts";
import { jsonPointer, parseJson } from "../../src/wire/json.ts";
import { stepsOf } from "../support/steps.ts";

const nested = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;
const PARSE_JSON = { module: new URL("../../src/wire/json.ts", import.meta.url), name: "parseJson" };
const LOOK_AGAIN = { module: new URL("../support/look-again.ts", import.meta.url), name: "lookAgain" };
const INEXACT = "is a number that cannot be read exactly";

describe("parseJson", () => {
  it("reads what any JSON reader reads", () => {
    expect(parseJson(' {"a":[1,-2.5,1e3,"\\u00e9\\n",true,false,null],"":{}} ')).toEqual({
      ok: true,
      value: { a: [1, -2.5, 1000, "é\n", true, false, null], "": {} },
    });
  });

  it("reads back whatever is written from JSON values that keep their meaning", () => {
    const value = fc.jsonValue({ maxDepth: 8 }).filter((each) => !/:-0|\[-0|,-0|^-0/.test(canonicalText(each)));
    fc.assert(
      fc.property(value, (each) => {
        const read = parseJson(JSON.stringify(each));
        if (read.ok) expect(JSON.stringify(read.value)).toBe(JSON.stringify(each));
        else expect(read.error.detail).toBe(INEXACT);
      }),
    );
  });

  it.each(["", " ", "{", "{a:1}", "{'a':1}", "[1,]", "01", "+1", ".5", "NaN", "Infinity", "undefined", "//x", '"\t"'])(
    "refuses %j, which is not JSON",
    (text) => {
      expect(parseJson(text)).toMatchObject({ ok: false, error: { pointer: "" } });
    },
  );

  it("says where the text stops being JSON, and repeats nothing of it", () => {
    const read = parseJson('{"secret": canary}');
    expect(read).toEqual({
      ok: false,
      error: { pointer: "", detail: expect.stringMatching(/^is not JSON(: see .*)?$/) },
    });
    expect(JSON.stringify(read)).not.toContain("canary");
  });

  it.each([
    ['{"a":1,"a":1}', "/a"],
    ['{"a":1,"\\u0061":2}', "/a"],
    ['{"x":[{"b":{}},{"b":1,"c":2,"b":3}]}', "/x/1/b"],
    ['{"a/b":{"~":1,"~":2}}', "/a~1b/~0"],
    ['{"__proto__":1,"__proto__":2}', "/__proto__"],
  ])("refuses the repeated member of %s at %s", (text, pointer) => {
    expect(parseJson(text)).toEqual({ ok: false, error: { pointer, detail: "appears more than once" } });
  });

  it("does not take members of two objects for a repeat", () => {
    expect(parseJson('{"a":{"b":1},"c":{"b":2},"b":[{"b":1},{"b":1}]}').ok).toBe(true);
  });

  it("reads twelve levels and refuses thirteen", () => {
    expect(parseJson(nested(12)).ok).toBe(true);
    expect(parseJson(nested(13))).toEqual({
      ok: false,
      error: { pointer: "", detail: "is nested more than 12 levels deep" },
    });
  });

  it("counts no bracket inside a text", () => {
    expect(parseJson(JSON.stringify({ a: '[[[[[[[[[[[[[[[{{{{{{{{"\\[[[' })).ok).toBe(true);
  });

  it("sees nesting that a repeated member would hide", () => {
    expect(parseJson(`{"a":${nested(5_000)},"a":1}`)).toMatchObject({ ok: false, error: { pointer: "" } });
  });

  it.each([
    "-0",
    "-0.0",
    "1e400",
    "-1e400",
    "1e-400",
    "9007199254740993",
    "9007199254740992",
    "1e22",
    "0.0e-1",
    "-0e5",
  ])("reads %s only if it keeps its value", (literal) => {
    const kept = literal === "0.0e-1";
    expect(parseJson(`{"n":${literal}}`)).toEqual(
      kept ? { ok: true, value: { n: 0 } } : { ok: false, error: { pointer: "/n", detail: INEXACT } },
    );
  });

  it.each([
    ['{"a":["\\ud800"]}', "/a/0", "holds half a surrogate pair"],
    ['{"a":"\\udc00\\ud800"}', "/a", "holds half a surrogate pair"],
    ['{"a":{"\\uD83D":1}}', "/a", "has a member whose name holds half a surrogate pair"],
  ])("refuses %s, which no UTF-8 can write", (text, pointer, detail) => {
    expect(parseJson(text)).toEqual({ ok: false, error: { pointer, detail } });
  });

  it("reads a whole pair, escaped or not", () => {
    expect(parseJson('["\\ud83d\\ude00","😀"]')).toEqual({ ok: true, value: ["😀", "😀"] });
  });

  it.each([
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["0.1", 0.1],
    ["1e2", 100],
  ])("reads %s", (literal, value) => {
    expect(parseJson(literal)).toEqual({ ok: true, value });
  });

  it("keeps a member named __proto__ as a member, and no prototype", () => {
    const read = parseJson('{"__proto__":{"polluted":true}}');
    expect(read.ok && Object.keys(Object(read.value))).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });

  it.each<readonly [string, (length: number) => string]>([
    ["nested lists", (length) => nested(length / 2)],
    ["members that repeat", (length) => `{${'"a":1,'.repeat(length / 6)}"b":1}`],
    ["members that do not", (length) => `{${Array.from({ length: length / 10 }, (_, at) => `"${at}":1`).join(",")}}`],
    ["escaped backslashes", (length) => `"${"\\\\".repeat(length / 2)}"`],
    ["blanks", (length) => " ".repeat(length)],
    ["lists in lists", (length) => `[${Array.from({ length: length / 8 }, () => "[[[1]]]").join(",")}]`],
    ["digits", (length) => "1".repeat(length)],
    ["halves of pairs", (length) => JSON.stringify(Array.from({ length: length / 9 }, () => "\ud800"))],
  ])("needs steps in proportion to the text, of %s", async (_, textOf) => {
    const [short, long] = [textOf(8_000), textOf(64_000)];
    const [ofShort = 0, ofLong = 0] = await stepsOf(PARSE_JSON, [short, long]);
    expect(ofShort).toBeGreaterThan(0);
    expect(ofLong / long.length).toBeLessThan((1.1 * ofShort) / short.length);
  });

  it("would be told by its steps, if it looked at everything again for each letter", async () => {
    const [ofShort = 0, ofLong = 0] = await stepsOf(LOOK_AGAIN, ["a".repeat(200), "a".repeat(1_600)]);
    expect(ofLong / ofShort).toBeGreaterThan(32);
  });
});

function canonicalText(value: fc.JsonValue): string {
  return JSON.stringify(value, (_, each) => (Object.is(each, -0) ? "-0" : each)).replaceAll('"-0"', "-0");
}

describe("jsonPointer", () => {
  it.each([
    [[], ""],
    [["a", 0, "b"], "/a/0/b"],
    [["a/b", "m~n", ""], "/a~1b/m~0n/"],
  ])("writes %j as RFC 6901 says", (path, pointer) => {
    expect(jsonPointer(path)).toBe(pointer);
  });
});

it("canonical JSON of what was read is read again as the same", () => {
  const read = parseJson('{"b":1,"a":[{"d":null,"c":"x"}]}');
  expect(read.ok && canonicalJson(read.value)).toBe('{"a":[{"c":"x","d":null}],"b":1}');
});
