import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withoutNamed } from "../../../src/domain/policy/forget-listed.ts";
import { entryTest } from "../../../src/domain/rules/list-lookup.ts";
import type { Pseudonym } from "../../../src/domain/rules/load-policy.ts";
import { hashedPolicySchema } from "../../../src/domain/rules/policy-document.ts";

const SHIPPED = hashedPolicySchema.parse(JSON.parse(readFileSync("dist/policy.json", "utf8")));
const ABOUT = { provenance: "The city library asked for it", added: "2026-09-01", expires: "2027-03-01" };
const ANN = { value: "acc_ann", ...ABOUT };
const ANN_BY_KEY = { key: "e1.ann", ...ABOUT };
const BOB = { value: "acc_bob", ...ABOUT };

function policyWith(entries: readonly (typeof ANN | typeof ANN_BY_KEY)[]) {
  const list = SHIPPED.lists.vouched_accounts;
  if (list === undefined) throw new TypeError("the shipped policy has a list of accounts that staff vouch for");
  return { ...SHIPPED, lists: { ...SHIPPED.lists, vouched_accounts: { ...list, entries: [...entries] } } };
}

const names = entryTest(new Set(["e1.ann", "e0.ann"]), [
  (kind, value) => (kind === "account" ? `e2.${value}` : value),
  (_, value) => (value === "acc_ann" ? "e0.ann" : "e0.other"),
]);

describe("a policy without somebody", () => {
  it("lacks the entries that name the person by value or by key, and says how many of which list", () => {
    const { left, lists } = withoutNamed(policyWith([ANN, BOB, ANN_BY_KEY]), names);
    expect(left).toEqual(policyWith([BOB]));
    expect(lists).toEqual([{ list: "vouched_accounts", entries: 2 }]);
  });

  it("is the same policy where nobody was named", () => {
    expect(withoutNamed(policyWith([BOB]), names)).toEqual({ left: policyWith([BOB]), lists: [] });
  });
});

describe("the test of entries", () => {
  it("asks the pseudonyms once for each value, kind by kind", () => {
    const asked: string[] = [];
    const pseudonym: Pseudonym = (kind, value) => {
      asked.push(`${kind} ${value}`);
      return "e1.nobody";
    };
    const test = entryTest(new Set(["e1.ann"]), [pseudonym]);
    expect([test("account", ANN), test("account", ANN), test("email", ANN)]).toEqual([false, false, false]);
    expect(asked).toEqual(["account acc_ann", "email acc_ann"]);
  });
});
