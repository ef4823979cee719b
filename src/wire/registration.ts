import * as z from "zod";
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
    status: z.enum(["recorded", "withdrawn", "entered"]).meta({
      description: "`entered`: registration has closed, and this one counts.",
    }),
    recordedAt: instant,
    weight: z.int(),
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
