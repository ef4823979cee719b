import type * as z from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import { utf8 } from "../../domain/utf8.ts";
import { verifyProofOfWork } from "../../platform/challenges/proof-of-work.ts";
import { verifyTurnstile } from "../../platform/challenges/turnstile.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import type { settleChallengeBody } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";

const TURNSTILE_RETRY_AFTER_SECONDS = 5;

/** What somebody brings to settle a challenge, and the key under which the call may be repeated. */
type BroughtProof = {
  readonly challengeId: string;
  readonly settlement: z.infer<typeof settleChallengeBody>;
  readonly idempotencyKey: string;
  /** The buyer's, where the edge has seen it. */
  readonly address: string | undefined;
};

/** Whether the proof that was brought is one, for this very challenge. A shop's own word needs none. */
export async function verifySettlement(
  deps: Deps,
  { challengeId, settlement, idempotencyKey, address }: BroughtProof,
): Promise<Result<undefined, Problem>> {
  const { config } = deps;
  switch (settlement.kind) {
    case "shop_otp":
      return ok(undefined);
    case "proof_of_work": {
      const verified = await verifyProofOfWork(await tokenKeysOf(config), challengeId, settlement.solution);
      return verified.ok ? verified : err(rejected("Solve a fresh puzzle of this challenge: GET gives one."));
    }
    case "turnstile": {
      if (config.turnstile === undefined) return err(rejected("This deployment has no widget of Turnstile."));
      const verified = await verifyTurnstile(config.turnstile, {
        token: settlement.token,
        challengeId,
        address,
        idempotencyKey: await uuidOf(`${challengeId} ${idempotencyKey}`),
      });
      if (verified.ok) return verified;
      return err(
        verified.error === "rejected"
          ? rejected("Turnstile does not vouch for this token, or it was shown for something else.")
          : {
              slug: "challenge-unverified",
              detail: "Turnstile does not answer. Try again, or settle the challenge in another of its ways.",
              retryAfterSeconds: TURNSTILE_RETRY_AFTER_SECONDS,
            },
      );
    }
  }
}

function rejected(detail: string): Problem {
  return { slug: "solution-rejected", detail };
}

/** Turnstile takes a UUID only: the same for the same text, in the form of version 8 (RFC 9562). */
async function uuidOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
