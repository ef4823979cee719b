import type { Checkout, CheckoutAnswer, Firsthand } from "../../../client/index.ts";
import { answered, type CallFailure } from "./answered.ts";
import type { Customer, FormAddress } from "./customers.ts";
import type { Order, OrderForm, OrderState } from "./order.ts";
import type { Visit } from "./order-form.ts";
import { PRODUCT } from "./product.ts";

export type Buyer = { readonly customer: Customer; readonly deviceId: string; readonly userAgent: string };

type PlaceOrder = {
  readonly client: Firsthand;
  readonly saleId: string;
  readonly buyer: Buyer;
  readonly form: OrderForm;
  readonly visit: Visit;
  /** The try before, whose settled challenge or retry visit this one may use. */
  readonly previous: Order | undefined;
  /** The shop's own reference for this try. */
  readonly reference: string;
  /** The code that the shop would send to its customer, should one be asked for. */
  readonly code: string;
};

/** The order as it stands now, and the answer to it, or when to ask again where the service is busy. */
type PlacedOrder = {
  readonly order: Order;
  readonly answer?: CheckoutAnswer;
  readonly retryAfterSeconds?: number | undefined;
};

/** Asks Firsthand whether this customer may have what the form says, with what the shop knows of the account. */
export async function placeOrder(options: PlaceOrder): Promise<PlacedOrder> {
  const { client, saleId, buyer, form, visit, previous, reference, code } = options;
  // Without script there is no visit but the one that the last answer gave for a second try.
  const visitToken = visit.visitToken ?? previous?.retryVisitToken;
  const challengeToken =
    visit.challengeToken ?? (previous?.state.kind === "confirmed" ? previous.state.challengeToken : undefined);
  const checkout = await answered(
    client.checkout(
      saleId,
      {
        ...(visitToken === undefined ? {} : { visitToken }),
        ...(challengeToken === undefined ? {} : { challengeToken }),
        account: buyer.customer.account,
        device: { id: buyer.deviceId },
        shippingAddress: postalAddress(form.address),
        payment: { method: form.paymentMethod, fingerprint: buyer.customer.paymentFingerprint },
        quantity: form.quantity,
        channel: "web",
        client: { userAgent: buyer.userAgent },
        ...(visit.signals === undefined ? {} : { signals: visit.signals }),
      },
      { idempotencyKey: reference },
    ),
  );
  const order = { reference, customerId: buyer.customer.account.id, form };
  if (!checkout.ok) {
    const { error } = checkout;
    const state = failureState(error);
    return {
      order: { ...order, state },
      ...(error.kind === "busy" ? { retryAfterSeconds: error.retryAfterSeconds } : {}),
    };
  }
  const answer = checkout.value;
  return {
    order: {
      ...order,
      state: answeredState(answer, code),
      decisionId: answer.decisionId,
      retryVisitToken: answer.retryVisitToken,
    },
    answer,
  };
}

/** The address as Firsthand takes it. Empty lines are left out. */
export function postalAddress({
  name,
  line1,
  line2,
  city,
  region,
  postalCode,
}: FormAddress): NonNullable<Checkout["shippingAddress"]> {
  return {
    name,
    lines: line2 === "" ? [line1] : [line1, line2],
    city,
    ...(region === "" ? {} : { region }),
    postalCode,
    country: PRODUCT.country.code,
  };
}

function answeredState(answer: CheckoutAnswer, code: string): OrderState {
  const { allocation, allowToken, buyer, challenge } = answer;
  if (allocation.status === "held" && allowToken !== undefined) {
    const { holdId, expiresAt } = allocation;
    return { kind: "holding", holdId, token: allowToken, expiresAtMs: Date.parse(expiresAt) };
  }
  const { message, next } = buyer;
  if (allocation.status === "sold_out") return { kind: "sold_out", message, final: allocation.final };
  if (buyer.code === "in_review") return { kind: "in_review", message };
  if (challenge !== undefined) return { kind: "verify", message, challengeId: challenge.id, code, wrongCode: false };
  if (allocation.status === "fewer_left") return { kind: "refused", message, next };
  const isRefusal = allocation.status === "none" && REFUSALS.includes(buyer.code);
  return isRefusal ? { kind: "refused", message, next } : { kind: "waiting", message };
}

/** Codes of a final refusal. Any other one is newer than this shop, and no refusal. */
const REFUSALS: readonly string[] = ["limit_reached", "payment", "not_available"];

/** A problem with the sale itself (paused, closed) is shown by the sale's phase, so here it only ends the try. */
function failureState(failure: CallFailure): OrderState {
  return failure.kind === "problem" ? { kind: "cancelled" } : { kind: "unreachable" };
}
