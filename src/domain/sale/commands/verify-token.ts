import type { SaleContext } from "../context.ts";

export type VerifyTokenCommand = {
  readonly shop: string;
  readonly holdId: string;
  /** A repeat with the key of the first verification gets its answer again, also after the hold ended. */
  readonly idempotencyKey?: string | undefined;
};

/** `verified`: the hold is open or sold, and nobody asked before. All else is Turnstile's `timeout-or-duplicate`. */
export type TokenVerification = { readonly kind: "verified" | "timeout-or-duplicate" };

/** Marks a token as verified, once. The mark is of its own: it neither sells the hold nor stands in the way of redeeming. */
export function verifyToken({ store, nowMs }: SaleContext, command: VerifyTokenCommand): TokenVerification {
  const sale = store.findSale();
  const hold = store.findHold(command.holdId);
  if (sale === undefined || sale.shop !== command.shop || hold === undefined) return { kind: "timeout-or-duplicate" };
  if (hold.verifiedAtMs !== undefined) {
    const isRepeat = command.idempotencyKey !== undefined && command.idempotencyKey === hold.verifiedUnder;
    return { kind: isRepeat ? "verified" : "timeout-or-duplicate" };
  }
  const isGood = hold.state === "sold" || (hold.state === "held" && nowMs < hold.expiresAtMs);
  if (!isGood) return { kind: "timeout-or-duplicate" };
  store.writeHold({ ...hold, verifiedAtMs: nowMs, verifiedUnder: command.idempotencyKey });
  return { kind: "verified" };
}
