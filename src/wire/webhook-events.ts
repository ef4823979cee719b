import * as z from "zod";
import type { EventData, EventType } from "../domain/events/event.ts";
import { SALE_PHASES } from "../domain/terms/phase.ts";
import { instant } from "../domain/text.ts";

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

const decisionData = z
  .object({ saleId: z.string(), decisionId: z.string(), reasons: z.array(z.string()) })
  .meta({ id: "DecisionEventData", description: "A decision, and the codes of its reasons." });

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
  "decision.review": decisionData,
  "webhook.test": testData,
};
