import { BRAND_ROLES } from "../../../app/roles.ts";
import { LIST_JSON_BYTES_MAX, REGISTRY_BYTES_MAX } from "../../../domain/limits.ts";
import { depsOf } from "../../../http/deps.ts";
import { readBytes } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import { importRegistry, registryText } from "../../app/import-registry.ts";
import { importAnswer } from "../../wire/reseller.ts";

export const putAuthorizedRoute: Route = {
  method: "put",
  path: "/v1/resellers/authorized",
  operationId: "putAuthorized",
  summary: "Replace the registry of authorized partners, or see what that would change",
  description: `Takes text/csv or application/json of at most ${LIST_JSON_BYTES_MAX} bytes (a list of partners, or an object whose \`partners\` is one): id, legalName, storefrontNames, aliases, hosts, urlPrefixes, regions, validFrom, validTo, linkCode, phone, and \`places\`, each with placeId, name, postalCode, lat, lon, hours. In CSV several values of a field are separated by semicolons, a store has the columns placeId, placeName, postalCode, lat, lon, hours, and each further store of a partner is a line with its id and these alone. One wrong row, and nothing is imported: the answer names every problem. \`?preview=true\` writes nothing. Who imported what is kept.`,
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  query: [{ name: "preview", description: "`true` answers what would change, and writes nothing." }],
  bodyTypes: ["text/csv", "application/json"],
  answer: importAnswer,
  bodyBytesMax: REGISTRY_BYTES_MAX,
  problems: ["request-invalid", "body-too-large", "media-type-unsupported", "changed-meanwhile"],
  handle: putAuthorized,
};

async function putAuthorized({ c, staff }: StaffCall): Promise<Response> {
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "text/csv" && mediaType !== "application/json") {
    const detail = "Send the registry as text/csv or application/json.";
    return problemResponse(c, { slug: "media-type-unsupported", detail });
  }
  const bytes = await readBytes(c.req.raw, REGISTRY_BYTES_MAX);
  if (!bytes.ok) return problemResponse(c, bytes.error);
  const text = registryText(bytes.value);
  if (!text.ok) return problemResponse(c, text.error);
  const file = { format: mediaType === "text/csv" ? "csv" : "json", text: text.value } as const;
  const isPreview = c.req.query("preview") === "true";
  const imported = await importRegistry(depsOf(c), staff, { file, requestId: c.get("requestId"), isPreview });
  return imported.ok ? jsonResponse(imported.value) : problemResponse(c, imported.error);
}
