import * as z from "zod";
import { postalAddress } from "../domain/checkout.ts";
import {
  APPEAL_OUTCOMES,
  CANCEL_CAUSES,
  CANCELLED_BY,
  type CancelCause,
  ORDER_STATES,
  ORDER_UNITS,
} from "../domain/order/order.ts";
import { instant, money, text, tokenText } from "../domain/text.ts";
import { addressMatch } from "./address-match.ts";

export const orderState = z.enum(ORDER_STATES).meta({
  description:
    "`paid` in full, or `booked` by a deposit; then `dispatched`, or `ready` and `collected` at a partner; `lapsed` where nobody came in time; `cancelled`.",
});

/** How an order is asked for in a list: by its state, or because it is late. */
export const orderFilter = z.enum([...ORDER_STATES, "overdue", "appeal"]);

const appeal = z.enum(["open", ...APPEAL_OUTCOMES]);

const CAUSES: readonly CancelCause[] = CANCELLED_BY.flatMap((by) => CANCEL_CAUSES[by]);
const cause = z.enum(CAUSES).meta({
  description:
    "Why, as the buyer reads it in words of our own: one of those of `by`. `buyer`: `changed_mind`, `delayed`. `shop`: `not_available`, `not_deliverable`, `delayed`, `mistake`. `payment`: `payment_failed`, `payment_reversed`. `fraud`: `unfair`. The first of each where it is left out.",
});

const common = {
  orderId: z.string(),
  state: orderState,
  quantity: z.int().meta({ description: "Units of the order.", examples: [1] }),
  placedAt: instant,
  shipBy: instant.optional().meta({ description: "By when the buyer was promised that it is sent." }),
  delayedTo: instant.optional().meta({ description: "The later date that the sale's terms say by now." }),
  paid: money.optional().meta({ description: "What the shop said was paid so far." }),
  balance: money.optional().meta({ description: "What is due at collection." }),
};

const place = {
  partnerId: z.string(),
  until: instant.optional().meta({
    description:
      "When it lapses. Absent while the goods have to be sent there first, and where the sale does not say it.",
  }),
};
const code = z.string().meta({
  description: "Six digits that the buyer shows. Only the buyer's own answers name them.",
  examples: ["402917"],
});

/** Answer of every call on an order. */
export const orderAnswer = z
  .object({
    ...common,
    overdue: z
      .boolean()
      .meta({ description: "Whether it was to be sent before now. A delay does not make it punctual." }),
    collect: z.object(place).optional(),
    cancelled: z
      .object({ by: z.enum(CANCELLED_BY), cause, appeal: appeal.optional() })
      .optional()
      .meta({ description: "Who had it cancelled and why. A cancellation for fraud opens an appeal." }),
    addressMatch: addressMatch.optional(),
  })
  .meta({ id: "Order" });

/** Answer of `GET /v1/sales/{saleId}/orders`. */
export const ordersAnswer = z
  .object({
    orders: z.array(orderAnswer),
    next: z.string().optional().meta({ description: "`cursor` of the next page; absent on the last." }),
  })
  .meta({ id: "Orders" });

/** The `order` of a redeemed token. */
export const placedOrder = z.object({
  state: orderState,
  shipBy: instant.optional(),
  collect: z.object({ ...place, code }).optional(),
  receipt: z.string().meta({ description: "For the buyer, who sees with it how the order stands." }),
});

/** Body of `POST …/orders/{orderId}/status`. */
export const orderReceiptBody = z.strictObject({ receipt: tokenText }).meta({ id: "OrderReceipt" });

/** Its answer: the order as its buyer reads it. */
export const buyerOrderAnswer = z
  .object({
    ...common,
    collect: z.object({ ...place, code }).optional(),
    freeCancel: z.boolean().meta({
      description: "Whether the shop cancels it at no cost when the buyer asks, because it announced a delay.",
    }),
    message: z
      .string()
      .meta({ description: "What the buyer is told: of an order that ended, what happens to the money." }),
    appealable: z.boolean().optional(),
    appeal: appeal.optional().meta({
      description:
        "Of an order that was cancelled for fraud: whether a person has looked at it again, and who was right.",
    }),
  })
  .meta({ id: "BuyerOrder" });

/** Body of `POST …/orders/{orderId}/dispatch`. */
export const dispatchBody = z.strictObject({ shippingAddress: postalAddress }).meta({ id: "Dispatch" });

/** Body of `POST …/orders/{orderId}/ready`. */
export const readyBody = z.strictObject({}).meta({ id: "Ready" });

/** Body of `POST …/orders/{orderId}/collect`. */
export const collectBody = z
  .strictObject({
    code: z.string().regex(/^[0-9]{6}$/, "must be six digits"),
    partnerId: text.optional().meta({ description: "Where the buyer stands, if the shop says it." }),
    paid: money.optional().meta({ description: "What the buyer pays now." }),
  })
  .meta({ id: "Collect" });

/** Body of `POST …/orders/{orderId}/cancel`. */
export const cancelBody = z
  .strictObject({
    by: z.enum(CANCELLED_BY).meta({ description: "Who has it cancelled. `fraud` is for staff alone." }),
    cause: cause.optional(),
    reason: text.meta({ description: "For your own books: the buyer never reads it." }),
    units: z.enum(ORDER_UNITS).meta({
      description:
        "`return`: they are sold to others, in a drawn order to the next, or by a redraw where `by` is `shop` or `fraud`. `withdraw`: to nobody.",
    }),
    decisionId: text.optional().meta({ description: "The decision that a cancellation for fraud rests on." }),
    caseId: text.optional().meta({ description: "The case that it rests on." }),
  })
  .superRefine((cancel, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const causes: readonly CancelCause[] = CANCEL_CAUSES[cancel.by];
    if (cancel.cause !== undefined && !causes.includes(cancel.cause)) {
      refuse("cause", `must be one of ${causes.join(", ")} where by is ${cancel.by}`);
    }
    const cites = [cancel.decisionId, cancel.caseId].filter((cited) => cited !== undefined).length;
    if (cancel.by === "fraud" && cites !== 1) refuse("decisionId", "is needed for fraud, or caseId; never both");
    if (cancel.by !== "fraud" && cites > 0) refuse("decisionId", "and caseId are for fraud");
  })
  .meta({ id: "Cancellation" });
