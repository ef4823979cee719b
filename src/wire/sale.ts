import * as z from "zod";
import { CHALLENGE_KINDS } from "../domain/challenge/challenge-kind.ts";
import {
  ACCEPTED_PAYMENTS_MAX,
  HOLD_TTL_SECONDS_MAX,
  HOLD_TTL_SECONDS_MIN,
  REGISTRATION_SHARDS_MAX,
  SALE_UNITS_MAX,
} from "../domain/limits.ts";
import { SALE_MODES, type SaleDefinition } from "../domain/terms/definition.ts";
import { byLimit } from "../domain/terms/limits.ts";
import { SALE_PHASES } from "../domain/terms/phase.ts";
import { REGISTRATION_PHASES } from "../domain/terms/registration.ts";
import { countryCodeText, instant, integer, KEPT_AS_IT_IS, money, text } from "../domain/text.ts";

const clientSignals = z.enum(["required", "optional"]);
const holderProof = z.enum(["required", "none"]);

const phoneCountry = countryCodeText.meta({
  description:
    "Country of telephone numbers that buyers write without a country's code, for orders that are picked up: a delivery address says it itself. Without it such a number cannot be read. Fixed once the sale is made.",
});

const limitsSchema = z.strictObject(
  byLimit(({ unitsMax, defaultUnits }) => integer(1, unitsMax).default(defaultUnits)),
);

const challengeKinds = z.array(z.enum(CHALLENGE_KINDS)).min(1).max(CHALLENGE_KINDS.length).meta({
  description:
    "Kinds of proof that may settle a challenge of this sale, as far as the rule that asks lets them; by default all that the deployment can verify. Where signals are required and missing, proof_of_work settles that only if it is named here.",
});

const registration = z
  .strictObject({ opensAt: instant, closesAt: instant, invite: z.literal("none").default("none") })
  .refine(({ opensAt, closesAt }) => Date.parse(opensAt) < Date.parse(closesAt), {
    error: "must be after opensAt",
    path: ["closesAt"],
  })
  .meta({ description: "Only accounts that registered within this window may buy. Fixed once it is open." });

const REGISTRATION_SHARDS = 16;

/** Body of `PUT /v1/sales/{saleId}`. */
export const putSaleBody = z
  .strictObject({
    title: text,
    sku: text,
    mode: z.enum(SALE_MODES),
    units: integer(0, SALE_UNITS_MAX),
    price: money,
    opensAt: instant,
    closesAt: instant,
    limits: limitsSchema.prefault({}),
    holdTtlSeconds: integer(HOLD_TTL_SECONDS_MIN, HOLD_TTL_SECONDS_MAX).default(300),
    acceptedPayments: z.array(text).min(1).max(ACCEPTED_PAYMENTS_MAX).default(["card", "upi", "netbanking", "wallet"]),
    addressLocked: z.boolean().default(true),
    clientSignals: clientSignals.default("optional"),
    holderProof: holderProof.default("none"),
    challengeKinds: challengeKinds.optional(),
    registration: registration.optional(),
    registrationShards: integer(1, REGISTRATION_SHARDS_MAX)
      .optional()
      .meta({
        description: `Over how many objects registrations are spread; ${REGISTRATION_SHARDS} by default.`,
      }),
    phoneCountry: phoneCountry.optional(),
    campaignId: text.optional().meta({ description: KEPT_AS_IT_IS }),
    shipBy: instant.optional(),
  })
  .refine(({ opensAt, closesAt }) => Date.parse(opensAt) < Date.parse(closesAt), {
    error: "must be after opensAt",
    path: ["closesAt"],
  })
  .refine(({ registration: window, closesAt }) => !(Date.parse(window?.closesAt ?? "") > Date.parse(closesAt)), {
    error: "must not be after the sale's closesAt",
    path: ["registration", "closesAt"],
  })
  .refine((sale) => sale.registration !== undefined || sale.registrationShards === undefined, {
    error: "needs a registration",
    path: ["registrationShards"],
  })
  .meta({ id: "SaleRequest" });

/** The sale as the domain knows it, with times in milliseconds. */
export function saleDefinition({
  opensAt,
  closesAt,
  registration: window,
  registrationShards: shards = REGISTRATION_SHARDS,
  ...rest
}: z.infer<typeof putSaleBody>): SaleDefinition {
  const times = { opensAtMs: Date.parse(opensAt), closesAtMs: Date.parse(closesAt) };
  if (window === undefined) return { ...rest, ...times };
  const terms = { opensAtMs: Date.parse(window.opensAt), closesAtMs: Date.parse(window.closesAt), shards };
  return { ...rest, ...times, registration: terms };
}

const publicSaleMembers = {
  saleId: z.string(),
  title: z.string(),
  mode: z.enum(SALE_MODES),
  phase: z.enum(SALE_PHASES),
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
    .object({ phase: z.enum(REGISTRATION_PHASES), opensAt: instant, closesAt: instant })
    .optional()
    .meta({ description: "Who may buy has to register; absent where anybody may come." }),
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
    shipBy: instant.optional(),
  })
  .meta({ id: "ShopSale" });

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

/** Answer of `POST /v1/sales/{saleId}/stock`. */
export const stockAnswer = z
  .object({ ...stockFigures, shortfall: z.int().meta({ description: "Units that could not be withdrawn." }) })
  .meta({ id: "Stock" });

/** Answer of `GET /v1/sales/{saleId}/ledger`. */
export const ledgerAnswer = z
  .object({
    ...stockFigures,
    attempts: z.int(),
    verdicts: z.object({ allow: z.int(), challenge: z.int(), review: z.int(), deny: z.int() }),
    lostRecords: z.int().meta({
      description:
        "Records of decisions that the archive did not take before the sale had to forget them; 0 unless it failed for months.",
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
