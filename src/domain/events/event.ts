import type { DrawStage } from "../draw/draw-stage.ts";
import type { AppealOutcome, OrderState } from "../order/order.ts";
import type { SalePhase } from "../terms/phase.ts";

/** How a sale stands: what every `sale.*` event says. */
export type SaleEventData = {
  readonly saleId: string;
  readonly phase: SalePhase;
  readonly stock: { readonly [figure in "received" | "free" | "held" | "sold" | "withdrawn"]: number };
};

export type HoldEventData = {
  readonly saleId: string;
  readonly holdId: string;
  readonly decisionId: string;
  readonly quantity: number;
  readonly expiresAt: string;
  /** Of a hold that was sold. */
  readonly orderId?: string | undefined;
};

export type OrderEventData = {
  readonly saleId: string;
  readonly orderId: string;
  readonly state: OrderState;
  readonly quantity: number;
  /** By when its buyer was promised that it is sent. */
  readonly shipBy?: string | undefined;
};

/** `collectUntil`: from then on it cannot be collected any more. */
export type CollectionEventData = OrderEventData & { readonly collectUntil: string };

/** `delayedTo`: the later date that the shop says now. */
export type DelayEventData = OrderEventData & { readonly delayedTo: string };

export type AppealEventData = OrderEventData & { readonly appeal: AppealOutcome };

export type DecisionEventData = {
  readonly saleId: string;
  readonly decisionId: string;
  readonly reasons: readonly string[];
};

export type RegistrationEventData = {
  readonly saleId: string;
  readonly registrationId: string;
  readonly status: "recorded" | "withdrawn";
};

export type DrawEventData = { readonly saleId: string; readonly stage: DrawStage };

/** A case of an impostor shop; `from` is absent of one that was opened. */
export type CaseEventData = {
  readonly caseId: string;
  readonly from?: string | undefined;
  readonly state: string;
};

/** A change of the policy: its place in the history, and which policy it is about. */
export type PolicyEventData = { readonly seq: number; readonly policyHash: string };

export type TestEventData = { readonly webhookId: string };

/**
 * What each event says, by its type: ids, states and counts, never anything of a person. A type that is added here needs its entry
 * in `registry.ts`.
 */
export type EventData = {
  readonly "sale.scheduled": SaleEventData;
  readonly "sale.opened": SaleEventData;
  readonly "sale.paused": SaleEventData;
  readonly "sale.resumed": SaleEventData;
  readonly "sale.sold_out": SaleEventData;
  readonly "sale.restocked": SaleEventData;
  readonly "sale.closed": SaleEventData;
  readonly "sale.changed": SaleEventData;
  readonly "sale.stock_moved": SaleEventData;
  readonly "hold.created": HoldEventData;
  readonly "hold.sold": HoldEventData;
  readonly "hold.released": HoldEventData;
  readonly "hold.expired": HoldEventData;
  readonly "order.placed": OrderEventData;
  readonly "order.ready": OrderEventData;
  readonly "order.dispatched": OrderEventData;
  readonly "order.collected": OrderEventData;
  readonly "order.lapsed": OrderEventData;
  readonly "order.cancelled": OrderEventData;
  readonly "order.overdue": OrderEventData;
  readonly "order.collection_ends": CollectionEventData;
  readonly "order.delayed": DelayEventData;
  readonly "order.appeal_decided": AppealEventData;
  readonly "decision.review": DecisionEventData;
  readonly "registration.recorded": RegistrationEventData;
  readonly "registration.withdrawn": RegistrationEventData;
  readonly "draw.scheduled": DrawEventData;
  readonly "draw.registering": DrawEventData;
  readonly "draw.judging": DrawEventData;
  readonly "draw.committed": DrawEventData;
  readonly "draw.drawn": DrawEventData;
  readonly "draw.calling": DrawEventData;
  readonly "draw.over": DrawEventData;
  readonly "draw.void": DrawEventData;
  readonly "case.opened": CaseEventData;
  readonly "case.moved": CaseEventData;
  readonly "policy.proposed": PolicyEventData;
  readonly "policy.published": PolicyEventData;
  readonly "webhook.test": TestEventData;
};

export type EventType = keyof EventData;

/** An event that was just emitted: where it is stored it is given its id. */
export type NewEvent = {
  readonly [Type in EventType]: {
    readonly type: Type;
    readonly atMs: number;
    readonly data: EventData[Type];
    /** Of a test sale. */
    readonly test?: true | undefined;
  };
}[EventType];

/** What is posted as the body of a webhook. @see https://www.standardwebhooks.com */
export function eventBody({ type, atMs, test, data }: NewEvent): string {
  return JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), test, data });
}
