import type * as z from "zod";
import { parseRecordId } from "../../domain/ids.ts";
import { CHALLENGE_TTL_MS } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { newPuzzle } from "../../platform/challenges/proof-of-work.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import type { challengeAnswer } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";

/**
 * What a browser needs to settle a challenge. No sale is asked: an id that no sale gave out gets a puzzle that settles nothing.
 * @returns 404 for an id that cannot be of an open challenge of this sale
 */
export async function showChallenge(
  { config, nowMs, random }: Pick<Deps, "config" | "nowMs" | "random">,
  { saleId, challengeId }: { readonly saleId: string; readonly challengeId: string },
): Promise<Result<z.infer<typeof challengeAnswer>, Problem>> {
  const parsed = parseRecordId("chl", challengeId);
  const expiresAtMs = (parsed?.madeAtMs ?? 0) + CHALLENGE_TTL_MS;
  const isOpen = nowMs < expiresAtMs && expiresAtMs <= nowMs + CHALLENGE_TTL_MS;
  if (parsed?.saleId !== saleId || !isOpen) return err(problemOf({ kind: "challenge-unknown" }));
  return ok({
    id: challengeId,
    expiresAt: new Date(expiresAtMs).toISOString(),
    proofOfWork: await newPuzzle(await tokenKeysOf(config), { challengeId, expiresAtMs }, random),
    ...(config.turnstile === undefined ? {} : { turnstile: { siteKey: config.turnstile.siteKey } }),
  });
}
