import * as z from "zod";
import type { Config } from "../../config.ts";
import { TURNSTILE_PATIENCE_MS } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { describeError, log } from "../log.ts";

/** A widget of Cloudflare Turnstile, as the deployment's settings name it. */
export type Turnstile = NonNullable<Config["turnstile"]>;

/** What the buyer's browser got from the widget, and which challenge it is to settle. */
export type TurnstileClaim = {
  readonly token: string;
  readonly challengeId: string;
  /** The buyer's network address, where the edge knows it. */
  readonly address?: string | undefined;
  /** The same for repeats of one call: a token is otherwise good for one verification. */
  readonly idempotencyKey: string;
};

/** `unavailable`: whether the token is good could not be learnt, which is no fault of the buyer's. */
export type TurnstileRefusal = "rejected" | "unavailable";

const answerSchema = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
  cdata: z.string().optional(),
});

/** Codes by which Turnstile says that it or this deployment's settings failed, and not the buyer. */
const OUR_FAULT = ["missing-input-secret", "invalid-input-secret", "bad-request", "internal-error"];

/**
 * Asks Turnstile whether its widget vouches for a token, and whether it was shown for this very challenge: the widget has to
 * be rendered with the challenge's id as `cData`. The only call that this service makes to another one during a sale.
 * @see https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */
export async function verifyTurnstile(
  { secret, verifyUrl }: Turnstile,
  { token, challengeId, address, idempotencyKey }: TurnstileClaim,
): Promise<Result<undefined, TurnstileRefusal>> {
  try {
    const response = await fetch(verifyUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ secret, response: token, remoteip: address, idempotency_key: idempotencyKey }),
      signal: AbortSignal.timeout(TURNSTILE_PATIENCE_MS),
      redirect: "manual",
    });
    const { success, cdata, "error-codes": codes } = answerSchema.parse(await response.json());
    if (success) return cdata === challengeId ? ok(undefined) : err("rejected");
    if (!codes.some((code) => OUR_FAULT.includes(code))) return err("rejected");
    log("turnstile-failed", { codes: codes.join(" ") });
  } catch (error) {
    log("turnstile-failed", { detail: describeError(error) });
  }
  return err("unavailable");
}
