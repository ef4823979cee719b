import type { SaleContext } from "./context.ts";

export type VerifyTokenCommand = { readonly shop: string; readonly holdId: string };

/** `verified`: the hold is open and nobody asked before. Everything else is Turnstile's `timeout-or-duplicate`. */
export type TokenVerification = { readonly kind: "verified" } | { readonly kind: "timeout-or-duplicate" };

/** Marks a token as verified, once. The mark is of its own: it neither sells the hold nor stands in the way of redeeming. */
export function verifyToken({ store, nowMs }: SaleContext, command: VerifyTokenCommand): TokenVerification {
  const sale = store.findSale();
  const hold = store.findHold(command.holdId);
  const open =
    hold !== undefined && (hold.state === "held" || hold.state === "sold") && hold.verifiedAtMs === undefined;
  if (
    sale === undefined ||
    sale.shop !== command.shop ||
    !open ||
    (hold.state === "held" && nowMs >= hold.expiresAtMs)
  ) {
    return { kind: "timeout-or-duplicate" };
  }
  store.writeHold({ ...hold, verifiedAtMs: nowMs });
  return { kind: "verified" };
}
