import { describe, expect, it } from "vitest";
import { disagreements } from "../support/wycheproof.ts";
import { WYCHEPROOF } from "./support/corpora.ts";

describe.skipIf(WYCHEPROOF === undefined)("signatures in workerd (skipped without ../shared/data/wycheproof)", () => {
  it("agree with Wycheproof on every Ed25519 signature", async () => {
    expect(await disagreements(WYCHEPROOF?.ed25519 ?? "", "Ed25519")).toEqual({ tried: 151, otherwise: [] });
  });

  it("agree with Wycheproof on every ECDSA P-256 signature", async () => {
    const { tried, otherwise } = await disagreements(WYCHEPROOF?.es256 ?? "", "ES256");
    expect([tried, otherwise]).toEqual([262, []]);
  });
});
