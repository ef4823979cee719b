import * as z from "zod";
import { DRAW_STAGES } from "../domain/draw/draw-stage.ts";
import { instant, integer } from "../domain/text.ts";

/** Answer of `GET /v1/sales/{saleId}/draw`. */
export const drawAnswer = z
  .object({
    stage: z.enum(DRAW_STAGES),
    statements: z.array(z.string()).meta({ description: "Compact JWS texts, in order." }),
    files: z
      .object({
        entries: z.string().optional(),
        openings: z.string().optional(),
        redraws: z
          .record(z.string(), z.string())
          .optional()
          .meta({ description: "Opened seals of redraws, by round." }),
      })
      .meta({ description: "Paths of what is published so far." }),
    called: integer(0, Number.MAX_SAFE_INTEGER).optional(),
    nextAt: instant.optional(),
  })
  .meta({ id: "Draw" });

/** Body of `POST /v1/sales/{saleId}/draw/beacon`. What is in it is judged as a beacon, whatever its form. */
export const beaconBody = z.strictObject({ round: z.int(), signature: z.string() }).meta({ id: "Beacon" });

/** What a relay of drand says of its chain. */
export const beaconInfo = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  public_key: z.string().regex(/^[0-9a-f]{192}$/),
  genesis_time: z.int().nonnegative(),
  period: z.int().positive(),
});
