import * as z from "zod";
import { CHECKOUT_QUANTITY_MAX } from "../domain/limits.ts";
import { text } from "../domain/text.ts";

const delivery = z
  .strictObject({
    decisionId: text,
    orderId: text.optional(),
    serials: z.array(text).max(CHECKOUT_QUANTITY_MAX).default([]),
  })
  .refine(({ orderId, serials }) => orderId !== undefined || serials.length > 0, {
    error: "names neither an order nor a serial number",
  });

/** Body of `POST /v1/deliveries`. */
export const deliveriesBody = z.strictObject({ deliveries: z.array(delivery).min(1) }).meta({
  id: "NewDeliveries",
  description: "Kept as keyed hashes alone.",
});

/** Answer of `POST /v1/deliveries`. */
export const deliveriesAnswer = z
  .object({
    recorded: z.int().meta({ description: "Deliveries taken, those included that were known already." }),
    unknown: z.array(z.string()).meta({ description: "Decisions that are not in the archive, or of another shop." }),
  })
  .meta({ id: "RecordedDeliveries" });
