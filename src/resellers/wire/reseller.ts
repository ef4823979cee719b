import * as z from "zod";
import { SCAN_HOSTS_MAX } from "../../domain/limits.ts";
import { instant } from "../../domain/text.ts";
import type { ImportPreview } from "../domain/authorized/preview-import.ts";
import { SETTLED_STATES } from "../domain/case/case-state.ts";
import { LISTING_COLUMNS } from "../domain/intake/listing.ts";

/** Body of `POST /v1/resellers/scans` as JSON. */
export const scanBody = z.strictObject({ hosts: z.array(z.string()).max(SCAN_HOSTS_MAX) }).meta({ id: "ResellerScan" });

export const evidence = z.object({
  detector: z.string(),
  sign: z.string(),
  weight: z.number().meta({ description: "Log-odds that it adds, before calibration." }),
  detail: z.string().meta({ description: "What was seen, for a reviewer. It may hold text of an attacker." }),
});

/** One line of the answer of `POST /v1/resellers/scans`. */
export const scanAnswerLine = z
  .object({
    given: z.string().meta({ description: "The line as it was sent, with control characters written out." }),
    host: z
      .string()
      .optional()
      .meta({ description: "The host in A-labels, as DNS sees it. Absent where the line is no host." }),
    unicode: z.string().optional().meta({ description: "The host in U-labels, as a person sees it." }),
    punycode: z.literal("bogus").optional().meta({
      description: "A label begins with xn-- and encodes nothing. It is judged as it stands, since DNS resolves it.",
    }),
    flag: z.boolean().optional().meta({ description: "Asks staff for a review; never said in public." }),
    score: z.number().optional(),
    brand: z.string().optional(),
    authorized: z.literal(true).optional(),
    seller: z.string().optional(),
    settled: z
      .enum(SETTLED_STATES)
      .optional()
      .meta({ description: "Somebody has looked at this seller and settled it, so it is not flagged again." }),
    evidence: z.array(evidence).optional(),
    problem: z.literal("not-a-host").optional(),
    reason: z.string().optional(),
  })
  .meta({ id: "ScannedHost" });

const partnerName = z.object({ id: z.string(), legalName: z.string() });

/** Answer of `PUT /v1/resellers/authorized`. */
export const importAnswer = z
  .object({
    preview: z.boolean().meta({ description: "True where nothing was written." }),
    version: z.int().meta({ description: "The registry's version now; each import that changes something adds one." }),
    partners: z.int().meta({ description: "Partners in the file." }),
    added: z.array(partnerName),
    removed: z.array(partnerName),
    changed: z.array(partnerName.extend({ columns: z.array(z.string()) })),
    unchanged: z.int(),
    lostAddresses: z
      .array(z.string())
      .meta({ description: "Addresses that nobody in the new registry answers for: whoever sells there is assessed." }),
  })
  .meta({ id: "RegistryImport" });

/** What an import changed, or would, with the registry's version and how many partners the file has. */
export function importView(
  preview: ImportPreview,
  { isPreview, version, partners }: { isPreview: boolean; version: number; partners: number },
): z.infer<typeof importAnswer> {
  const name = ({ id, legalName }: { id: string; legalName: string }) => ({ id, legalName });
  return {
    preview: isPreview,
    version,
    partners,
    added: preview.added.map(name),
    removed: preview.removed.map(name),
    changed: preview.changed.map(({ after, columns }) => ({ ...name(after), columns: [...columns] })),
    unchanged: preview.unchangedCount,
    lostAddresses: [...preview.lostAddresses],
  };
}

/** Answer of `POST /v1/resellers/imports`. */
export const listingImportAnswer = z
  .object({
    preview: z.boolean().meta({ description: "True where nothing was written." }),
    listings: z.int().meta({ description: "Listings without a problem." }),
    opened: z.int().meta({ description: "Of them, those that opened a case." }),
    joined: z.int().meta({ description: "Those that joined a case, settled ones included." }),
    authorized: z.int().meta({ description: "Those about partners and the brand's own hosts, which open no case." }),
    problems: z
      .array(
        z.object({
          line: z.int(),
          column: z.enum(LISTING_COLUMNS).optional(),
          code: z.string(),
          message: z.string().meta({ description: "It may hold text of an attacker." }),
        }),
      )
      .meta({ description: "Everything wrong with lines that were passed over." }),
  })
  .meta({ id: "ListingImport" });

/** What the service says of a seller to anybody. Of what is only suspected it says nothing. */
export const SELLER_STATUSES = ["authorized", "confirmed_impostor", "unknown"] as const;

/** Answer of `GET /v1/resellers/check`. */
export const checkSellerAnswer = z
  .object({
    url: z.string().meta({ description: "The address as it was asked." }),
    status: z.enum(SELLER_STATUSES).meta({
      description:
        "`unknown` says nothing for or against a shop: most honest shops are unknown, and so is every impostor that nobody has confirmed.",
    }),
    seller: z.string().optional().meta({ description: "The legal name of the partner, or the name of the brand." }),
    covers: z.string().optional().meta({
      description:
        "The host or the page that the status holds for, with what lies below it. A page of a marketplace says nothing of the marketplace.",
    }),
    since: instant.optional(),
    objectAt: z
      .url()
      .optional()
      .meta({ description: "Where somebody who is wrongly called an impostor can say so. Only with that status." }),
  })
  .meta({ id: "CheckedSeller" });

/** Answer of `GET /.well-known/authorized-sellers.json`: a JWS in flattened JSON serialisation (RFC 7515, 7.2.2). */
export const sellersAnswer = z
  .object({ payload: z.string(), protected: z.string(), signature: z.string() })
  .meta({ id: "AuthorizedSellers" });
