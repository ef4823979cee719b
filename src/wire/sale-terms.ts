import * as z from "zod";
import { CHALLENGE_KINDS } from "../domain/challenge/challenge-kind.ts";
import { WEIGHT_MAX } from "../domain/draw/population.ts";
import {
  ACCEPTED_PAYMENTS_MAX,
  ADMIT_PER_SECOND_MAX,
  FAIR_WINDOW_SECONDS_MAX,
  FAIR_WINDOW_SECONDS_MIN,
  HOLD_TTL_SECONDS_MAX,
  HOLD_TTL_SECONDS_MIN,
  LEAD_SECONDS_MAX,
  LEAD_SECONDS_MIN,
  ORDER_DAYS_MAX,
  REGISTRATION_SHARDS_MAX,
  SALE_UNITS_MAX,
  TURN_SECONDS_MAX,
  TURN_SECONDS_MIN,
  WAVES_MAX,
} from "../domain/limits.ts";
import { termProblems } from "../domain/sale/modes/registry.ts";
import { SALE_MODES, type SaleDefinition } from "../domain/terms/definition.ts";
import { type DrawTerms, termsOfFairWindow } from "../domain/terms/draw.ts";
import { byLimit } from "../domain/terms/limits.ts";
import { isTimeZone } from "../domain/terms/local-time.ts";
import { countryCodeText, instant, integer, KEPT_AS_IT_IS, money, text } from "../domain/text.ts";

export const test = z.literal(true).meta({
  description:
    "A sale to integrate by, apart from all real ones: test values force its answers, its terms alone decide every other checkout, and nothing of it counts in figures, archives or other sales. Fixed once the sale is made.",
});
export const clientSignals = z.enum(["required", "optional"]);
export const holderProof = z.enum(["required", "none"]);

export const phoneCountry = countryCodeText.meta({
  description:
    "Country of telephone numbers that buyers write without a country's code, for orders that are picked up: a delivery address says it itself. Without it such a number cannot be read. Fixed once the sale is made.",
});

const limitsSchema = z.strictObject(
  byLimit(({ unitsMax, defaultUnits }) => integer(1, unitsMax).default(defaultUnits)),
);

export const challengeKinds = z.array(z.enum(CHALLENGE_KINDS)).min(1).max(CHALLENGE_KINDS.length).meta({
  description:
    "Kinds of proof that may settle a challenge of this sale, as far as the rule that asks lets them; by default all that the deployment can verify. Where signals are required and missing, proof_of_work settles that only if it is named here.",
});

const registration = z
  .strictObject({
    opensAt: instant,
    closesAt: instant,
    invite: z.enum(["none", "required"]).default("none").meta({
      description:
        "`required`: who registers has to be invited. Without a draw each invite promises a unit. Fixed once the sale is made.",
    }),
  })
  .meta({ description: "Only accounts that registered within this window may buy. Fixed once it is open." });

const REGISTRATION_SHARDS = 16;
const ADMIT_PER_SECOND = 250;

const draw = z
  .strictObject({
    drawAt: instant.meta({
      description:
        "The first round of the beacon at this time or after it decides. `leadSeconds` and 5 seconds after registration closes at the earliest.",
    }),
    leadSeconds: integer(LEAD_SECONDS_MIN, LEAD_SECONDS_MAX)
      .default(60)
      .meta({ description: "Seconds for which the list is public before the round." }),
    turnSeconds: integer(TURN_SECONDS_MIN, TURN_SECONDS_MAX)
      .default(7200)
      .meta({ description: "Seconds for which a unit waits for who is called." }),
    weightMax: integer(1, WEIGHT_MAX).default(4).meta({ description: "Tickets that one entry has at most." }),
  })
  .meta({
    description: "An order is drawn among who registered, and each is called in turn. Fixed once registration is open.",
  });

export const timeZone = z
  .string()
  .refine(isTimeZone, "must be a time zone of the IANA database, such as Asia/Kolkata")
  .meta({ description: "By whose clocks days of the sale are counted; UTC where it is left out." });
export const shipWithinDays = integer(1, ORDER_DAYS_MAX).meta({
  description: "Orders are sent by the end of the day that comes so many days after the day of payment.",
});
export const collectWithinDays = integer(1, ORDER_DAYS_MAX).meta({
  description:
    "Orders to be collected lapse at the end of the day that comes so many days after they are there: after payment, or where goods have to be sent first, after they are said to be ready.",
});
export const waves = z
  .array(z.strictObject({ units: integer(1, SALE_UNITS_MAX), shipBy: instant }))
  .min(1)
  .max(WAVES_MAX)
  .meta({
    description:
      "Dates by the place in the ledger: the first so many units that are sold are sent by the first date. The last wave takes units that are added. A later date is a delay, of which each buyer is told, who may then cancel at no cost.",
  });

