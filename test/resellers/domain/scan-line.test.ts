import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseState } from "../../../src/resellers/domain/case/case-state.ts";
import { scanLine, settleScan, subjectsOfFlagged } from "../../../src/resellers/domain/scan-line.ts";
import { shippedAssessor } from "./shipped.ts";

const assessor = shippedAssessor();
const NAUGHTY = "../shared/data/naughty-strings/blns.json";

describe("scanLine", () => {
  it("answers a host as DNS sees it, as a person does, and as it was sent", () => {
    expect(scanLine(assessor, " M\u0406-Store.In. ", 0)).toMatchObject({
      host: "xn--m-store-rog.in",
      unicode: "m\u0456-store.in",
      given: "M\u0406-Store.In.",
      flag: true,
    });
    expect(scanLine(assessor, "flowers.example", 0)).toMatchObject({
      unicode: "flowers.example",
      given: "flowers.example",
    });
  });

  it("says of punycode that encodes nothing that it does, and judges it as DNS resolves it", () => {
    expect(scanLine(assessor, "xn--xiaomi-.com", 0)).toMatchObject({
      host: "xn--xiaomi-.com",
      unicode: "xn--xiaomi-.com",
      punycode: "bogus",
      flag: true,
    });
  });

  it("shows nothing of a line that would steer whoever reads it", () => {
    expect(scanLine(assessor, "xiaomi\u202e.shop\u0007", 0)).toMatchObject({ given: "xiaomi\\u{202e}.shop\\u{7}" });
  });

  it("answers a line that is no host with its reason", () => {
    expect(scanLine(assessor, "=cmd()", 0)).toEqual({ given: "=cmd()", problem: "not-a-host", reason: "character" });
  });

  it("shows no more of an endless line than a host could be long", () => {
    const line = scanLine(assessor, "a".repeat(10_000_000), 0);
    expect(line).toEqual({ given: "a".repeat(253), problem: "not-a-host", reason: "too-long" });
  });

  it("answers any text, and only with a score from 0 to 1", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.domain()), (text) => {
        const line = scanLine(assessor, text, 0);
        expect("problem" in line || (line.score >= 0 && line.score <= 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.skipIf(!existsSync(NAUGHTY))(
    "answers strings that break programs (skipped without ../shared/data/naughty-strings)",
    () => {
      const texts: unknown = JSON.parse(readFileSync(NAUGHTY, "utf8"));
      expect(Array.isArray(texts) && texts.length > 400).toBe(true);
      if (!Array.isArray(texts)) return;
      for (const text of texts) {
        const line = scanLine(assessor, String(text), 0);
        expect("flag" in line ? line.flag : line.problem).not.toBe(true);
      }
    },
  );
});

describe("settleScan", () => {
  const states = new Map<string, CaseState>([
    ["mi-shop.example", "dismissed"],
    ["north.example", "authorized"],
  ]);
  const settled = (host: string) => {
    const line = settleScan(scanLine(assessor, host, 0), (subject) => states.get(subject));
    return "flag" in line ? [line.flag, line.settled] : line.problem;
  };

  it.each<[string, unknown]>([
    ["www.mi-shop.example", [false, "dismissed"]],
    ["xiaomi-store.north.example", [false, "authorized"]],
    ["xiaomi-store.mi-shop.example", [true, undefined]],
    ["xiaomi-shop.top", [true, undefined]],
    ["example.com", [false, undefined]],
    ["", "not-a-host"],
  ])("of %s is %o", (host, expected) => {
    expect(settled(host)).toEqual(expected);
  });

  it("needs nothing looked up about hosts that are not flagged", () => {
    expect(["example.com", "", "www.mi.com"].flatMap((host) => subjectsOfFlagged(scanLine(assessor, host, 0)))).toEqual(
      [],
    );
  });
});
