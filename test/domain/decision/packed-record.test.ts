import { describe, expect, it } from "vitest";
import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import { type PackedRecord, packRecord, unpackRecord } from "../../../src/domain/decision/packed-record.ts";
import { assert } from "../../../src/domain/result.ts";
import { attemptRowOf } from "../sale/fixtures.ts";

/** As many texts as it is told, each once. */
function words(wordsMax = Number.POSITIVE_INFINITY) {
  const texts: string[] = [];
  return {
    texts,
    idOf(text: string) {
      const known = texts.indexOf(text);
      if (known !== -1) return known + 1;
      return texts.length < wordsMax ? texts.push(text) : undefined;
    },
    textOf(id: number) {
      const text = texts[id - 1];
      assert(text !== undefined, "the text was given");
      return text;
    },
  };
}

const { record: PLAIN } = attemptRowOf("packed");
const RECORD: AttemptRecord = {
  ...PLAIN,
  input: {
    channel: "web",
    mode: "flash",
    paymentMethod: "upi",
    quantity: 1,
    limits: PLAIN.input.limits,
    acceptedPayments: ["upi"],
    clientSignals: "required",
    claimed: { account: 0 },
    signals: {
      "visit.state": "ok",
      "account.key": "e1.a",
      "pointer.straightness": 0.123456,
      "client.key_proved": false,
    },
    score: {
      value: 0.25,
      logit: -1.098612,
      modelVersion: "checkout-v3.1",
      contributions: [
        { feature: "baseline", value: 1, contribution: -2 },
        { feature: "pointer.straightness", value: 0.123456, contribution: 0.901388 },
      ],
    },
    challengeSettled: false,
    exemptRules: [],
  },
  decision: {
    verdict: "deny",
    reasons: [
      {
        code: "DEVICE_SHARED",
        message: "Shared.",
        rule: "identity.device",
        evidence: { "account.key": "e1.a", "device.n": 2 },
      },
      { code: "ALWAYS", message: "Always.", rule: "test.always" },
      { code: "VISIT_MISSING", message: "Missing." },
      { code: "RISK_HIGH", message: "A risk of 0.250.", evidence: { risk: 0.25 } },
    ],
    buyer: "not_available",
    rules: [
      { id: "identity.device", status: "live", result: "match" },
      { id: "test.absent", status: "shadow", result: "absent" },
    ],
    risk: 0.25,
  },
};

const through = (text: string): PackedRecord => JSON.parse(text);

describe("a packed record", () => {
  it.each([
    ["a whole one", RECORD],
    ["one without score, reasons and rules", PLAIN],
    ["one whose reply has an empty score", { ...RECORD, input: { ...RECORD.input, score: undefined } }],
  ])("gives %s back byte for byte", (_, record) => {
    const { idOf, textOf } = words();
    const kept = JSON.stringify(packRecord(record, idOf));
    expect(JSON.stringify(unpackRecord(through(kept), textOf))).toBe(JSON.stringify(record));
  });

  it.each([0, 1, 3, 6])("gives it back where no more than %i texts are taken", (wordsMax) => {
    const { idOf, textOf } = words(wordsMax);
    const kept = JSON.stringify(packRecord(RECORD, idOf));
    expect(JSON.stringify(unpackRecord(through(kept), textOf))).toBe(JSON.stringify(RECORD));
  });

  it("is what a record is that was never packed", () => {
    const { textOf } = words();
    expect(unpackRecord(through(JSON.stringify(RECORD)), textOf)).toEqual(RECORD);
  });

  it("says what rules, catalogue and model repeat by numbers alone, and adds nothing for a second checkout", () => {
    const { idOf, texts } = words();
    const kept = JSON.stringify(packRecord(RECORD, idOf));
    for (const { id } of RECORD.decision.rules) expect(kept).not.toContain(id);
    for (const name of Object.keys(RECORD.input.signals)) expect(kept).not.toContain(name);
    const known = texts.length;
    packRecord({ ...RECORD, decisionId: "dec_other", keys: { account: "e1.b" } }, idOf);
    expect(texts.length).toBe(known);
  });

  it("says numbers that follow each other by the first and the last, but for what matched", () => {
    const { idOf, textOf } = words();
    const results = ["absent", "absent", "error", "match", "absent", "absent"] as const;
    const rules = results.map((result, at) => ({ id: `test.${at}`, status: "live", result }) as const);
    const record = { ...RECORD, decision: { ...RECORD.decision, reasons: [], rules } };
    const packed = packRecord(record, idOf);
    const [first = 0] = packed.decision.rules;
    assert(typeof first === "number", "the first rule is a number");
    expect(packed.decision.rules).toEqual([first, -(first + 2), first + 3, -(first + 5)]);
    expect(JSON.stringify(unpackRecord(through(JSON.stringify(packed)), textOf))).toBe(JSON.stringify(record));
    // Of a record without the first two the rest have the numbers that they had.
    const fewer = packRecord({ ...record, decision: { ...record.decision, rules: rules.slice(2) } }, idOf);
    expect(fewer.decision.rules).toEqual([first + 2, first + 3, -(first + 5)]);
  });

  it("is read where each of its numbers stands for itself, as those of releases before", () => {
    const { idOf, textOf } = words();
    const packed = packRecord(RECORD, idOf);
    const rules = RECORD.decision.rules.map((rule) => idOf(JSON.stringify(rule)) ?? rule);
    const ids = Object.keys(RECORD.input.signals).flatMap((name) => idOf(name) ?? []);
    const signals = [ids, Object.values(RECORD.input.signals)];
    const before = { ...packed, input: { ...packed.input, signals }, decision: { ...packed.decision, rules } };
    expect(JSON.stringify(unpackRecord(through(JSON.stringify(before)), textOf))).toBe(JSON.stringify(RECORD));
  });

  it("keeps no text with anybody's pseudonym or figure", () => {
    const { idOf, texts } = words();
    packRecord(RECORD, idOf);
    for (const text of texts) {
      expect(text).not.toContain("e1.a");
      expect(text).not.toContain("0.25");
    }
  });
});
