import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { base64url } from "jose";
import * as z from "zod";
import { drawTries, PROOF_OF_WORK } from "../../domain/challenge/proof-of-work.ts";
import { workOfChallenge } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { utf8 } from "../../domain/utf8.ts";
import type { TokenKeys } from "../tokens/token-keys.ts";

/** A puzzle for one challenge, as the browser gets it: everything in it is covered by the signature. */
const puzzleSchema = z.strictObject({
  parameters: z.strictObject({
    algorithm: z.literal(PROOF_OF_WORK.algorithm),
    cost: z.literal(PROOF_OF_WORK.iterations),
    /** The challenge that the puzzle is for, and the secret that it was signed under. */
    data: z.strictObject({ challenge: z.string(), kid: z.string() }),
    /** Seconds since the epoch. */
    expiresAt: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
    keySignature: z.string(),
    nonce: z.string(),
    salt: z.string(),
  }),
  signature: z.string(),
});
export type Puzzle = z.infer<typeof puzzleSchema>;

const solvedSchema = z.object({
  challenge: puzzleSchema,
  solution: z.object({ counter: z.int().nonnegative(), derivedKey: z.string() }),
});

/** The secrets of visit and challenge tokens, from which the keys of puzzles are made. */
export type PuzzleKeys = Pick<TokenKeys, "secretKid" | "secrets">;

/** Why a solution proves nothing: its time is over, or it is no solution of a puzzle of ours for this challenge. */
export type SolutionRefusal = "expired" | "rejected";

/** A fresh puzzle for a challenge, of as much work as its id says, good until `expiresAtMs`. Nothing is stored: the signature makes it ours. */
export async function newPuzzle(
  keys: PuzzleKeys,
  { challengeId, expiresAtMs }: { readonly challengeId: string; readonly expiresAtMs: number },
  random: () => number,
): Promise<Puzzle> {
  const { algorithm, iterations } = PROOF_OF_WORK;
  const work = workOfChallenge(challengeId);
  const challenge = await createChallenge({
    algorithm,
    cost: iterations,
    counter: drawTries(work, random),
    data: { challenge: challengeId, kid: keys.secretKid },
    deriveKey,
    expiresAt: Math.floor(expiresAtMs / 1000),
    ...(await secretsOf(keys, keys.secretKid)),
  });
  return puzzleSchema.parse(challenge);
}

/**
 * Verifies that the work of a puzzle was done for this very challenge.
 * @param payload base64 of the JSON `{ challenge, solution }`, as ALTCHA's widget and the SDK send it
 * @see https://altcha.org/docs/v2/
 */
export async function verifyProofOfWork(
  keys: PuzzleKeys,
  challengeId: string,
  payload: string,
): Promise<Result<undefined, SolutionRefusal>> {
  const solved = solvedSchema.safeParse(readPayload(payload));
  if (!solved.success) return err("rejected");
  const { challenge, solution } = solved.data;
  const { data } = challenge.parameters;
  if (data.challenge !== challengeId || !keys.secrets.has(data.kid)) return err("rejected");
  const secrets = await secretsOf(keys, data.kid);
  const { verified, expired } = await verifySolution({ challenge, solution, deriveKey, ...secrets });
  if (verified) return ok(undefined);
  return err(expired ? "expired" : "rejected");
}

/** Keys of the puzzles, made from the secret of the tokens, so that no puzzle passes for a token. */
async function secretsOf(keys: PuzzleKeys, kid: string) {
  const secret = keys.secrets.get(kid) ?? new Uint8Array();
  const [hmacSignatureSecret, hmacKeySignatureSecret] = await Promise.all([
    keyed(secret, "puzzle"),
    keyed(secret, "puzzle solution"),
  ]);
  return { hmacSignatureSecret, hmacKeySignatureSecret };
}

async function keyed(secret: Uint8Array, purpose: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new Uint8Array(secret), algorithm, false, ["sign"]);
  return base64url.encode(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(purpose))));
}

function readPayload(payload: string): unknown {
  try {
    return JSON.parse(atob(payload));
  } catch {
    return undefined;
  }
}
