import { REGISTRY_BYTES_MAX } from "../../domain/limits.ts";
import { importPartnersCsv, importPartnersJson } from "../../domain/reseller/authorised/import-partners.ts";
import type { ImportProblem, ImportRules } from "../../domain/reseller/authorised/import-problem.ts";
import type { Partner } from "../../domain/reseller/authorised/partner.ts";
import { previewImport } from "../../domain/reseller/authorised/preview-import.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { writeImport } from "../../platform/partner-registry.ts";
import { resellerDesk } from "../../platform/reseller-assessor.ts";
import { jsonPointer, parseJson } from "../../wire/json.ts";
import type { Problem } from "../../wire/problem.ts";
import { importAnswer, importView } from "../../wire/reseller.ts";
import type { HttpContext } from "../env.ts";
import { invalid, readText } from "../read-body.ts";
import { BRAND_ROLES } from "../resellers/brand-roles.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { authenticateStaffWith } from "../staff-with-role.ts";

export const putAuthorisedRoute: Route = {
  method: "put",
  path: "/v1/resellers/authorised",
  operationId: "putAuthorised",
  summary: "Replace the registry of authorised partners, or see what that would change",
  description:
    "Takes text/csv or application/json (a list of partners, or an object whose `partners` is one) of at most 8 MiB: id, legalName, storefrontNames, aliases, hosts, urlPrefixes, regions, validFrom, validTo; in CSV several values of a field are separated by semicolons. One wrong row, and nothing is imported: the answer names every problem. `?preview=true` writes nothing. Who imported what is kept.",
  tag: "Staff",
  caller: "staff",
  query: [{ name: "preview", description: "`true` answers what would change, and writes nothing." }],
  answer: importAnswer,
  problems: ["request-invalid", "body-too-large", "media-type-unsupported", "registry-changed-meanwhile"],
  handle: putAuthorised,
};

async function putAuthorised(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, BRAND_ROLES);
  if (!staff.ok) return problemResponse(c, staff.error);
  const { registry, assessor } = await resellerDesk(c.env.DB);
  const partners = await readPartners(c, assessor.settings);
  if (!partners.ok) return problemResponse(c, partners.error);
  const preview = previewImport(registry.partners, partners.value);
  const isPreview = c.req.query("preview") === "true";
  const touched = preview.added.length + preview.changed.length + preview.removed.length;
  let { version } = registry;
  if (!isPreview && touched > 0) {
    const written = await writeImport(c.env.DB, {
      before: version,
      preview,
      partnersCount: partners.value.length,
      by: staff.value,
      requestId: c.get("requestId"),
      atMs: Date.now(),
    });
    if (written === undefined) return problemResponse(c, CHANGED_MEANWHILE);
    version = written;
  }
  return jsonResponse(importView(preview, { isPreview, version, partners: partners.value.length }));
}

const CHANGED_MEANWHILE: Problem = {
  slug: "registry-changed-meanwhile",
  detail:
    "Somebody else imported the registry while this file was compared with it. Nothing was written; preview again.",
};

async function readPartners(c: HttpContext, rules: ImportRules): Promise<Result<readonly Partner[], Problem>> {
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "text/csv" && mediaType !== "application/json") {
    return err({ slug: "media-type-unsupported", detail: "Send the registry as text/csv or application/json." });
  }
  const text = await readText(c.req.raw, REGISTRY_BYTES_MAX);
  if (!text.ok) return text;
  if (mediaType === "text/csv") {
    const imported = importPartnersCsv(text.value, rules);
    return imported.ok ? ok(imported.value) : err(invalid(imported.error.map(lineProblem)));
  }
  const json = parseJson(text.value);
  if (!json.ok) return err(invalid([json.error]));
  const isList = Array.isArray(json.value);
  const imported = importPartnersJson(json.value, rules);
  return imported.ok
    ? ok(imported.value)
    : err(invalid(imported.error.map((problem) => memberProblem(problem, isList))));
}

/** A CSV file has no members to point at, so the detail says the line and the column. */
function lineProblem({ row, column, message }: ImportProblem) {
  const place = row === 0 ? "" : `line ${row}${column === undefined ? "" : `, ${column}`}: `;
  return { pointer: "", detail: `${place}${message}` };
}

function memberProblem({ row, column, message }: ImportProblem, isList: boolean) {
  const list = isList ? [] : ["partners"];
  const path = row === 0 ? [] : [...list, row - 1, ...(column === undefined ? [] : [column])];
  return { pointer: jsonPointer(path), detail: message };
}
