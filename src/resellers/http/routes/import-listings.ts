import { inSlices } from "../../../app/in-slices.ts";
import { BRAND_ROLES } from "../../../app/roles.ts";
import { LISTING_LINES_MAX, LISTINGS_BYTES_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { readBytes } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import { invalid, type Problem } from "../../../wire/problem.ts";
import { fileListings } from "../../app/file-listings.ts";
import { decodeFile } from "../../domain/csv/decode-file.ts";
import { importListingsCsv, importListingsNdjson } from "../../domain/intake/import-listings.ts";
import { LISTING_COLUMNS, type ListingFile } from "../../domain/intake/listing.ts";
import { liveAssessor } from "../../store/live-assessor.ts";
import { listingImportAnswer } from "../../wire/reseller.ts";

export const importListingsRoute: Route = {
  method: "post",
  path: "/v1/resellers/imports",
  operationId: "importListings",
  summary: "Open cases about the sellers of a list, or see what it would open",
  description: `Takes text/csv with a header or application/x-ndjson with an object a line, at most ${LISTING_LINES_MAX.toLocaleString("en")} lines: ${LISTING_COLUMNS.join(", ")}; a url or a host is needed, a price and its currency go together, and several phones, addresses of mail or payees are separated by semicolons. A line that is wrong is named with everything wrong about it, and the rest is taken in. Contacts are kept as keyed hashes alone. \`?preview=true\` writes nothing.`,
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  query: [{ name: "preview", description: "`true` answers what would come of it, and writes nothing." }],
  bodyTypes: ["text/csv", "application/x-ndjson"],
  answer: listingImportAnswer,
  bodyBytesMax: LISTINGS_BYTES_MAX,
  problems: ["request-invalid", "body-too-large", "media-type-unsupported"],
  handle: importListings,
};

async function importListings({ c }: StaffCall): Promise<Response> {
  const { assessor } = await liveAssessor(c.env.DB);
  const file = await readListings(c, assessor.settings.marketplaces);
  if (!file.ok) return problemResponse(c, file.error);
  const { listings, problems } = file.value;
  const preview = c.req.query("preview") === "true";
  const counts = await fileListings(depsOf(c), listings, preview);
  return jsonResponse({ preview, listings: listings.length, ...counts, problems });
}

async function readListings(c: HttpContext, marketplaces: ReadonlySet<string>): Promise<Result<ListingFile, Problem>> {
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "text/csv" && mediaType !== "application/x-ndjson") {
    return err({ slug: "media-type-unsupported", detail: "Send the list as text/csv or application/x-ndjson." });
  }
  const bytes = await readBytes(c.req.raw, LISTINGS_BYTES_MAX);
  if (!bytes.ok) return bytes;
  // Bytes that are no text become a character that no listing may hold, so that their line alone is refused.
  const decoded = decodeFile(bytes.value, true);
  const text = decoded.ok ? decoded.value : "";
  if (countLines(text) > LISTING_LINES_MAX) {
    const detail = `A call may hold at most ${LISTING_LINES_MAX} lines. npm run resellers -- import sends longer files in parts.`;
    return err({ slug: "body-too-large", detail });
  }
  if (mediaType === "application/x-ndjson") {
    return ok(await inSlices(depsOf(c), importListingsNdjson(text, marketplaces)));
  }
  const read = await inSlices(depsOf(c), importListingsCsv(text, marketplaces));
  if (read.ok) return read;
  return err(invalid(read.error.map(({ line, message }) => ({ pointer: "", detail: `line ${line}: ${message}` }))));
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = 0; at < text.length; lines += 1) {
    const end = text.indexOf("\n", at);
    at = end < 0 ? text.length : end + 1;
  }
  return lines;
}
