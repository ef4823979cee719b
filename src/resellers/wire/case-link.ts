import * as z from "zod";
import { postalAddress } from "../../domain/checkout.ts";
import { PHONE_CHARS_MAX } from "../../domain/limits.ts";
import { instant, text } from "../../domain/text.ts";
import { publishRulesBody } from "../../wire/rules.ts";
import { CLUE_KINDS } from "../domain/case/case-file-entry.ts";
import { CASE_STATES } from "../domain/case/case-state.ts";
import { SELLER_KINDS } from "../domain/case/seller-identity.ts";

/** Body of `POST /v1/cases/{caseId}/clues`. */
export const clueBody = z
  .strictObject({
    kind: z.enum(CLUE_KINDS),
    value: text.meta({ description: "The number as the listing shows it. It is looked up and not kept." }),
  })
  .meta({ id: "ListingClue" });

const purchase = z.object({
  decisionId: z.string(),
  saleId: z.string(),
  clue: z.enum(CLUE_KINDS),
  account: z.string().meta({ description: "Pseudonym of the account that bought." }),
  linkedAccounts: z
    .array(z.string())
    .meta({ description: "Pseudonyms of accounts that are linked to it by what they share, in this sale or another." }),
  tracedAt: instant,
});
export type PurchaseView = z.infer<typeof purchase>;

const identity = z.object({
  kind: z.enum(SELLER_KINDS),
  shops: z.int().meta({ description: "Shops at whose checkouts the seller would be known by it." }),
  keys: z.int(),
});

/** Answer of `GET /v1/cases/{caseId}/links` and of whatever adds to them. */
export const caseLinksAnswer = z
  .object({ purchases: z.array(purchase), identities: z.array(identity) })
  .meta({ id: "CaseLinks" });
export type CaseLinksView = z.infer<typeof caseLinksAnswer>;

/** Body of `POST /v1/cases/{caseId}/identities`. */
export const identityBody = z
  .strictObject({
    phone: z.string().min(1).max(PHONE_CHARS_MAX).optional(),
    address: postalAddress.optional(),
    payment: z
      .strictObject({ method: text, fingerprint: text })
      .optional()
      .meta({ description: "As the shop's payment provider recognises it." }),
    reason: z.string().meta({ description: "How it is known that the seller is reached or paid there." }),
  })
  .refine(({ phone, address, payment }) => [phone, address, payment].some((given) => given !== undefined), {
    error: "says nothing of the seller",
  })
  .meta({ id: "SellerIdentity" });

/** A case that a checkout leads to. */
export const linkedCase = z.object({
  caseId: z.string(),
  subject: z.string(),
  state: z.enum(CASE_STATES),
  by: z.enum(["purchase", "linked-account", "identity"]).meta({
    description:
      "`purchase`: this checkout bought what the shop offers. `linked-account`: an account that is linked to this one did. `identity`: it is the seller's own phone, address or payment.",
  }),
});
export type LinkedCaseView = z.infer<typeof linkedCase>;

const listState = z.object({
  list: z.string(),
  kind: z.enum(SELLER_KINDS),
  confirmed: z.int().meta({ description: "Keys of sellers who are confirmed as impostors now." }),
  live: z.int().meta({ description: "Entries of the list in the live policy." }),
  toAdd: z.int(),
  toRemove: z.int(),
});
export type ImpostorListView = z.infer<typeof listState>;

/** Answer of `GET /v1/resellers/impostor-lists`. */
export const impostorListsAnswer = z
  .object({
    lists: z.array(listState),
    files: z
      .array(z.object({ path: z.string(), text: z.string() }))
      .meta({ description: "The lists as files of a policy, for whoever keeps the policy under version control." }),
  })
  .meta({ id: "ImpostorLists" });

/** Body of `POST /v1/resellers/impostor-lists`. */
export const publishListsBody = publishRulesBody.pick({ why: true }).meta({ id: "PublishImpostorLists" });
