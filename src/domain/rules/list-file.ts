import * as z from "zod";
import { RULE_LIMITS } from "./limits.ts";
import { isoDate } from "./rule-file.ts";

export const LIST_KINDS = ["account", "email", "phone", "address", "payment", "host"] as const;
export type ListKind = (typeof LIST_KINDS)[number];

const provenance = z.string().trim().min(5).max(300).describe("Where the entry comes from and why it is here.");

/** An entry names a thing in its normalised form (`value`) or as the pseudonym that decisions show (`key`). */
const listEntry = z
  .strictObject({
    value: z.string().min(1).max(320).optional().describe("The normalised raw form; pseudonymised when published."),
    key: z.string().min(1).max(128).optional().describe("The pseudonym, as decisions show it."),
    provenance,
    added: isoDate,
    expires: isoDate.describe("The first day on which the entry no longer counts, in UTC."),
  })
  .refine((entry) => (entry.value === undefined) !== (entry.key === undefined), {
    error: "An entry has either a value or a key.",
  });

/** A list of things that rules look up with `in lists.<name>`; the file's name is the list's. */
export const listFileSchema = z.strictObject({
  title: z.string().trim().min(10).max(120),
  kind: z.enum(LIST_KINDS).describe("What the entries identify; rules compare them with the signal of that kind."),
  owner: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  max: z.int().min(1).max(RULE_LIMITS.listEntriesMax).describe("The most entries the list may hold."),
  entries: z.array(listEntry),
});

export type ListFile = z.infer<typeof listFileSchema>;
