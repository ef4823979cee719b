import type * as z from "zod";
import { inSlices } from "../../app/in-slices.ts";
import { LIST_JSON_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { jsonPointer, parseJson } from "../../wire/json.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { importPartnersCsv, importPartnersJson } from "../domain/authorized/import-partners.ts";
import type { ImportProblem, ImportRules, RawPartner } from "../domain/authorized/import-problem.ts";
import { dayBefore, type Partner } from "../domain/authorized/partner.ts";
import { previewImport } from "../domain/authorized/preview-import.ts";
import { readPartner } from "../domain/authorized/read-partner.ts";
import { decodeFile } from "../domain/csv/decode-file.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import { type Registry, writeImport } from "../store/partner-registry.ts";
import { type importAnswer, importView } from "../wire/reseller.ts";
import type { ResellerDeps } from "./deps.ts";

/** A registry of partners as it was sent. */
export type RegistryFile = { readonly format: "csv" | "json"; readonly text: string };

/** The text of a file, in the encodings that spreadsheets write. */
export function registryText(bytes: Uint8Array): Result<string, Problem> {
  const text = decodeFile(bytes);
  return text.ok ? text : err(invalid([{ pointer: "", detail: NOT_TEXT }]));
}

const NOT_TEXT = 'is neither UTF-8 nor UTF-16; in Excel, save it as "CSV UTF-8"';

export type RegistryImport = {
  readonly file: RegistryFile;
  readonly requestId: string;
  /** Says what would change, and writes nothing. */
  readonly isPreview: boolean;
  /** The version that a preview was made of: the import is of that change and no other. */
  readonly seenVersion?: number | undefined;
};

/** Replaces the registry of authorized partners by those of a file: by all of them, or by none where one is wrong. */
export async function importRegistry(
  deps: ResellerDeps,
  by: StaffMember,
  { file, ...terms }: RegistryImport,
): Promise<Result<z.infer<typeof importAnswer>, Problem>> {
  const live = await liveAssessor(deps.db);
  const partners = await readPartners(deps, file, live.assessor.settings);
  return partners.ok
    ? await replaceRegistry(deps, by, { before: live.registry, after: partners.value, ...terms })
    : partners;
}

/** Adds one partner. @returns every problem of it, or of the registry with it */
export async function addPartner(
  deps: ResellerDeps,
  by: StaffMember,
  { raw, requestId }: { readonly raw: RawPartner; readonly requestId: string },
): Promise<Result<z.infer<typeof importAnswer>, Problem>> {
  const { registry, assessor } = await liveAssessor(deps.db);
  const partner = readPartner(raw, assessor.settings);
  if (!partner.ok) {
    const errors = partner.error.map(({ column, message }) => ({ pointer: `/${column}`, detail: message }));
    return err(invalid(errors));
  }
  if (registry.partners.some(({ id }) => id === partner.value.id)) {
    return err(invalid([{ pointer: "/id", detail: "is the id of a partner in the registry" }]));
  }
  const { linkCode } = partner.value;
  if (linkCode !== undefined && registry.partners.some((each) => each.linkCode === linkCode)) {
    return err(invalid([{ pointer: "/linkCode", detail: "is the link code of another partner" }]));
  }
  const after = [...registry.partners, partner.value];
  return await replaceRegistry(deps, by, { before: registry, after, isPreview: false, requestId });
}

/** Ends the authorization of one partner: yesterday was its last day, and it stays in the registry. */
export async function endPartner(
  deps: ResellerDeps,
  by: StaffMember,
  { id, requestId }: { readonly id: string; readonly requestId: string },
): Promise<Result<z.infer<typeof importAnswer>, Problem>> {
  const { registry } = await liveAssessor(deps.db);
  const partner = registry.partners.find((each) => each.id === id);
  if (partner === undefined) return err({ slug: "not-found", detail: "The registry has no partner of this id." });
  const yesterday = dayBefore(deps.nowMs);
  const ended = {
    ...partner,
    validTo: yesterday,
    validFrom: partner.validFrom > yesterday ? yesterday : partner.validFrom,
  };
  const after = registry.partners.map((each) => (each === partner ? ended : each));
  return await replaceRegistry(deps, by, { before: registry, after, isPreview: false, requestId });
}

type Replacement = Omit<RegistryImport, "file"> & { readonly before: Registry; readonly after: readonly Partner[] };

async function replaceRegistry(
  deps: ResellerDeps,
  by: StaffMember,
  { before, after, isPreview, seenVersion, requestId }: Replacement,
): Promise<Result<z.infer<typeof importAnswer>, Problem>> {
  if (seenVersion !== undefined && seenVersion !== before.version) return err(CHANGED_MEANWHILE);
  const preview = previewImport(before.partners, after);
  const partnersCount = after.length;
  const touched = preview.added.length + preview.changed.length + preview.removed.length;
  let { version } = before;
  if (!isPreview && touched > 0) {
    const entry = { preview, partnersCount, by, requestId, atMs: deps.nowMs };
    const written = await writeImport(deps.db, { before: version, ...entry });
    if (written === undefined) return err(CHANGED_MEANWHILE);
    version = written;
  }
  return ok(importView(preview, { isPreview, version, partners: partnersCount }));
}

const CHANGED_MEANWHILE: Problem = {
  slug: "changed-meanwhile",
  detail:
    "Somebody else imported the registry while this file was compared with it. Nothing was written; preview again.",
};

async function readPartners(
  deps: ResellerDeps,
  { format, text }: RegistryFile,
  rules: ImportRules,
): Promise<Result<readonly Partner[], Problem>> {
  if (format === "csv") {
    const imported = await inSlices(deps, importPartnersCsv(text, rules));
    return imported.ok ? imported : err(invalid(imported.error.map(lineProblem)));
  }
  if (text.length > LIST_JSON_BYTES_MAX) {
    const detail = `A registry as JSON may hold ${LIST_JSON_BYTES_MAX} bytes. Send a longer one as CSV.`;
    return err({ slug: "body-too-large", detail });
  }
  const json = parseJson(text);
  if (!json.ok) return err(invalid([json.error]));
  const isList = Array.isArray(json.value);
  const imported = await inSlices(deps, importPartnersJson(json.value, rules));
  return imported.ok ? imported : err(invalid(imported.error.map((problem) => memberProblem(problem, isList))));
}

/** A CSV file has no members to point at, so the detail says the line and the column. */
function lineProblem({ row, column: ofPartner, place: store, message }: ImportProblem) {
  const column = store?.member === "name" ? "placeName" : (store?.member ?? ofPartner);
  const place = row === 0 ? "" : `line ${row}${column === undefined ? "" : `, ${column}`}: `;
  return { pointer: "", detail: `${place}${message}` };
}

function memberProblem({ row, column, place, message }: ImportProblem, isList: boolean) {
  const list = isList ? [] : ["partners"];
  const inside = place === undefined ? [] : [place.at, place.member];
  const path = row === 0 ? [] : [...list, row - 1, ...(column === undefined ? [] : [column]), ...inside];
  return { pointer: jsonPointer(path), detail: message };
}
