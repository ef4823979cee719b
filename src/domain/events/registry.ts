import type { EventData, EventType, HoldEventData, OrderEventData, SaleEventData } from "./event.ts";

/** One type of event, as the documentation, the description of the API and the settings of a webhook know it. */
export type EventDescription<Data> = {
  /** When it happens. */
  readonly meaning: string;
  readonly example: Data;
  /** It tells of the work of the operator's staff: only shops whose settings say `staffEvents` may ask for it. */
  readonly isOfStaff?: true;
};

const SALE: SaleEventData = {
  saleId: "mi3",
  phase: "open",
  stock: { received: 10_000, free: 9_998, held: 1, sold: 1, withdrawn: 0 },
};
const SOLD_OUT: SaleEventData = {
  ...SALE,
  phase: "sold_out",
  stock: { received: 10_000, free: 0, held: 120, sold: 9_880, withdrawn: 0 },
};
const HOLD: HoldEventData = {
  saleId: "mi3",
  holdId: "hold_mi3_01KBA1JDQ8Z5V7N3T4W6X9Y2CF",
  decisionId: "dec_mi3_01KBA1JDQ8Z5V7N3T4W6X9Y2CE",
  quantity: 1,
  expiresAt: "2026-12-01T08:35:00.000Z",
};

const REGISTRATION = "reg_mi3_0_01KBA1JDQ8Z5V7N3T4W6X9Y2CF";
const CASE = "case_01KBA1JDQ8Z5V7N3T4W6X9Y2CF";
const POLICY = "sha256-inLHMeS-di-5rNxVLvsIgk9OKdYyb3DqCGRiG6Zk_oE";
const ORDER: OrderEventData = {
  saleId: "mi3",
  orderId: "ord_1",
  state: "paid",
  quantity: 1,
  shipBy: "2026-12-06T18:29:59.000Z",
};
const COLLECTED: OrderEventData = { saleId: "mi3", orderId: "ord_2", state: "collected", quantity: 1 };

