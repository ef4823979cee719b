import { allowTokenReader, type ReadAllowToken } from "./allow-token.ts";
import type {
  BuyerOrder,
  Cancellation,
  ChallengeSettlement,
  Checkout,
  CheckoutAnswer,
  Collect,
  DeclinedTurn,
  Dispatch,
  Ledger,
  Order,
  OrderPage,
  OrderState,
  PauseRequest,
  PublicSale,
  Redeemed,
  Redemption,
  Registration,
  RegistrationReference,
  RegistrationRequest,
  RegistrationStatus,
  Release,
  Released,
  SaleRequest,
  SettledChallenge,
  ShopSale,
  Stock,
  StockMovement,
  WithdrawnRegistration,
} from "./api.ts";
import { type CallOptions, send } from "./call.ts";

export type FirsthandOptions = {
  /** Where the service is, for example `https://firsthand.example`; also the issuer of its tokens. */
  readonly baseUrl: string;
  /** `fh_sk_…`; it never belongs into a browser. */
  readonly shopKey: string;
  /** Of one try; 10,000 by default. */
  readonly timeoutMs?: number;
  /** Of all tries with the waits between them; 30,000 by default. 0 tries once. */
  readonly deadlineMs?: number;
  /** Sends the requests; the runtime's own by default. */
  readonly fetch?: (request: Request) => Promise<Response>;
};

/** How a call that changes something is repeated safely: a call with a key that was used before gets the bytes of the first. */
export type Once = {
  /** At most 255 characters. Without one the client makes a key, and keeps it over its own retries alone. */
  readonly idempotencyKey?: string;
};

/** Which orders: in one state or overdue ones, collected at one partner, from behind a page. */
export type OrderFilter = { readonly state?: OrderState; readonly partnerId?: string; readonly cursor?: string };

/** An order of a sale, by the shop's own number. */
export type OrderRef = { readonly saleId: string; readonly orderId: string };

/** The calls that a shop's backend makes. Each throws `FirsthandProblem` or `FirsthandUnavailable`. */
export type Firsthand = {
  readonly putSale: (saleId: string, sale: SaleRequest, once?: Once) => Promise<ShopSale>;
  readonly sale: (saleId: string) => Promise<PublicSale>;
  readonly ledger: (saleId: string) => Promise<Ledger>;
  readonly moveStock: (saleId: string, movement: StockMovement, once?: Once) => Promise<Stock>;
  /** `reason` is told to buyers for as long as the sale is paused. */
  readonly pause: (saleId: string, told?: PauseRequest, once?: Once) => Promise<ShopSale>;
  readonly resume: (saleId: string, once?: Once) => Promise<ShopSale>;
  /** Where only who registered may buy. The same account again gets the same receipt, which belongs to its buyer. */
  readonly register: (saleId: string, registration: RegistrationRequest, once?: Once) => Promise<Registration>;
  readonly registrationStatus: (saleId: string, reference: RegistrationReference) => Promise<RegistrationStatus>;
  /** Until registration closes. */
  readonly withdrawRegistration: (
    saleId: string,
    reference: RegistrationReference,
    once?: Once,
  ) => Promise<WithdrawnRegistration>;
  /** In the buyer's turn: the next of the order is called at once. */
  readonly declineTurn: (saleId: string, reference: RegistrationReference, once?: Once) => Promise<DeclinedTurn>;
  /** Before payment. Not being sold to is an answer and not an error: read `verdict` and `allocation.status`. */
  readonly checkout: (saleId: string, checkout: Checkout, once?: Once) => Promise<CheckoutAnswer>;
  readonly settleChallenge: (
    saleId: string,
    challengeId: string,
    settlement: ChallengeSettlement,
    once?: Once,
  ) => Promise<SettledChallenge>;
  /** After payment, once for each token. */
  readonly redeem: (redemption: Redemption, once?: Once) => Promise<Redeemed>;
  readonly release: (release: Release, once?: Once) => Promise<Released>;
  /** An order as its buyer reads it, who has the receipt that redeeming gave. */
  readonly orderStatus: (order: OrderRef, receipt: string) => Promise<BuyerOrder>;
  /** A page of orders; `next` of the answer is the `cursor` of the one after it. */
  readonly orders: (saleId: string, filter?: OrderFilter) => Promise<OrderPage>;
  readonly dispatchOrder: (order: OrderRef, dispatch: Dispatch, once?: Once) => Promise<Order>;
  readonly readyOrder: (order: OrderRef, once?: Once) => Promise<Order>;
  readonly collectOrder: (order: OrderRef, collect: Collect, once?: Once) => Promise<Order>;
  /** Before it is handed over. Paying the money back is the shop's. */
  readonly cancelOrder: (order: OrderRef, cancellation: Cancellation, once?: Once) => Promise<Order>;
  /** Reads an allow token without a call, by the service's published keys, which are kept. */
  readonly verifyAllowToken: ReadAllowToken;
};

