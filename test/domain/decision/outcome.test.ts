import { describe, expect, it } from "vitest";
import { labelOf } from "../../../src/domain/decision/outcome.ts";

describe("labelOf", () => {
  it("lets the latest outcome that says something of the buyer have the last word", () => {
    const outcomes = [
      { outcome: "appeal_upheld", atMs: 3 },
      { outcome: "chargeback", atMs: 2 },
      { outcome: "paid", atMs: 4 },
    ] as const;
    expect(labelOf(outcomes)).toBe("genuine");
  });

  it("takes a payment for no label", () => {
    expect(labelOf([{ outcome: "paid", atMs: 1 }])).toBeUndefined();
  });
});
