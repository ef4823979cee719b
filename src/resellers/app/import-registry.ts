import type * as z from "zod";
import { LIST_JSON_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { jsonPointer, parseJson } from "../../wire/json.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { importPartnersCsv, importPartnersJson } from "../domain/authorized/import-partners.ts";
import type { ImportProblem, ImportRules } from "../domain/authorized/import-problem.ts";
import type { Partner } from "../domain/authorized/partner.ts";
import { previewImport } from "../domain/authorized/preview-import.ts";
import { decodeFile } from "../domain/csv/decode-file.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import { writeImport } from "../store/partner-registry.ts";
import { type importAnswer, importView } from "../wire/reseller.ts";
import type { ResellerDeps } from "./deps.ts";
import { inSlices } from "./in-slices.ts";

/** A registry of partners as somebody wrote it. */
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
  /** The version that somebody looked at what would change with: the import is of that change and no other. */
  readonly seenVersion?: number | undefined;
};

/** Replaces the registry of authorized partners by those of a file: by all of them, or by none where one is wrong. */
export async function importRegistry(
  deps: ResellerDeps,
  by: StaffMember,
  { file, isPreview, seenVersion, requestId }: RegistryImport,
): Promise<Result<z.infer<typeof importAnswer>, Problem>> {
  const { registry, assessor } = await liveAssessor(deps.db);
  const partners = await readPartners(deps, file, assessor.settings);
  if (!partners.ok) return partners;
  if (seenVersion !== undefined && seenVersion !== registry.version) return err(CHANGED_MEANWHILE);
  const preview = previewImport(registry.partners, partners.value);
  const partnersCount = partners.value.length;
  const touched = preview.added.length + preview.changed.length + preview.removed.length;
  let { version } = registry;
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
function lineProblem({ row, column, message }: ImportProblem) {
  const place = row === 0 ? "" : `line ${row}${column === undefined ? "" : `, ${column}`}: `;
  return { pointer: "", detail: `${place}${message}` };
}

function memberProblem({ row, column, message }: ImportProblem, isList: boolean) {
  const list = isList ? [] : ["partners"];
  const path = row === 0 ? [] : [...list, row - 1, ...(column === undefined ? [] : [column])];
  return { pointer: jsonPointer(path), detail: message };
}
