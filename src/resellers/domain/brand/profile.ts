import * as z from "zod";
import type { Result } from "../../../domain/result.ts";
import { type FileProblem, parseCheckedYaml } from "../checked-yaml.ts";
import { parseHost } from "../host/parse-host.ts";
import { noticeTemplateSchema } from "./notice-template.ts";

/** What a name is to its brand; shown with the evidence. */
export const NAME_KINDS = ["name", "alias", "sub-brand"] as const;

/**
 * How much of a name it takes to mean the brand. `distinctive`: it may stand anywhere, even inside a longer word.
 * `word`: it stands alone or beside shop words. `short`: the same, and it is never enough by itself, since two or three
 * letters belong to many.
 */
export const NAME_STRENGTHS = ["distinctive", "word", "short"] as const;
export type NameStrength = (typeof NAME_STRENGTHS)[number];

const foldedWord = z
  .string()
  .min(2)
  .max(40)
  .refine((text) => text === text.normalize("NFC").toLowerCase(), "must be in lower case and NFC")
  .refine((text) => /^[\p{L}\p{M}]+$/u.test(text), "must consist of letters only");

const language = z.string().regex(/^[a-z]{2}$/, "must be a language code of two letters");

const hostName = z.string().refine((text) => {
  const host = parseHost(text);
  return host.ok && host.value.ascii === text && !host.value.isPlatform && !host.value.hasBogusLabel;
}, "must be a host name of one owner in lower case, as DNS writes it");

/** Shorter texts stand inside other words by chance. */
export const DISTINCTIVE_CHARS_MIN = 4;

const nameSchema = z
  .strictObject({
    text: foldedWord,
    kind: z.enum(NAME_KINDS),
    /** Left out, it follows from the length of the text, see `strengthOf`. */
    strength: z.enum(NAME_STRENGTHS).optional(),
    /** Innocent words that hold the name or are one slip away from it: "redmine" is no "redmi". */
    innocent: z.array(foldedWord).max(500).default([]),
    /** Languages in which the name is an everyday word, so that a shop word of theirs beside it says nothing: "mi tienda". */
    ambiguousIn: z.array(language).max(20).default([]),
  })
  .refine(({ strength, text }) => strength !== "distinctive" || text.length >= DISTINCTIVE_CHARS_MIN, {
    path: ["strength"],
    message: `a distinctive name has at least ${DISTINCTIVE_CHARS_MIN} letters`,
  });

const priceSchema = z.strictObject({
  sku: z.string().min(1).max(64),
  title: z.string().min(1).max(200),
  amountMinor: z.int().positive(),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code"),
  /** Sales tax that a quoted price may hold or leave out, as a share of the net price. */
  taxPercent: z.number().min(0).max(50),
});

/** A brand's file as it is written: plain values that JSON carries too. */
export const brandProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower-case letters, digits and hyphens"),
  name: z.string().min(1).max(80),
  names: z.array(nameSchema).min(1).max(200),
  /** Words that the brand's own products are called by; beside a name they say that somebody speaks of its goods. */
  productWords: z.array(foldedWord).max(200).default([]),
  /** The brand's own hosts; each covers its subdomains. */
  hosts: z.array(hostName).min(1).max(1_000),
  prices: z.array(priceSchema).max(5_000).default([]),
  /** Sentences with which a seller claims to be the brand or to sell for it. */
  claims: z.array(z.string().min(4).max(120)).max(200).default([]),
  /** The brand's own words to hosts, registrars and marketplaces, from which a notice is drafted. */
  notice: noticeTemplateSchema.optional(),
});

/** A brand as its file in `rules/brands` describes it. Adding a brand is adding one such file. */
export type BrandProfile = z.infer<typeof brandProfileSchema>;
export type BrandName = BrandProfile["names"][number];
export type ListPrice = BrandProfile["prices"][number];

/** @returns the profile, or every problem of the file with line and column */
export function parseBrandProfile(text: string): Result<BrandProfile, readonly FileProblem[]> {
  return parseCheckedYaml(text, brandProfileSchema);
}

/** The strength of a name: what its profile says, else by its letters, since longer names are rarer in other words. */
export function strengthOf(name: BrandName): NameStrength {
  if (name.strength) return name.strength;
  if (name.text.length >= 6) return "distinctive";
  return name.text.length >= 4 ? "word" : "short";
}
