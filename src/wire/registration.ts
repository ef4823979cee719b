import * as z from "zod";
import { REGISTRATION_STATUSES } from "../domain/registration/register.ts";
import { instant, text, tokenText } from "../domain/text.ts";
import { browserRegistrationBody, shopRegistrationBody } from "./checkout.ts";

/** Body of `POST /v1/sales/{saleId}/registrations`, whoever calls. */
export const anyRegistrationBody = z
  .union([shopRegistrationBody, browserRegistrationBody])
  .meta({ id: "AnyRegistrationRequest" });

/** Answer of a registration: in one form for everybody, whatever is thought of it. */
export const registrationAnswer = z
  .object({
    registrationId: z.string(),
    status: z.enum(["recorded", "withdrawn"]),
    recordedAt: instant,
    drawAt: instant.optional().meta({ description: "When the order is drawn." }),
    receipt: z.string().meta({ description: "Proves the registration; for the buyer to keep, and for nobody else." }),
    buyer: z.object({ code: z.literal("registered"), message: z.string(), next: z.literal("wait") }),
  })
  .meta({ id: "Registration" });

/** Body of status and withdrawal: a receipt from anybody who has it, an id from the shop. */
export const receiptBody = z.strictObject({ receipt: tokenText }).meta({ id: "Receipt" });
export const registrationIdBody = z.strictObject({ registrationId: text }).meta({ id: "RegistrationId" });
export const anyRegistrationRef = z.union([receiptBody, registrationIdBody]).meta({ id: "RegistrationReference" });

/** Answer of `POST /v1/sales/{saleId}/registrations/status`. */
export const registrationStatusAnswer = z
  .object({
    registrationId: z.string(),
    status: z.enum(REGISTRATION_STATUSES).meta({
      description:
        "`entered`: registration has closed, and this one counts. Who shares a household's chances or is excluded waits like the others, and is told when the draw is over, as everybody is.",
    }),
    recordedAt: instant,
    weight: z.int().meta({
      description:
        "Tickets in the hat: as its line in the public list says once that is out, and until then as they would be read now.",
    }),
    nextWeight: z.int().optional().meta({
      description:
        "Tickets of the account in the next draw of the campaign. Until the draw is over: if it is lost at a chance below one half.",
    }),
    drawAt: instant.optional(),
    statement: z
      .object({ seq: z.int(), hash: z.string() })
      .optional()
      .meta({ description: "The latest statement of the draw: two of one number are proof of fraud." }),
    entry: z
      .object({ line: z.string(), index: z.int(), proof: z.array(z.string()) })
      .optional()
      .meta({
        description: "The line in the public list, and the hashes that prove with its signed root that it is there.",
      }),
    late: z.literal(true).optional().meta({
      description:
        "It came after the seconds of a fair window: it has a place behind the list once its second is over.",
    }),
    ahead: z.int().optional().meta({ description: "People who are called before. It never rises." }),
    outlook: z.enum(["likely", "unlikely", "none"]).optional(),
    turn: z.object({ from: instant, until: instant }).optional(),
    reason: z.object({ category: z.string(), message: z.string(), appealable: z.boolean() }).optional(),
    carried: z
      .object({ saleId: z.string(), registrationId: z.string(), withdrawn: z.boolean(), receipt: z.string() })
      .optional()
      .meta({
        description:
          "The registration for the next sale of the campaign that was made from this one, with its receipt, by which it is withdrawn.",
      }),
    serverTimeMs: z.int(),
    pollAfterMs: z.int(),
  })
  .meta({ id: "RegistrationStatus" });

/** Answer of `POST /v1/sales/{saleId}/registrations/withdraw`. */
export const withdrawnAnswer = z
  .object({
    status: z.literal("withdrawn"),
    receipt: z.string().meta({ description: "Says, signed, that the registration was taken back." }),
  })
  .meta({ id: "WithdrawnRegistration" });

/** Answer of `POST /v1/sales/{saleId}/registrations/decline`. */
export const declinedAnswer = z
  .object({
    status: z.literal("declined").meta({ description: "The turn is over; its status goes on to say `turn_over`." }),
  })
  .meta({ id: "DeclinedTurn" });
