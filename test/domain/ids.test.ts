import { describe, expect, it } from "vitest";
import { WORKS } from "../../src/domain/challenge/proof-of-work.ts";
import { newChallengeId, newRecordId, parseRecordId, workOfChallenge } from "../../src/domain/ids.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);

describe("the id of a challenge", () => {
  it.each(WORKS)("says %d times the usual work, and stays an id of its sale and moment", (work) => {
    const id = newChallengeId("mi3-2", work, NOW_MS, Math.random);
    expect(workOfChallenge(id)).toBe(work);
    expect(parseRecordId("chl", id)).toEqual({ saleId: "mi3-2", madeAtMs: NOW_MS });
  });

  it.each(["", "chl_1", newRecordId("dec", "mi3-2", NOW_MS, () => 0.1)])("of %j is the usual work", (text) => {
    expect(workOfChallenge(text)).toBe(1);
  });
});
