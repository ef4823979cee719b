import * as z from "zod";
import { instant } from "../domain/text.ts";

/** Answer of `GET /v1/partner`. */
export const partnerAnswer = z
  .object({
    partnerId: z.string(),
    name: z.string(),
    sales: z.array(z.object({ saleId: z.string(), title: z.string(), opensAt: instant, closesAt: instant })),
  })
  .meta({ id: "OwnPartner" });

/** Answer of `GET /v1/sales/{saleId}/pool`. */
export const ownPoolAnswer = z
  .object({
    stock: z.enum(["available", "low", "none"]),
    pool: z
      .object({
        received: z.int(),
        free: z.int(),
        held: z.int(),
        returning: z.int().meta({ description: "Units of `held` that are on their way back to `free`." }),
        sold: z.int(),
        withdrawn: z.int(),
      })
      .optional()
      .meta({ description: "Present where units of the sale are this partner's own." }),
  })
  .meta({ id: "OwnPool" });
