import * as z from "zod";

/** Answer of `GET /v1/sales/{saleId}/partners`. */
export const nearestPartnersAnswer = z
  .object({
    locatedBy: z.enum(["code", "prefix", "point"]).meta({
      description:
        "`code` where the postal code is known, `prefix` where others that begin like it are, `point` where `near` was sent.",
    }),
    partners: z.array(
      z.object({
        partnerId: z.string(),
        name: z.string(),
        linkCode: z.string().optional(),
        phone: z.string().optional(),
        place: z.object({
          placeId: z.string(),
          name: z.string(),
          postalCode: z.string(),
          lat: z.number(),
          lon: z.number(),
          hours: z.string().optional(),
        }),
        distanceKm: z.number(),
        stock: z.enum(["available", "low", "none"]),
      }),
    ),
  })
  .meta({ id: "NearestPartners" });
