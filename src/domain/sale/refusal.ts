import type { ChallengeKind } from "../challenge/challenge-kind.ts";
import type { Money } from "../terms/definition.ts";
import type { SalePhase } from "../terms/phase.ts";
import type { RegistrationTerms } from "../terms/registration.ts";
import type { TurnStatus } from "./calling/turn-status.ts";
import type { TermsRefusal } from "./modes/mode.ts";

/** Why a sale does not carry out a command. Each kind becomes one problem document; a refusal to sell is not among them. */
export type SaleRefusal =
  | { readonly kind: "sale-unknown" }
  | { readonly kind: "sale-halted" }
  /** Its object takes no more checkouts; what is held can still be paid and released. */
  | { readonly kind: "sale-full" }
  /** Nobody told the sale what the buyer bought in earlier sales of its campaign. */
  | { readonly kind: "storage-unavailable"; readonly campaignId: string }
  | { readonly kind: "sale-id-taken" }
  | { readonly kind: "sale-field-fixed"; readonly fields: readonly string[] }
  | TermsRefusal
  | {
      readonly kind: "sale-not-open";
      readonly phase: SalePhase;
      readonly opensAtMs: number;
      readonly serverTimeMs: number;
    }
  | { readonly kind: "registration-required"; readonly registration: RegistrationTerms; readonly serverTimeMs: number }
  /** The order is not drawn yet, or has not come to this registration. */
  | ({ readonly kind: "not-your-turn"; readonly serverTimeMs: number } & Pick<
      Extract<TurnStatus, { kind: "waiting" }>,
      "ahead" | "outlook" | "turnFromMs"
    >)
  /** `shared`: another account holds or bought by this place. */
  | { readonly kind: "turn-over"; readonly because: "ended" | "shared" }
  /** Only free units move from one pool to another; each line that asks for others. */
  | {
      readonly kind: "pools-exceed-units";
      readonly problems: readonly { readonly pointer: string; readonly detail: string }[];
    }
  | { readonly kind: "pool-short"; readonly partnerId: string | undefined; readonly free: number }
  /** An order is drawn for all units of a sale, and calls for any of them. */
  | { readonly kind: "draw-undivided" }
  | { readonly kind: "sale-undivided" }
  | { readonly kind: "idempotency-key-reused" }
  | { readonly kind: "token-rejected" }
  | { readonly kind: "token-spent"; readonly orderId: string }
  | { readonly kind: "hold-unknown" }
  | { readonly kind: "hold-sold"; readonly orderId: string }
  | { readonly kind: "hold-released" }
  | { readonly kind: "hold-expired" }
  | { readonly kind: "address-changed" }
  | { readonly kind: "proof-rejected" }
  | { readonly kind: "order-unknown" }
  | OrderRefusal
  /** It has so many units, and fewer than are to be kept for who is invited. */
  | { readonly kind: "invites-exceed-units"; readonly units: number }
  /** So many units cannot leave the sale: fewer would be left than invites promise. */
  | { readonly kind: "units-promised"; readonly units: number }
  | { readonly kind: "challenge-unknown" }
  | { readonly kind: "challenge-settled" }
  | { readonly kind: "kind-not-offered"; readonly kinds: readonly ChallengeKind[] }
  | { readonly kind: "visit-changed" }
  | { readonly kind: "decision-unknown" }
  /** Neither the live policy nor the last one that decided here can be had. */
  | { readonly kind: "policy-unavailable" };

/** Why an order does not move. */
export type OrderRefusal =
  | { readonly kind: "order-dispatched"; readonly orderId: string }
  | { readonly kind: "order-collected"; readonly orderId: string }
  | { readonly kind: "order-lapsed"; readonly orderId: string }
  | { readonly kind: "order-cancelled"; readonly orderId: string }
  /** It was not cancelled for fraud, somebody has decided, or who decides cancelled it. */
  | { readonly kind: "appeal-not-open"; readonly because: "none" | "decided" | "own" }
  /** It is handed over in another way, or is on its way already. */
  | { readonly kind: "fulfilment-differs"; readonly fulfilment: "sent" | "collected" }
  | { readonly kind: "code-rejected"; readonly triesLeft: number; readonly triesFromMs: number | undefined }
  | { readonly kind: "balance-due"; readonly due: Money }
  | { readonly kind: "wrong-place"; readonly partnerId: string };

/** Why a call is not carried out; `pepper-epoch` is between the Worker and the sale, and no caller ever hears it. */
export type CallRefusal = SaleRefusal | { readonly kind: "pepper-epoch"; readonly epoch: string };

/**
 * Whether a refusal is the answer of a command that ran, and so is kept for repeats of the call. Answers that a later moment
 * may change for the same request (not open yet, not known yet) are computed anew.
 */
export function isKept(refusal: SaleRefusal): boolean {
  switch (refusal.kind) {
    case "token-spent":
    case "hold-sold":
    case "hold-released":
    case "hold-expired":
    case "address-changed":
    case "proof-rejected":
    case "order-dispatched":
    case "order-collected":
    case "order-lapsed":
    case "order-cancelled":
    case "fulfilment-differs":
    case "code-rejected":
    case "balance-due":
    case "wrong-place":
    case "sale-field-fixed":
    case "pools-exceed-units":
    case "pool-short":
    case "challenge-settled":
    case "kind-not-offered":
    case "visit-changed":
      return true;
    case "sale-halted":
    case "sale-full":
    case "storage-unavailable":
    case "sale-unknown":
    case "sale-id-taken":
    case "mode-not-supported":
    case "terms-refused":
    case "draw-undivided":
    case "sale-undivided":
    case "sale-not-open":
    case "registration-required":
    case "not-your-turn":
    case "turn-over":
    case "idempotency-key-reused":
    case "token-rejected":
    case "hold-unknown":
    case "order-unknown":
    case "appeal-not-open":
    case "invites-exceed-units":
    case "units-promised":
    case "challenge-unknown":
    case "decision-unknown":
    case "policy-unavailable":
      return false;
  }
}
