import { describe, expect, it } from "vitest";
import { readRecipientName } from "../../../src/domain/identity/address/recipient-name.ts";

const keyOf = (name: string) => readRecipientName(name).key;

describe("one name", () => {
  it.each([
    ["Anil Sharma", "SHARMA, Anil"],
    ["Anil Sharma", "Dr. Anil Sharma"],
    ["Anil Sharma", "Ａｎｉｌ Ѕharma"],
    ["Anil Sharma", "An\u200bil  Sharma"],
    ["José O'Neill", "Jose ONeill"],
    ["Smt. Lakshmi Rao", "Lakshmi Rao"],
  ])("is %j and %j", (one, other) => {
    expect(keyOf(one)).toBeDefined();
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it("says what was done to it", () => {
    expect(readRecipientName("Dr. Ravi Anand")).toEqual({
      key: "anand ravi",
      steps: [
        { step: "letters-folded", from: "Dr. Ravi Anand", to: "dr. ravi anand" },
        { step: "title-dropped", from: "dr ravi anand", to: "ravi anand" },
        { step: "words-sorted", from: "ravi anand", to: "anand ravi" },
      ],
    });
  });
});

describe("two names", () => {
  it.each([
    ["Anil Sharma", "Anita Sharma"],
    ["Anil Sharma", "Anil Kumar Sharma"],
    ["K. Ramesh", "S. Ramesh"],
    ["R", "S"],
  ])("are %j and %j", (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it("stay names where nothing but a title or initials is written", () => {
    expect([keyOf("Dr"), keyOf("A. K."), keyOf(""), keyOf(" .,")]).toEqual(["dr", "a k", undefined, undefined]);
  });
});
