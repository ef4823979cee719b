import * as z from "zod";
import { IDENTIFIER_KINDS } from "../domain/identity/identifier.ts";
import { text } from "./text.ts";

/** Body of `POST /v1/erasures`. */
export const erasureBody = z
  .strictObject({
    kind: z.enum(IDENTIFIER_KINDS),
    value: text.meta({
      description:
        "As the person knows it: a telephone number with its country's code, a payment as `method:fingerprint`. It is neither stored nor logged.",
    }),
  })
  .meta({ id: "NewErasure" });

/** Answer of `POST /v1/erasures`. */
export const erasureAnswer = z
  .object({
    erasureId: z.string(),
    sales: z.int().meta({ description: "Sales that knew the person." }),
    deleted: z.int().meta({ description: "Rows that are gone, in all sales and in the archive." }),
    tombstones: z.int().meta({
      description: "Accounts of which a bare claim stays until their sale has closed, so that they cannot buy again.",
    }),
    stillListed: z
      .array(
        z.object({
          list: z.string(),
          policyHash: z.string(),
          standing: z.enum(["live", "waiting", "shipped", "former"]),
          entries: z.int(),
        }),
      )
      .meta({
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
  "case_identity",
  "case_contact",
] as const;
export type ErasedTable = (typeof ERASED_TABLES)[number];