/** The terms of a sale as a shop writes them, each looked at alone. */
export const saleTerms = z.strictObject({
  title: text,
  sku: text,
  mode: z.enum(SALE_MODES),
  test: test.optional(),
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
  draw: draw.optional(),
  fairWindowSeconds: integer(FAIR_WINDOW_SECONDS_MIN, FAIR_WINDOW_SECONDS_MAX).optional().meta({
    description:
      "Registration opens with the sale and closes so many seconds later, and who came in between is called in a drawn order, whoever was faster. Who registers later stands behind them, by the second. Fixed once the sale is open.",
  }),
  admitPerSecond: integer(1, ADMIT_PER_SECOND_MAX)
    .optional()
    .meta({ description: `Places that a fair window calls in a second; ${ADMIT_PER_SECOND} by default.` }),
  registrationShards: integer(1, REGISTRATION_SHARDS_MAX)
    .optional()
    .meta({
      description: `Over how many objects registrations are spread; ${REGISTRATION_SHARDS} by default.`,
    }),
  phoneCountry: phoneCountry.optional(),
  campaignId: text.optional().meta({ description: KEPT_AS_IT_IS }),
  timeZone: timeZone.optional(),
  shipBy: instant.optional(),
  shipWithinDays: shipWithinDays.optional(),
  waves: waves.optional(),
  deposit: money.optional().meta({
    description: "What is paid now for each unit, where the rest is paid at collection. Fixed once the sale is made.",
  }),
  collectWithinDays: collectWithinDays.optional(),
});
type SaleTerms = z.infer<typeof saleTerms>;

/** Body of `PUT /v1/sales/{saleId}`. */
export const putSaleBody = saleTerms
  .superRefine((sale, context) => {
    for (const { pointer, detail } of problemsOf(sale)) {
      context.addIssue({ code: "custom", message: detail, path: pointer.slice(1).split("/") });
    }
  })
  .meta({ id: "SaleRequest" });

/** The sale as the domain knows it, with times in milliseconds. */
export function saleDefinition({
  opensAt,
  closesAt,
  registration: window,
  registrationShards: shards = REGISTRATION_SHARDS,
  draw: drawn,
  fairWindowSeconds: seconds,
  admitPerSecond = ADMIT_PER_SECOND,
  ...rest
}: SaleTerms): SaleDefinition {
  const times = { opensAtMs: Date.parse(opensAt), closesAtMs: Date.parse(closesAt) };
  const definition: SaleDefinition = {
    ...rest,
    ...times,
    ...(window === undefined
      ? {}
      : {
          registration: {
            opensAtMs: Date.parse(window.opensAt),
            closesAtMs: Date.parse(window.closesAt),
            shards,
            ...(window.invite === "required" ? { invite: window.invite } : {}),
          },
        }),
    ...(drawn === undefined ? {} : { draw: drawTerms(drawn) }),
  };
  if (seconds === undefined) return definition;
  const fairWindow = { seconds, admitPerSecond };
  return { ...definition, ...termsOfFairWindow(times.opensAtMs, fairWindow, shards), fairWindow };
}

function drawTerms({ drawAt, ...rest }: z.infer<typeof draw>): DrawTerms {
  return { drawAtMs: Date.parse(drawAt), ...rest };
}

/** What is wrong with the terms as a shop wrote them, all at once: of each alone, and of what the mode asks. */
export function problemsOf(sale: SaleTerms): readonly { readonly pointer: string; readonly detail: string }[] {
  const { registration: window, registrationShards, draw: drawn, fairWindowSeconds, admitPerSecond } = sale;
  const hasFairWindow = fairWindowSeconds !== undefined;
  const isPart = "is that of the fair window already: leave it out";
  const wrong: readonly (readonly [boolean, string, string])[] = [
    [!(Date.parse(sale.opensAt) < Date.parse(sale.closesAt)), "/closesAt", "must be after opensAt"],
    [
      window !== undefined && !(Date.parse(window.opensAt) < Date.parse(window.closesAt)),
      "/registration/closesAt",
      "must be after opensAt",
    ],
    [
      Date.parse(window?.closesAt ?? "") > Date.parse(sale.closesAt),
      "/registration/closesAt",
      "must not be after the sale's closesAt",
    ],
    [
      registrationShards !== undefined && window === undefined && !hasFairWindow,
      "/registrationShards",
      "needs a registration",
    ],
    [hasFairWindow && window !== undefined, "/registration", isPart],
    [hasFairWindow && drawn !== undefined, "/draw", isPart],
    [!hasFairWindow && admitPerSecond !== undefined, "/admitPerSecond", "needs fairWindowSeconds"],
  ];
  return [
    ...wrong.filter(([isWrong]) => isWrong).map(([, pointer, detail]) => ({ pointer, detail })),
    ...termProblems(saleDefinition(sale)),
  ];
}
