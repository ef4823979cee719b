import { describe, expect, it } from "vitest";
import {
  evidencePackClaims,
  evidencePackPayload,
  MANIFEST_PATH,
} from "../../../../src/resellers/domain/tokens/evidence-pack.ts";

const SHA256 = "0123456789abcdef".repeat(4);
const FILE = { path: "case.json", mediaType: "application/json", bytes: 12, sha256: SHA256 };
const CLAIMS = {
  iss: "https://firsthand.test",
  aud: "urn:firsthand:evidence-pack",
  iat: 1_790_000_000,
  jti: "pack_1",
  case: "case_1",
  subject: "fake.example",
  history: { entries: 7, lastHash: "sha256-x" },
  files: [FILE],
};

describe("the manifest of an evidence pack", () => {
  it("says which files it is made of, of which case, and where the history stood, in whole seconds", () => {
    const payload = evidencePackPayload({
      issuer: "https://firsthand.test",
      packId: "pack_1",
      madeAtMs: 1_790_000_000_999,
      caseId: "case_1",
      subject: "fake.example",
      history: { entries: 7, lastHash: "sha256-x" },
      files: [FILE],
    });
    expect(MANIFEST_PATH).toBe("manifest.json");
    expect(JSON.parse(payload)).toEqual(CLAIMS);
    expect(evidencePackClaims.parse(JSON.parse(payload))).toEqual(CLAIMS);
  });

  it.each([
    ["another audience", { aud: "urn:firsthand:visit" }],
    ["no file", { files: [] }],
    ["a hash in capitals", { files: [{ ...FILE, sha256: SHA256.toUpperCase() }] }],
    ["a hash that is too short", { files: [{ ...FILE, sha256: SHA256.slice(1) }] }],
    ["a hash that is too long", { files: [{ ...FILE, sha256: `${SHA256}0` }] }],
    ["a file of less than nothing", { files: [{ ...FILE, bytes: -1 }] }],
    ["a file with a member more", { files: [{ ...FILE, owner: "x" }] }],
    ["a history of less than nothing", { history: { entries: -1, lastHash: "x" } }],
    ["a history with a member more", { history: { entries: 1, lastHash: "x", first: "y" } }],
    ["a moment before all others", { iat: -1 }],
    ["an end", { exp: 1_800_000_000 }],
  ])("is none with %s", (_, change) => {
    expect(evidencePackClaims.safeParse({ ...CLAIMS, ...change }).success).toBe(false);
  });
});
