import type { FormAddress } from "./customers.ts";

/** What the buyer filled in. */
export type OrderForm = {
  readonly address: FormAddress;
  readonly paymentMethod: string;
  readonly quantity: number;
};

/** What is missing or wrong in a field of the form, in words for the buyer. */
export type FieldProblem = {
  readonly field: keyof FormAddress | "paymentMethod" | "quantity";
  readonly message: string;
};

/** How far an order has come. Hold and token stay here, on the shop's side. */
export type OrderState =
  | { readonly kind: "incomplete"; readonly problems: readonly FieldProblem[] }
  | { readonly kind: "unreachable" }
  | { readonly kind: "holding"; readonly holdId: string; readonly token: string; readonly expiresAtMs: number }
  | { readonly kind: "paid"; readonly paidAtMs: number; readonly receipt: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "expired" }
  | { readonly kind: "refused"; readonly message: string; readonly next: string }
  | { readonly kind: "sold_out"; readonly message: string; readonly final: boolean }
  | { readonly kind: "in_review"; readonly message: string }
  /** The service answered something that is newer than this shop. */
  | { readonly kind: "waiting"; readonly message: string }
  | {
      readonly kind: "verify";
      readonly message: string;
      readonly challengeId: string;
      /** What the shop sent to its customer. */
      readonly code: string;
      readonly wrongCode: boolean;
    }
  | { readonly kind: "confirmed"; readonly challengeToken: string };

/** One try of one customer to buy. */
export type Order = {
  readonly reference: string;
  readonly customerId: string;
  readonly form: OrderForm;
  readonly state: OrderState;
  readonly decisionId?: string | undefined;
  /** The last command about it did not get through; what was decided before still holds. */
  readonly troubled?: boolean | undefined;
  /** A visit for the next try, so that an honest second try is not taken for a hasty one. */
  readonly retryVisitToken?: string | undefined;
};
