import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHALLENGE_KINDS } from "../../../src/domain/challenge/challenge-kind.ts";
import { BUYER_CODES, VERDICTS } from "../../../src/domain/decision/decision.ts";
import { TEST_VALUES, testValueIn } from "../../../src/domain/test-mode/test-values.ts";
import { testTable } from "../../../src/wire/test-table.ts";
import { answerTo, looking, POLICY } from "../sale/commands/attempt-fixtures.ts";
import { attemptOf, NOW_MS, saleInMemory } from "../sale/fixtures.ts";

const TEST = { test: true } as const;
const VALUES = [...TEST_VALUES.keys()];
const outcomes = [...TEST_VALUES.values()];

describe("the table of test values", () => {
  it("forces every verdict, every kind of challenge and all that a buyer may hear", () => {
    const codes = outcomes.map(({ buyer, allocation }) => allocation?.status ?? buyer);
    expect(new Set(outcomes.map(({ verdict }) => verdict))).toEqual(new Set(VERDICTS));
    expect(new Set(outcomes.flatMap(({ settledBy = [] }) => settledBy))).toEqual(new Set(CHALLENGE_KINDS));
    expect(new Set(codes)).toEqual(new Set(BUYER_CODES));
  });

  it("stands in the client's README as it is in the code", () => {
    expect(readFileSync("src/client/README.md", "utf8")).toContain(testTable());
  });

  it("is known however a value is written, and takes no other mailbox for one", () => {
    expect(testValueIn({ email: "  Sold-Out@TEST.firsthand.example " })).toBe("sold-out@test.firsthand.example");
    for (const email of ["sold-out@firsthand.example", "__proto__@test.firsthand.example", "", undefined]) {
      expect(testValueIn({ email })).toBeUndefined();
    }
  });
});

describe("on a test sale", () => {
  it("no rule and no score is asked: what no test value decides is held", () => {
    const { at } = saleInMemory(TEST);
    expect(answerTo(at(NOW_MS), attemptOf(1, looking("farm")))).toMatchObject({
      verdict: "allow",
      reasons: [{ code: "VISIT_MISSING" }],
    });
  });

  it("its own limits count, unless a test value says otherwise", () => {
    const { at } = saleInMemory(TEST);
    const { keys } = attemptOf(1);
    const codeOf = (call: number, testValue?: string) =>
      answerTo(at(NOW_MS), attemptOf(call, { keys, testValue })).buyer.code;
    expect([codeOf(1), codeOf(2), codeOf(3, "held@test.firsthand.example")]).toEqual(["held", "limit_reached", "held"]);
  });

  it("tokens and events say that they are of one", () => {
    const { at, store } = saleInMemory(TEST);
    expect(answerTo(at(NOW_MS), attemptOf(1)).token).toMatchObject({ test: true });
    const events = store.dump().events.map(([, { type, test }]) => [type, test]);
    expect(events).toEqual([["hold.created", true]]);
  });
});

describe("on a real sale", () => {
  it.each(VALUES)("%s is answered as every other mailbox, byte for byte", (testValue) => {
    for (const rule of ["none", "farm", "odd", "queue"]) {
      const [named, plain] = [{ testValue }, {}].map((value) =>
        answerTo(saleInMemory().at(NOW_MS), attemptOf(1, { ...looking(rule), ...value }), POLICY),
      );
      expect(named).toEqual(plain);
    }
  });
});
