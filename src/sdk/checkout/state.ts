import type { BuyerCode } from "../../domain/decision/decision.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
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
  /**
   * The service said something that this page is too old to understand, so it waits and asks again. `mayPress` where a press
   * may order anew.
   */
  | { readonly kind: "waiting"; readonly mayPress: boolean; readonly message: string }
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

/** How the sale stands for a buyer without an order, at a moment of the server's clock. */
export function stateOfSale(sale: PublicSale | undefined, nowMs: number): CheckoutState {
  if (sale === undefined) return { kind: "unknown" };
  const { opensAtMs, closesAtMs } = sale;
  if (nowMs >= closesAtMs || sale.phase === "closed") return { kind: "closed" };
  if (sale.phase === "paused") return { kind: "paused" };
  if (nowMs < opensAtMs) return { kind: "early", untilMs: opensAtMs };
  if (sale.phase === "sold_out") return { kind: "sold_out", final: false };
  // A sale that was seen before its opening is open after it.
  const isOpen = OPEN_PHASES.some((phase) => phase === sale.phase);
  return isOpen ? { kind: "open" } : { kind: "waiting", mayPress: false, message: "" };
}

const OPEN_PHASES: readonly SalePhase[] = ["scheduled", "open"];

/** Codes of a final refusal. Of any other code only its message is understood. */
const REFUSALS: readonly BuyerCode[] = ["limit_reached", "payment", "fewer_left", "not_available"];

/** What the shop's answer means for the buyer. */
export function stateOfAnswer({ allocation, buyer, challenge }: ShopAnswer): CheckoutState {
  const message = buyer?.message ?? "";
  if (allocation?.status === "held") {
    return { kind: "held", untilMs: Date.parse(allocation.expiresAt ?? ""), message };
  }
  if (allocation?.status === "sold_out") return { kind: "sold_out", final: allocation.final === true };
  if (allocation?.status === "fewer_left") return { kind: "refused", message };
  if (challenge !== undefined || buyer?.code === "verify") return { kind: "challenge", working: false, message };
  if (buyer?.code === "in_review") return { kind: "review", message };
  const isKnown =
    (allocation === undefined || allocation.status === "none") &&
    (buyer === undefined || REFUSALS.some((code) => code === buyer.code));
  return isKnown ? { kind: "refused", message } : { kind: "waiting", mayPress: true, message };
}
