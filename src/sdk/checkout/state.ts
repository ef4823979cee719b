import type { BuyerCode } from "../../domain/decision/decision.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
import type { ShopAnswer } from "./order.ts";
import type { PublicSale } from "./public-sale.ts";
import type { Registration } from "./registration.ts";

/** What a buyer is shown. Times are milliseconds since the epoch by the server's clock. */
export type CheckoutState =
  | { readonly kind: "loading" }
  /** The service does not say how the sale stands. */
  | { readonly kind: "unknown" }
  | { readonly kind: "early"; readonly untilMs: number }
  | { readonly kind: "open" }
  /** `message`: why, where that was said. */
  | { readonly kind: "paused"; readonly message: string }
  | { readonly kind: "closed" }
  /**
   * The service said something that this page is too old to understand, so it waits and asks again. `mayPress` where a press
   * may order anew.
   */
  | { readonly kind: "waiting"; readonly mayPress: boolean; readonly message: string }
  | { readonly kind: "asking" }
  /** The checkout is busy and is asked again then, without a press. */
  | { readonly kind: "queued"; readonly untilMs: number }
  /** One step more; `working` while it is done. `asked`: what settles it, where the page has to see to that. */
  | {
      readonly kind: "challenge";
      readonly working: boolean;
      readonly message: string;
      readonly asked?: ShopAnswer["challenge"];
    }
  | { readonly kind: "held"; readonly untilMs: number; readonly message: string }
  | { readonly kind: "expired" }
  | { readonly kind: "sold_out"; readonly final: boolean }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "review"; readonly message: string }
  /** Registration is open until then. */
  | { readonly kind: "registering"; readonly untilMs: number }
  /** The window is over, and who registers now stands behind who came in it. */
  | { readonly kind: "late" }
  /** Registered; the order is drawn then, where that is known. */
  | { readonly kind: "registered"; readonly untilMs?: number | undefined }
  | { readonly kind: "unregistered" }
  /** `ahead` people are called before, where that is known; `mayPress` where only a press finds out more. */
  | {
      readonly kind: "in_line";
      readonly ahead?: number | undefined;
      readonly outlook?: string | undefined;
      readonly mayPress: boolean;
    }
  /** A unit is kept until then. */
  | { readonly kind: "your_turn"; readonly untilMs: number }
  | { readonly kind: "turn_over" }
  | { readonly kind: "bought" }
  | { readonly kind: "not_called"; readonly message: string }
  /** The order may not have arrived; the next press sends the very same one. */
  | { readonly kind: "unsent" };

/**
 * How the sale stands for a buyer without an order, at a moment of the server's clock.
 * @param own how the buyer's registration stands, where this browser knows of one
 */
export function stateOfSale(sale: PublicSale | undefined, nowMs: number, own?: Registration): CheckoutState {
  if (sale === undefined) return { kind: "unknown" };
  const { opensAtMs, closesAtMs } = sale;
  const drawn = own === undefined ? undefined : stateOfRegistration(own, sale, nowMs);
  // What became of a registration is told longer than the sale lasts.
  if (drawn !== undefined && OUTCOMES.includes(drawn.kind)) return drawn;
  if (nowMs >= closesAtMs || sale.phase === "closed") return { kind: "closed" };
  if (sale.phase === "paused") return { kind: "paused", message: sale.pauseReason ?? "" };
  if (drawn !== undefined) return drawn;
  const { registration } = sale;
  const hasNone = own === undefined || own.status === "withdrawn";
  if (registration !== undefined && hasNone && nowMs < registration.closesAtMs) {
    return nowMs < registration.opensAtMs
      ? { kind: "early", untilMs: registration.opensAtMs }
      : { kind: "registering", untilMs: registration.closesAtMs };
  }
  if (nowMs < opensAtMs) return { kind: "early", untilMs: opensAtMs };
  if (sale.phase === "sold_out") return { kind: "sold_out", final: false };
  // A sale that was seen before its opening is open after it.
  const isOpen = OPEN_PHASES.some((phase) => phase === sale.phase);
  if (isOpen && hasNone && sale.takesLate) return { kind: "late" };
  return isOpen ? { kind: "open" } : { kind: "waiting", mayPress: false, message: "" };
}

const OUTCOMES: readonly CheckoutState["kind"][] = ["turn_over", "bought", "not_called"];

/** Undefined where the sale alone says it: nothing is drawn in it, or the registration was taken back. */
function stateOfRegistration(own: Registration, sale: PublicSale, nowMs: number): CheckoutState | undefined {
  if (sale.drawAtMs === undefined || own.status === "withdrawn") return undefined;
  switch (own.status) {
    case "recorded":
    case "entered":
      return { kind: "registered", untilMs: own.drawAtMs ?? sale.drawAtMs };
    case "waiting":
      return { kind: "in_line", ahead: own.ahead, outlook: own.outlook, mayPress: false };
    case "your_turn": {
      const untilMs = own.turnUntilMs ?? sale.closesAtMs;
      return nowMs < untilMs ? { kind: "your_turn", untilMs } : { kind: "turn_over" };
    }
    case "turn_over":
      return { kind: "turn_over" };
    case "bought":
      return { kind: "bought" };
    case "not_called":
    case "shared":
    case "excluded":
      return { kind: "not_called", message: own.message ?? "" };
    default:
      return { kind: "waiting", mayPress: false, message: "" };
  }
}

const OPEN_PHASES: readonly SalePhase[] = ["scheduled", "open"];

/** Codes of a final refusal. Of any other code only its message is understood. */
const REFUSALS: readonly BuyerCode[] = ["limit_reached", "payment", "fewer_left", "not_available"];

/** What the shop's answer means for the buyer. */
export function stateOfAnswer(answer: ShopAnswer): CheckoutState {
  const { allocation, buyer, challenge } = answer;
  const message = buyer?.message ?? "";
  if (buyer?.code === "registered") {
    return { kind: "registered", untilMs: answer.drawAt === undefined ? undefined : Date.parse(answer.drawAt) };
  }
  const refused = stateOfProblem(answer);
  if (refused !== undefined) return refused;
  if (allocation?.status === "held") {
    return { kind: "held", untilMs: Date.parse(allocation.expiresAt ?? ""), message };
  }
  if (allocation?.status === "sold_out") return { kind: "sold_out", final: allocation.final === true };
  if (allocation?.status === "fewer_left") return { kind: "refused", message };
  if (challenge !== undefined || buyer?.code === "verify") {
    return { kind: "challenge", working: false, message, ...(challenge === undefined ? {} : { asked: challenge }) };
  }
  if (buyer?.code === "in_review") return { kind: "review", message };
  const isKnown =
    (allocation === undefined || allocation.status === "none") &&
    (buyer === undefined || REFUSALS.some((code) => code === buyer.code));
  return isKnown ? { kind: "refused", message } : { kind: "waiting", mayPress: true, message };
}

/** What a problem document of the service says, where the shop passes it on. */
function stateOfProblem({ type, ahead, outlook }: ShopAnswer): CheckoutState | undefined {
  switch (type?.slice(type.lastIndexOf("/") + 1)) {
    case "registration-required":
      return { kind: "unregistered" };
    case "not-your-turn":
      return { kind: "in_line", ahead, outlook, mayPress: true };
    case "turn-over":
      return { kind: "turn_over" };
    default:
      return undefined;
  }
}