/** Every event that webhooks tell of. A type that is not here cannot be emitted, asked for or read about. */
export const EVENTS: { readonly [Type in EventType]: EventDescription<EventData[Type]> } = {
  "sale.scheduled": { meaning: "A sale was created and has not opened.", example: { ...SALE, phase: "scheduled" } },
  "sale.opened": { meaning: "A sale opened.", example: SALE },
  "sale.paused": { meaning: "A sale was paused.", example: { ...SALE, phase: "paused" } },
  "sale.resumed": { meaning: "A sale that was paused goes on.", example: SALE },
  "sale.sold_out": {
    meaning: "No unit is free. Units of holds that end may come back: `stock.held` says how many.",
    example: SOLD_OUT,
  },
  "sale.restocked": {
    meaning: "Units are free again after none were; told a minute after `sale.sold_out` at the earliest.",
    example: SALE,
  },
  "sale.closed": { meaning: "A sale closed.", example: { ...SOLD_OUT, phase: "closed" } },
  "sale.changed": { meaning: "The terms of a sale were put anew.", example: SALE },
  "sale.stock_moved": { meaning: "Units were added or withdrawn.", example: SALE },
  "hold.created": { meaning: "A checkout was allowed and holds units.", example: HOLD },
  "hold.sold": {
    meaning: "The token of a hold was redeemed for an order.",
    example: { ...HOLD, orderId: "ord_1" },
  },
  "hold.released": { meaning: "A hold was given up: the payment failed or was cancelled.", example: HOLD },
  "hold.expired": { meaning: "A hold ended unpaid.", example: HOLD },
  "order.placed": { meaning: "A hold was redeemed as an order, or joined one.", example: ORDER },
  "order.ready": { meaning: "An order can be collected.", example: { ...COLLECTED, state: "ready" } },
  "order.dispatched": { meaning: "An order was sent.", example: { ...ORDER, state: "dispatched" } },
  "order.collected": { meaning: "An order was handed to its buyer.", example: COLLECTED },
  "order.lapsed": { meaning: "An order was not collected in time.", example: { ...COLLECTED, state: "lapsed" } },
  "order.cancelled": { meaning: "An order was cancelled.", example: { ...ORDER, state: "cancelled" } },
  "order.overdue": { meaning: "The day has passed by which an order was to be sent, and it was not.", example: ORDER },
  "order.collection_ends": {
    meaning: "An order that nobody collected lapses within a day, unless its buyer is reminded.",
    example: { ...COLLECTED, state: "ready", collectUntil: "2026-12-16T18:29:59.999Z" },
  },
  "order.delayed": {
    meaning: "The shop said a later date for an order that is still to be sent: its buyer may cancel at no cost.",
    example: { ...ORDER, delayedTo: "2026-12-20T18:29:59.000Z" },
  },
  "order.appeal_decided": {
    meaning:
      "Somebody of the staff looked again at an order that was cancelled for fraud. It stays cancelled; where the appeal was upheld its buyer was wronged.",
    example: { ...ORDER, state: "cancelled", appeal: "upheld" },
  },
  "decision.review": {
    meaning: "A checkout waits for a person's review.",
    example: { saleId: "mi3", decisionId: HOLD.decisionId, reasons: ["HOUSEHOLD_MANY_ACCOUNTS"] },
  },
  "registration.recorded": {
    meaning: "An account was registered.",
    example: { saleId: "mi3", registrationId: REGISTRATION, status: "recorded" },
  },
  "registration.withdrawn": {
    meaning: "A registration was taken back.",
    example: { saleId: "mi3", registrationId: REGISTRATION, status: "withdrawn" },
  },
  "draw.scheduled": { meaning: "The charter of a draw is published.", example: { saleId: "mi3", stage: "scheduled" } },
  "draw.registering": { meaning: "Registration for a draw opened.", example: { saleId: "mi3", stage: "registering" } },
  "draw.judging": { meaning: "Registration closed; entries are judged.", example: { saleId: "mi3", stage: "judging" } },
  "draw.committed": {
    meaning: "The list of a draw is published and waits for the beacon.",
    example: { saleId: "mi3", stage: "committed" },
  },
  "draw.drawn": { meaning: "The beacon has decided the order.", example: { saleId: "mi3", stage: "drawn" } },
  "draw.calling": { meaning: "The order is being called.", example: { saleId: "mi3", stage: "calling" } },
  "draw.over": { meaning: "Everybody was called, or the sale closed.", example: { saleId: "mi3", stage: "over" } },
  "draw.void": { meaning: "A draw cannot be held, and says why in public.", example: { saleId: "mi3", stage: "void" } },
  "case.opened": {
    meaning: "A shop may pose as the brand, and waits for a person.",
    example: { caseId: CASE, state: "new" },
    isOfStaff: true,
  },
  "case.moved": {
    meaning: "Somebody of the staff decided on a case.",
    example: { caseId: CASE, from: "in_review", state: "confirmed" },
    isOfStaff: true,
  },
  "policy.proposed": {
    meaning: "A policy waits for a second person.",
    example: { seq: 12, policyHash: POLICY },
    isOfStaff: true,
  },
  "policy.published": {
    meaning: "A policy went live.",
    example: { seq: 13, policyHash: POLICY },
    isOfStaff: true,
  },
  "webhook.test": {
    meaning: "Somebody asked for a test event. It goes to one webhook, whatever that listens to.",
    example: { webhookId: "orders" },
  },
};

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENTS, text);
}

export const EVENT_TYPES: readonly EventType[] = Object.keys(EVENTS).filter(isEventType);

/** What a webhook may ask for beside single types: all events of one kind of thing, those included that later versions add. */
export const EVENT_FAMILIES: readonly string[] = [
  ...new Set(EVENT_TYPES.filter((type) => type !== "webhook.test").map((type) => `${type.split(".")[0]}.*`)),
];

/** Whether a webhook may ask for this: a type, or a family. */
export function isEventPattern(text: string): boolean {
  return EVENT_FAMILIES.includes(text) || (isEventType(text) && text !== "webhook.test");
}

/** Whether a webhook that asks for this would hear of the work of the operator's staff. */
export function asksOfStaff(pattern: string): boolean {
  return EVENT_TYPES.some((type) => EVENTS[type].isOfStaff && isMatch(pattern, type));
}

export function isMatch(pattern: string, type: EventType): boolean {
  return pattern === type || (pattern.endsWith("*") && type.startsWith(pattern.slice(0, -1)));
}
