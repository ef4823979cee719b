import * as z from "zod";
import { IDENTIFIER_KINDS } from "../domain/identity/identifier.ts";
import { WHY_LENGTH_MAX } from "../domain/limits.ts";
import { countryCodeText, text } from "../domain/text.ts";

/** Body of `POST /v1/erasures`. */
export const erasureBody = z
  .strictObject({
    kind: z.enum(IDENTIFIER_KINDS),
    value: text.meta({
      description:
        "As the person knows it: a telephone number with its country's code or beside `phoneCountry`, or, where it could not be read, as it was written at the checkout; a payment as `method:fingerprint`. It is neither stored nor logged.",
    }),
    phoneCountry: countryCodeText.optional().meta({
      description: "Country of a telephone number without a country's code, as in the sales where it was given.",
    }),
    why: z
      .string()
      .trim()
      .min(1)
      .max(WHY_LENGTH_MAX)
      .optional()
      .meta({ description: "Kept with the erasure; staff have to give it. It must not repeat the identifier." }),
  })
  .meta({ id: "NewErasure" });

/** Body of `POST /v1/erasures/preview`. */
export const erasurePreviewBody = erasureBody.omit({ why: true }).meta({ id: "ErasurePreviewRequest" });

const namedIn = z.object({
  list: z.string(),
  policyHash: z.string(),
  standing: z.enum(["live", "waiting", "shipped", "former"]),
  entries: z.int(),
});

/** Answer of `POST /v1/erasures`. */
export const erasureAnswer = z
  .object({
    erasureId: z.string(),
    sales: z.int().meta({ description: "Sales that knew the person." }),
    deleted: z.int().meta({ description: "Rows that are gone, in all sales and in the archive." }),
    tombstones: z.int().meta({
      description:
        "Accounts that came to a sale which is still open: what they claim and how often they tried counts until it has closed.",
    }),
    stillListed: z.array(namedIn).meta({
      description:
        "Lists of the policy that name the person still. What is live, waits for a second person or comes with the bundle is changed by publishing (withdrawing, deploying) without the entries and asking again; a `former` version loses them when staff ask.",
    }),
  })
  .meta({ id: "Erasure" });

/** Tables of the archive with rows of an account, in the order in which they are emptied of it: the keys that lead to the others come after them. */
export const ERASED_TABLES = [
  "outcome",
  "delivery",
  "checkout_review",
  "case_purchase",
  "decision",
  "decision_key",
  "buyer",
  "buyer_link",
  "buyer_edge",
  "cluster_cut",
  "buyer_purchase",
  "campaign_weight",
  "case_identity",
  "case_contact",
  "waiting_contact",
] as const;
export type ErasedTable = (typeof ERASED_TABLES)[number];

/** Answer of `POST /v1/erasures/preview`. */
export const erasurePreviewAnswer = z
  .object({
    accounts: z.int().meta({ description: "Accounts that ever came with the identifier: all would be forgotten." }),
    isShared: z.boolean().meta({
      description:
        "Several accounts came with this device, telephone or payment: it is taken out of what they did, and their rows in the archive stay. `accounts` is 0 then. Ask by account or mailbox to have one forgotten.",
    }),
    sales: z.array(z.string()).meta({ description: "Sales that know one of them." }),
    tables: z
      .array(z.object({ table: z.enum(ERASED_TABLES), rows: z.int() }))
      .meta({ description: "Rows in the archive that would go. What sales keep themselves is counted as it goes." }),
    listed: z.array(namedIn).meta({ description: "Lists of the policy that name the person." }),
  })
  .meta({ id: "ErasurePreview" });
