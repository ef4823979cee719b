import { describe, expect, it } from "vitest";
import { identify } from "../../../src/domain/identity/identify.ts";
import { keysOf, type Pepper, pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";
import { listPseudonyms } from "../../../src/domain/rules/list-pseudonyms.ts";
import { listedValue } from "../../../src/domain/rules/listed-value.ts";

const NEW: Pepper = { epoch: "e2", key: new Uint8Array(32).fill(2) };
const OLD: Pepper = { epoch: "e1", key: new Uint8Array(32).fill(1) };

const { values } = identify({
  account: { id: "acc_1", email: "A.Buyer+sale@gmail.com", phone: "+91 98123 45678" },
  payment: { method: "upi" },
  quantity: 1,
  channel: "web",
});

describe("a mail domain listed by value", () => {
  it("is the domain that was registered, whichever host of it was written", () => {
    expect(["Mail.Farm.Example", "farm.example"].map((text) => listedValue("host", text))).toEqual([
      "farm.example",
      "farm.example",
    ]);
    expect(listedValue("host", "com")).toBeUndefined();
  });
});

describe("while two peppers overlap", () => {
  it.each([
    ["account", "acc_1"],
    ["email", "abuyer@gmail.com"],
    ["phone", "+919812345678"],
  ] as const)("an %s listed by value is the key of its checkouts in new sales and in old ones", (kind, text) => {
    const value = listedValue(kind, text) ?? "";
    for (const pepper of [NEW, OLD]) {
      expect(listPseudonyms("shop", pepper)(kind, value)).toBe(keysOf(values, pseudonymsFor("shop", pepper))[kind]);
    }
    expect(listPseudonyms("shop", NEW)(kind, value)).not.toBe(listPseudonyms("shop", OLD)(kind, value));
  });
});
