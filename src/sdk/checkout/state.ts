import type { ShopAnswer } from "./order.ts";
import type { PublicSale } from "./public-sale.ts";

/** What a buyer is shown. Times are milliseconds since the epoch by the server's clock. */
export type CheckoutState =
  | { readonly kind: "loading" }
  /** The service does not say how the sale stands. */
  | { readonly kind: "unknown" }
  | { readonly kind: "early"; readonly untilMs: number }
  | { readonly kind: "open" }
  | { readonly kind: "paused" }
  | { readonly kind: "closed" }
  | { readonly kind: "asking" }
  /** The checkout is busy and is asked again then, without a press. */
  | { readonly kind: "queued"; readonly untilMs: number }
  /** One step more; `working` while the browser does it. */
  | { readonly kind: "challenge"; readonly working: boolean; readonly message: string }
  | { readonly kind: "held"; readonly untilMs: number; readonly message: string }
  | { readonly kind: "expired" }
  | { readonly kind: "sold_out"; readonly final: boolean }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "review"; readonly message: string }
  /** The order may not have arrived; the next press sends the very same one. */
  | { readonly kind: "unsent" };

/** How the sale stands for somebody who has not ordered, at a moment of the server's clock. */
export function stateOfSale(sale: PublicSale | undefined, nowMs: number): CheckoutState {
  if (sale === undefined) return { kind: "unknown" };
  if (nowMs >= sale.closesAtMs || sale.phase === "closed") return { kind: "closed" };
  if (sale.phase === "paused") return { kind: "paused" };
  if (nowMs < sale.opensAtMs) return { kind: "early", untilMs: sale.opensAtMs };
  return sale.phase === "sold_out" ? { kind: "sold_out", final: false } : { kind: "open" };
}

/** What the shop's answer means for the buyer. */
export function stateOfAnswer({ allocation, buyer, challenge }: ShopAnswer): CheckoutState {
  const message = buyer?.message ?? "";
  if (allocation?.status === "held") {
    return { kind: "held", untilMs: Date.parse(allocation.expiresAt ?? ""), message };
  }
  if (allocation?.status === "sold_out") return { kind: "sold_out", final: allocation.final === true };
  if (challenge !== undefined || buyer?.code === "verify") return { kind: "challenge", working: false, message };
  return buyer?.code === "in_review" ? { kind: "review", message } : { kind: "refused", message };
}
