import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { PROOF_OF_WORK } from "../../src/domain/challenge/proof-of-work.ts";
import { assert } from "../../src/domain/result.ts";
import { newPuzzle, type Puzzle, verifyProofOfWork } from "../../src/platform/challenges/proof-of-work.ts";
import { random } from "../../src/platform/random.ts";
import { type TokenKeys, tokenKeysOf } from "../../src/platform/tokens/token-keys.ts";
import { validSettings } from "../support/settings.ts";

const CHALLENGE = "chl_sale-1_01JD0000000000000000000000";
/** The letter after the time of a challenge asks for four times the work. */
const HARDER = "chl_sale-1_01JD0000002000000000000000";

let keys: TokenKeys;
let puzzle: Puzzle;
let solution: { counter: number; derivedKey: string };

beforeAll(async () => {
  keys = await newKeys();
  puzzle = await newPuzzle(keys, { challengeId: CHALLENGE, expiresAtMs: Date.now() + 60_000 }, random);
  const solved = await solveChallenge({ challenge: puzzle, deriveKey });
  assert(solved !== null, "the puzzle has a solution");
  solution = solved;
});

async function newKeys(): Promise<TokenKeys> {
  const parsed = parseConfig((await validSettings()).settings);
  assert(parsed.ok, "the settings are valid");
  return await tokenKeysOf(parsed.value);
}

function payloadOf(change: { parameters?: object; signature?: string; solution?: object } = {}): string {
  const challenge = {
    parameters: { ...puzzle.parameters, ...change.parameters },
    signature: change.signature ?? puzzle.signature,
  };
  return btoa(JSON.stringify({ challenge, solution: { ...solution, ...change.solution } }));
}

describe("a proof of work", () => {
  it("is believed for the challenge that its puzzle was made for", async () => {
    expect(await verifyProofOfWork(keys, CHALLENGE, payloadOf())).toEqual({ ok: true, value: undefined });
  });

  it("takes as many tries as the difficulty says", () => {
    expect(solution.counter).toBeGreaterThanOrEqual(1);
    expect(solution.counter).toBeLessThanOrEqual(PROOF_OF_WORK.triesMax);
  });

  it.each([
    [CHALLENGE, 1 + PROOF_OF_WORK.triesMax / 2],
    [HARDER, 1 + 2 * PROOF_OF_WORK.triesMax],
  ])("of %s is done at the key that was drawn, of as many as its id says", async (challengeId, tries) => {
    const half = await newPuzzle(keys, { challengeId, expiresAtMs: Date.now() + 60_000 }, () => 0.5);
    const solved = await solveChallenge({ challenge: half, deriveKey, counterStart: tries });
    expect(solved?.counter).toBe(tries);
  });

  it("is worth nothing for another challenge", async () => {
    const other = CHALLENGE.replace("01JD", "01JE");
    expect(await verifyProofOfWork(keys, other, payloadOf())).toEqual({ ok: false, error: "rejected" });
  });

  it("is worth nothing to a deployment with other secrets", async () => {
    expect(await verifyProofOfWork(await newKeys(), CHALLENGE, payloadOf())).toEqual({ ok: false, error: "rejected" });
  });

  it("expires", async () => {
    const old = await newPuzzle(keys, { challengeId: CHALLENGE, expiresAtMs: Date.now() - 1_000 }, random);
    const payload = btoa(JSON.stringify({ challenge: old, solution }));
    expect(await verifyProofOfWork(keys, CHALLENGE, payload)).toEqual({ ok: false, error: "expired" });
  });

  it.each([
    ["another key", { solution: { derivedKey: "00".repeat(32) } }],
    ["no key", { solution: { derivedKey: "" } }],
    ["a count below zero", { solution: { counter: -1 } }],
    ["another salt", { parameters: { salt: "00".repeat(16) } }],
    ["a longer time", { parameters: { expiresAt: 4_102_444_800 } }],
    ["an easier puzzle", { parameters: { cost: 1 } }],
    ["another way to derive keys", { parameters: { algorithm: "SHA-256" } }],
    ["data that names another challenge too", { parameters: { data: { challenge: CHALLENGE, kid: "t1", sale: "x" } } }],
    ["a secret that is not here", { parameters: { data: { challenge: CHALLENGE, kid: "t2" } } }],
    ["another signature", { signature: "00".repeat(32) }],
  ])("with %s is rejected", async (_, change) => {
    expect(await verifyProofOfWork(keys, CHALLENGE, payloadOf(change))).toEqual({ ok: false, error: "rejected" });
  });

  it.each(["", "%", btoa("{}"), btoa("null"), btoa("[1"), "x".repeat(4_000)])("of %j is rejected", async (payload) => {
    expect(await verifyProofOfWork(keys, CHALLENGE, payload)).toEqual({ ok: false, error: "rejected" });
  });
});