/**
 * @example
 * const firsthand = createFirsthand({ baseUrl: "https://firsthand.example", shopKey });
 * const answer = await firsthand.checkout("mi3", checkout, { idempotencyKey: attemptId });
 * if (answer.allocation.status === "held") await firsthand.redeem({ token: answer.allowToken, orderId });
 */
export function createFirsthand(options: FirsthandOptions): Firsthand {
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const fetchOf = options.fetch ?? ((request: Request) => fetch(request));
  const callOptions: CallOptions = {
    baseUrl,
    shopKey: options.shopKey,
    fetch: fetchOf,
    timeoutMs: options.timeoutMs ?? 10_000,
    deadlineMs: options.deadlineMs ?? 30_000,
  };
  const get = <Shape>(path: string) => send<Shape>({ method: "GET", path }, callOptions);
  const change = <Shape>(method: "POST" | "PUT", path: string, body: unknown, once: Once | undefined) =>
    send<Shape>({ method, path, body, idempotencyKey: once?.idempotencyKey ?? crypto.randomUUID() }, callOptions);
  const saleOf = (saleId: string) => `/v1/sales/${encodeURIComponent(saleId)}`;
  const orderOf = ({ saleId, orderId }: OrderRef) => `${saleOf(saleId)}/orders/${encodeURIComponent(orderId)}`;

  return {
    putSale: (saleId, sale, once) => change("PUT", saleOf(saleId), sale, once),
    sale: (saleId) => get(saleOf(saleId)),
    ledger: (saleId) => get(`${saleOf(saleId)}/ledger`),
    moveStock: (saleId, movement, once) => change("POST", `${saleOf(saleId)}/stock`, movement, once),
    pause: (saleId, told = {}, once) => change("POST", `${saleOf(saleId)}/pause`, told, once),
    resume: (saleId, once) => change("POST", `${saleOf(saleId)}/resume`, {}, once),
    register: (saleId, registration, once) => change("POST", `${saleOf(saleId)}/registrations`, registration, once),
    registrationStatus: (saleId, reference) =>
      change("POST", `${saleOf(saleId)}/registrations/status`, reference, undefined),
    withdrawRegistration: (saleId, reference, once) =>
      change("POST", `${saleOf(saleId)}/registrations/withdraw`, reference, once),
    declineTurn: (saleId, reference, once) =>
      change("POST", `${saleOf(saleId)}/registrations/decline`, reference, once),
    checkout: (saleId, checkout, once) => change("POST", `${saleOf(saleId)}/checkouts`, checkout, once),
    settleChallenge: (saleId, challengeId, settlement, once) =>
      change("POST", `${saleOf(saleId)}/challenges/${encodeURIComponent(challengeId)}`, settlement, once),
    redeem: (redemption, once) => change("POST", "/v1/tokens/redeem", redemption, once),
    release: (release, once) => change("POST", "/v1/tokens/release", release, once),
    orders: (saleId, filter = {}) => get(`${saleOf(saleId)}/orders?${new URLSearchParams(filter)}`),
    orderStatus: (order, receipt) => change("POST", `${orderOf(order)}/status`, { receipt }, undefined),
    dispatchOrder: (order, dispatch, once) => change("POST", `${orderOf(order)}/dispatch`, dispatch, once),
    readyOrder: (order, once) => change("POST", `${orderOf(order)}/ready`, {}, once),
    collectOrder: (order, collect, once) => change("POST", `${orderOf(order)}/collect`, collect, once),
    cancelOrder: (order, cancellation, once) => change("POST", `${orderOf(order)}/cancel`, cancellation, once),
    verifyAllowToken: allowTokenReader(baseUrl, fetchOf),
  };
}
