import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUICKNET, verifyBeacon } from "../../../src/domain/draw/beacon.ts";
import { toHex } from "../../../src/domain/draw/bytes.ts";
import { firstRoundAtOrAfter, timeOfRoundMs } from "../../../src/domain/draw/rounds.ts";
import { randomnessOf } from "../../../src/domain/draw/seed.ts";
import { BEACON } from "./published-draw.ts";

const ROUND = 42;
const SIGNATURE = "95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a";
const INFINITY = `c0${"00".repeat(47)}`;

describe("verifyBeacon", () => {
  it("takes round 42 of drand's quicknet", () => {
    const beacon = verifyBeacon(QUICKNET, ROUND, SIGNATURE);
    expect(beacon.ok && toHex(randomnessOf(beacon.value))).toBe(
      toHex(randomnessOf(Uint8Array.from(Buffer.from(SIGNATURE, "hex")))),
    );
  });

  it.each([
    ["the round after it", QUICKNET, ROUND + 1, SIGNATURE, "not-of-this-round"],
    ["the key of another chain", BEACON.chain, ROUND, SIGNATURE, "not-of-this-round"],
    ["a round of another chain", QUICKNET, ROUND, BEACON.signatureOf(ROUND), "not-of-this-round"],
    ["one byte fewer", QUICKNET, ROUND, SIGNATURE.slice(2), "malformed"],
    ["one byte more", QUICKNET, ROUND, `${SIGNATURE}00`, "malformed"],
    ["capitals", QUICKNET, ROUND, SIGNATURE.toUpperCase(), "malformed"],
    ["nothing", QUICKNET, ROUND, "", "malformed"],
    ["the point at infinity", QUICKNET, ROUND, INFINITY, "malformed"],
    ["zeros", QUICKNET, ROUND, "00".repeat(48), "malformed"],
    ["no round", QUICKNET, 0, SIGNATURE, "malformed"],
    ["half a round", QUICKNET, 41.5, SIGNATURE, "malformed"],
    ["a key that is none", { publicKey: "00" }, ROUND, SIGNATURE, "malformed"],
    ["the key at infinity", { publicKey: `c0${"00".repeat(95)}` }, ROUND, SIGNATURE, "not-of-this-round"],
  ])("refuses %s", (_, chain, round, signature, error) => {
    expect(verifyBeacon(chain, round, signature)).toEqual({ ok: false, error });
  });

  it("refuses every other bit, and never throws", () => {
    fc.assert(
      fc.property(fc.nat({ max: 383 }), (bit) => {
        const bytes = Uint8Array.from(Buffer.from(SIGNATURE, "hex"));
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verifyBeacon(QUICKNET, ROUND, toHex(bytes)).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it("refuses any bytes", () => {
    const bytes = fc.uint8Array({ minLength: 48, maxLength: 48 });
    fc.assert(
      fc.property(bytes, (each) => {
        expect(verifyBeacon(QUICKNET, ROUND, toHex(each)).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe("rounds", () => {
  it("has the round of noon on the first of December 2026", () => {
    expect(firstRoundAtOrAfter(QUICKNET, Date.parse("2026-12-01T12:00:00Z"))).toBe(34_441_012);
    expect(firstRoundAtOrAfter(QUICKNET, Date.parse("2026-12-02T08:30:00Z"))).toBe(34_465_612);
  });

  it("names the first round that is out at a moment or later", () => {
    fc.assert(
      fc.property(fc.integer({ min: QUICKNET.genesis * 1000, max: 4e12 }), (atMs) => {
        const round = firstRoundAtOrAfter(QUICKNET, atMs);
        expect(timeOfRoundMs(QUICKNET, round)).toBeGreaterThanOrEqual(atMs);
        expect(timeOfRoundMs(QUICKNET, round - 1)).toBeLessThan(atMs);
      }),
    );
  });

  it("begins with the first round", () => {
    expect(firstRoundAtOrAfter(QUICKNET, 0)).toBe(1);
  });
});
