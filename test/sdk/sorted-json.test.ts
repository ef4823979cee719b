import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, type Json } from "../../src/domain/canonical-json.ts";
import { sortedJson } from "../../src/sdk/sorted-json.ts";

const name = fc.string({ minLength: 1 }).filter((text) => Number.isNaN(Number(text)));
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;

test("the browser and the service write observations as the same text", () => {
  fc.assert(fc.property(json, (value) => sortedJson(value) === canonicalJson(value)));
});

test("members are sorted and undefined is left out", () => {
  expect(sortedJson({ b: 1, a: { d: undefined, c: [2, 1] } })).toBe('{"a":{"c":[2,1]},"b":1}');
});
