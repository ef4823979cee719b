import type { PublicSale } from "../../../client/index.ts";
import type { Order } from "./order.ts";

/** What the shop's page shows: the buyer's own order where there is one, the sale's phase otherwise. */
export type ShopView =
  | { readonly kind: "unreachable" }
  | { readonly kind: "early"; readonly opensAtMs: number }
  | { readonly kind: "open"; readonly closesAtMs: number; readonly low: boolean }
  | { readonly kind: "paused"; readonly reason?: string | undefined }
  /** The service names a phase that is newer than this shop. */
  | { readonly kind: "waiting" }
  | { readonly kind: "sold_out"; readonly closesAtMs: number }
  | { readonly kind: "closed"; readonly closesAtMs: number }
  | { readonly kind: "order"; readonly order: Order };

export type ShopViewInput = {
  /** Absent where Firsthand cannot be reached; a hold or a paid order is shown all the same, for it is the shop's. */
  readonly sale: PublicSale | undefined;
  readonly order: Order | undefined;
  readonly nowMs: number;
};

/** Decides what a buyer sees at a moment. */
export function shopView({ sale, order: latest, nowMs }: ShopViewInput): ShopView {
  const order = latest && endedInTime(latest, nowMs);
  if (order?.state.kind === "holding" || order?.state.kind === "paid") return { kind: "order", order };
  if (sale === undefined) return { kind: "unreachable" };
  const closesAtMs = Date.parse(sale.closesAt);
  switch (sale.phase) {
    case "scheduled":
      return { kind: "early", opensAtMs: Date.parse(sale.opensAt) };
    case "closed":
      return { kind: "closed", closesAtMs };
    case "paused":
      return { kind: "paused", reason: sale.pauseReason };
    case "sold_out":
      return { kind: "sold_out", closesAtMs };
    case "open":
      return order === undefined ? { kind: "open", closesAtMs, low: sale.stock === "low" } : { kind: "order", order };
    default:
      return { kind: "waiting" };
  }
}

/** A hold that was not paid in time has ended, whether or not the service has swept it. */
function endedInTime(order: Order, nowMs: number): Order {
  return order.state.kind === "holding" && order.state.expiresAtMs <= nowMs
    ? { ...order, state: { kind: "expired" } }
    : order;
}
