import * as z from "zod";
import { DRAW_STAGES } from "../domain/draw/draw-stage.ts";
import { SALE_POOLS_MAX, SALE_UNITS_MAX } from "../domain/limits.ts";
import { POOLINGS } from "../domain/stock/pools.ts";
import { SALE_MODES } from "../domain/terms/definition.ts";
import { byLimit } from "../domain/terms/limits.ts";
import { SALE_PHASES } from "../domain/terms/phase.ts";
import { REGISTRATION_PHASES } from "../domain/terms/registration.ts";
import { instant, integer, money, text } from "../domain/text.ts";
import {
  challengeKinds,
  clientSignals,
  collectWithinDays,
  holderProof,
  phoneCountry,
  shipWithinDays,
  test,
  timeZone,
  waves,
} from "./sale-terms.ts";

const publicSaleMembers = {
  saleId: z.string(),
  title: z.string(),
  mode: z.enum(SALE_MODES),
  test: test.optional(),
  phase: z.enum(SALE_PHASES),
  pauseReason: z.string().optional(),
  opensAt: instant,
  closesAt: instant,
  serverTimeMs: z.int(),
  limits: z.object(byLimit(() => z.int())),
  stock: z.enum(["available", "low", "none"]),
  price: money,
  holdTtlSeconds: z.int(),
  acceptedPayments: z.array(z.string()),
  clientSignals,
  registration: z
    .object({
      phase: z.enum(REGISTRATION_PHASES),
      opensAt: instant,
      closesAt: instant,
      registered: z.int().optional().meta({ description: "People in the list of a draw, once it is out." }),
      invite: z.literal("required").optional().meta({ description: "Present where who registers has to be invited." }),
    })
    .optional()
    .meta({ description: "Who may buy has to register; absent where anybody may come." }),
  draw: z
    .object({
      stage: z
        .enum(DRAW_STAGES)
        .optional()
        .meta({ description: "Absent in the answer to the shop's PUT, and while the draw cannot be asked." }),
      drawAt: instant,
      leadSeconds: z.int(),
      turnSeconds: z.int(),
      weightMax: z.int(),
    })
    .optional()
    .meta({ description: "Who registered is called in a drawn order; absent where who comes first is served first." }),
  fairWindowSeconds: z.int().optional(),
  admitPerSecond: z.int().optional(),
  timeZone: timeZone.optional(),
  shipBy: instant.optional(),
  shipWithinDays: shipWithinDays.optional(),
  deposit: money.optional(),
  collectWithinDays: collectWithinDays.optional(),
  loosened: z
    .array(z.object({ at: instant, terms: z.array(z.string()) }))
    .optional()
    .meta({ description: "When the shop loosened terms of the sale while it was open, and which. The latest ones." }),
};

/** Answer of `GET /v1/sales/{saleId}`. */
export const publicSaleAnswer = z.object(publicSaleMembers).meta({ id: "Sale" });

/** Answer of `PUT /v1/sales/{saleId}`, pause and resume. */
export const shopSaleAnswer = z
  .object({
    ...publicSaleMembers,
    sku: z.string(),
    units: z.int(),
    addressLocked: z.boolean(),
    holderProof,
    challengeKinds: challengeKinds.optional(),
    phoneCountry: phoneCountry.optional(),
    campaignId: z.string().optional(),
    registrationShards: z.int().optional(),
    waves: waves.optional(),
  })
  .meta({ id: "ShopSale" });

/** Body of `POST /v1/sales/{saleId}/pause`. */
export const pauseBody = z.strictObject({ reason: text.optional() }).meta({ id: "PauseRequest" });

/** Body of `POST /v1/sales/{saleId}/stock`. */
export const moveStockBody = z
  .union([
    z.strictObject({ add: integer(1, SALE_UNITS_MAX) }),
    z.strictObject({ withdraw: integer(1, SALE_UNITS_MAX) }),
  ])
  .meta({ id: "StockMovement" });

const stockFigures = {
  received: z.int(),
  free: z.int(),
  held: z.int(),
  returning: z.int().meta({ description: "Part of `held`: units of ended holds that are free again within seconds." }),
  sold: z.int(),
  withdrawn: z.int(),
};

const poolFigures = z.object({ partnerId: z.string().optional(), ...stockFigures }).meta({ id: "Pool" });

/** Body of `PUT /v1/sales/{saleId}/pools`. */
export const putPoolsBody = z
  .strictObject({
    pooling: z.enum(POOLINGS),
    pools: z
      .array(z.strictObject({ partnerId: text, units: integer(1, SALE_UNITS_MAX) }))
      .max(SALE_POOLS_MAX)
      .superRefine((pools, context) => {
        const seen = new Set<string>();
        for (const [at, { partnerId }] of pools.entries()) {
          if (seen.has(partnerId)) {
            context.addIssue({ code: "custom", path: [at, "partnerId"], message: "is named before" });
          }
          seen.add(partnerId);
        }
      }),
  })
  .meta({ id: "Pools" });

/** Answer of `PUT /v1/sales/{saleId}/pools`. */
export const dividedAnswer = z
  .object({ pooling: z.enum(POOLINGS), partners: z.int(), commonPool: poolFigures })
  .meta({ id: "DividedSale" });

/** Body of `POST /v1/sales/{saleId}/pools/move`. */
export const movePoolsBody = z
  .strictObject({ from: text.optional(), to: text.optional(), units: integer(1, SALE_UNITS_MAX) })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "names the pool that the units are in" })
  .meta({ id: "PoolMovement" });

/** Answer of `POST /v1/sales/{saleId}/pools/move`. */
export const movedPoolsAnswer = z.object({ from: poolFigures, to: poolFigures }).meta({ id: "MovedPools" });

/** Answer of `POST /v1/sales/{saleId}/stock`. */
export const stockAnswer = z
  .object({ ...stockFigures, shortfall: z.int().meta({ description: "Units that could not be withdrawn." }) })
  .meta({ id: "Stock" });

/** Answer of `GET /v1/sales/{saleId}/ledger`. */
export const ledgerAnswer = z
  .object({
    ...stockFigures,
    attempts: z.int(),
    unwrittenAttempts: z.int().meta({
      description:
        "Refusals that were counted alone: those of an account that had been refused many times, and of everybody where the sale ran out of room. Their decision ids name nothing.",
    }),
    verdicts: z.object({ allow: z.int(), challenge: z.int(), review: z.int(), deny: z.int() }),
    lostRecords: z.int().meta({
      description:
        "Records of decisions that the archive did not take before the sale had to forget them; 0 unless it failed for months.",
    }),
    pooling: z.enum(POOLINGS).optional(),
    commonPool: poolFigures.optional(),
    pools: z.array(poolFigures).optional().meta({
      description: "Of partners, in the order of their ids. With the common pool they sum to the sale's figures.",
    }),
  })
  .meta({ id: "Ledger" });

/** Answer of `GET /v1/sales/{saleId}/ledger/audit`. */
export const auditAnswer = z
  .object({
    saleId: z.string(),
    checks: z.int(),
    differences: z.array(z.object({ check: z.string(), recorded: z.number(), recomputed: z.number() })),
  })
  .meta({ id: "LedgerAudit" });
