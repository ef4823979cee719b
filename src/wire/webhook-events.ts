import * as z from "zod";
import { DRAW_STAGES } from "../domain/draw/draw-stage.ts";
import type { EventData, EventType } from "../domain/events/event.ts";
import { APPEAL_OUTCOMES } from "../domain/order/order.ts";
import { SALE_PHASES } from "../domain/terms/phase.ts";
import { instant } from "../domain/text.ts";
import { orderState } from "./order.ts";

const saleData = z
  .object({
    saleId: z.string(),
    phase: z.enum(SALE_PHASES),
    stock: z.object({ received: z.int(), free: z.int(), held: z.int(), sold: z.int(), withdrawn: z.int() }),
  })
  .meta({ id: "SaleEventData", description: "How a sale stands." });

const holdData = z
  .object({
    saleId: z.string(),
    holdId: z.string(),
    decisionId: z.string(),
    quantity: z.int(),
    expiresAt: instant,
    orderId: z.string().optional(),
  })
  .meta({ id: "HoldEventData", description: "A hold, and the order that it was sold as." });

const orderData = z
  .object({
    saleId: z.string(),
    orderId: z.string(),
    state: orderState,
    quantity: z.int(),
    shipBy: instant.optional(),
  })
  .meta({ id: "OrderEventData", description: "An order, and how it stands." });

const collectionData = orderData
  .extend({ collectUntil: instant.meta({ description: "From then on it cannot be collected any more." }) })
  .meta({ id: "CollectionEventData", description: "An order, and when its time to be collected ends." });

const delayData = orderData
  .extend({ delayedTo: instant.meta({ description: "The later date that the shop says now." }) })
  .meta({ id: "DelayEventData", description: "An order, and the later date that the shop says for it." });

const appealData = orderData
  .extend({ appeal: z.enum(APPEAL_OUTCOMES).meta({ description: "Whether somebody agreed with the buyer." }) })
  .meta({
    id: "AppealEventData",
    description: "An order that was cancelled for fraud, and what became of its appeal.",
  });

const decisionData = z
  .object({ saleId: z.string(), decisionId: z.string(), reasons: z.array(z.string()) })
  .meta({ id: "DecisionEventData", description: "A decision, and the codes of its reasons." });

const registrationData = z
  .object({ saleId: z.string(), registrationId: z.string(), status: z.enum(["recorded", "withdrawn"]) })
  .meta({ id: "RegistrationEventData", description: "A registration." });

const drawData = z
  .object({ saleId: z.string(), stage: z.enum(DRAW_STAGES) })
  .meta({ id: "DrawEventData", description: "A draw." });

const caseData = z
  .object({ caseId: z.string(), from: z.string().optional(), state: z.string() })
  .meta({ id: "CaseEventData", description: "A case of a shop that may be an impostor." });

const policyData = z
  .object({ seq: z.int(), policyHash: z.string() })
  .meta({ id: "PolicyEventData", description: "A change of the policy." });

const testData = z
  .object({ webhookId: z.string() })
  .meta({ id: "TestEventData", description: "The webhook that is tried." });

/** The shape of what each event says. */
export const EVENT_DATA: { readonly [Type in EventType]: z.ZodType<EventData[Type]> } = {
  "sale.scheduled": saleData,
  "sale.opened": saleData,
  "sale.paused": saleData,
  "sale.resumed": saleData,
  "sale.sold_out": saleData,
  "sale.restocked": saleData,
  "sale.closed": saleData,
  "sale.changed": saleData,
  "sale.stock_moved": saleData,
  "hold.created": holdData,
  "hold.sold": holdData,
  "hold.released": holdData,
  "hold.expired": holdData,
  "order.placed": orderData,
  "order.ready": orderData,
  "order.dispatched": orderData,
  "order.collected": orderData,
  "order.lapsed": orderData,
  "order.cancelled": orderData,
  "order.overdue": orderData,
  "order.collection_ends": collectionData,
  "order.delayed": delayData,
  "order.appeal_decided": appealData,
  "decision.review": decisionData,
  "registration.recorded": registrationData,
  "registration.withdrawn": registrationData,
  "draw.scheduled": drawData,
  "draw.registering": drawData,
  "draw.judging": drawData,
  "draw.committed": drawData,
  "draw.drawn": drawData,
  "draw.calling": drawData,
  "draw.over": drawData,
  "draw.void": drawData,
  "case.opened": caseData,
  "case.moved": caseData,
  "policy.proposed": policyData,
  "policy.published": policyData,
  "webhook.test": testData,
};
