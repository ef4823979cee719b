import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../../domain/result.ts";
import { allAtOnce } from "../../domain/sliced.ts";
import type { Assessor } from "../../resellers/domain/assess.ts";
import { importPartnersCsv, importPartnersJson } from "../../resellers/domain/authorized/import-partners.ts";
import type { ImportProblem } from "../../resellers/domain/authorized/import-problem.ts";
import type { Partner } from "../../resellers/domain/authorized/partner.ts";
import { buildPartnerIndex } from "../../resellers/domain/authorized/partner-index.ts";
import { compileBrand } from "../../resellers/domain/brand/brand.ts";
import { buildBrandIndex } from "../../resellers/domain/brand/brand-index.ts";
import { type BrandProfile, parseBrandProfile } from "../../resellers/domain/brand/profile.ts";
import type { FileProblem } from "../../resellers/domain/checked-yaml.ts";
import { decodeFile } from "../../resellers/domain/csv/decode-file.ts";
import type { ResellerRules } from "../../resellers/domain/reseller-rules.ts";
import {
  compileResellerSettings,
  type ResellerSettings,
  readResellerSettings,
} from "../../resellers/domain/settings.ts";

/** Where the files are that an assessor is made of. */
export type AssessorFiles = {
  /** The folder with `resellers.yaml` and `brands/`. */
  readonly rules: string;
  /** The registry of authorized partners, CSV or JSON by its ending; without one no seller is authorized. */
  readonly authorized: string | undefined;
};

/**
 * Reads settings, brands and registry.
 * @returns the assessor, or every problem of every file, each as one printable line
 */
export function loadAssessor(files: AssessorFiles): Result<Assessor, readonly string[]> {
  const settings = loadSettings(files.rules);
  const brands = loadBrands(files.rules);
  if (!settings.ok) return err([...settings.error, ...(brands.ok ? [] : brands.error)]);
  const partners = files.authorized === undefined ? ok([]) : loadPartners(files.authorized, settings.value);
  const problems = [brands, partners].flatMap((loaded) => (loaded.ok ? [] : loaded.error));
  if (!brands.ok || !partners.ok) return err(problems);
  return ok({
    settings: settings.value,
    brands: buildBrandIndex(brands.value.map(compileBrand), settings.value),
    partners: buildPartnerIndex(partners.value),
  });
}

/** Settings and brands as the plain values that the service carries, or every problem of every file. */
export function loadResellerRules(rules: string): Result<ResellerRules, readonly string[]> {
  const settings = readSettings(rules);
  const brands = loadBrands(rules);
  if (settings.ok && brands.ok) return ok({ ...settings.value, brands: [...brands.value] });
  return err([settings, brands].flatMap((loaded) => (loaded.ok ? [] : loaded.error)));
}

export function loadSettings(rules: string): Result<ResellerSettings, readonly string[]> {
  const settings = readSettings(rules);
  return settings.ok ? ok(compileResellerSettings(settings.value.settings)) : settings;
}

function readSettings(rules: string): Result<Omit<ResellerRules, "brands">, readonly string[]> {
  const file = join(rules, "resellers.yaml");
  const text = readText(file);
  if (!text.ok) return text;
  const settings = readResellerSettings(text.value);
  return settings.ok
    ? ok({ settings: settings.value, settingsText: text.value })
    : err(settings.error.map((problem) => fileProblem(file, problem)));
}

export function loadBrands(rules: string): Result<readonly BrandProfile[], readonly string[]> {
  const folder = join(rules, "brands");
  const names = readNames(folder);
  if (!names.ok) return names;
  const problems: string[] = [];
  const profiles: BrandProfile[] = [];
  for (const name of names.value.filter((one) => one.endsWith(".yaml"))) {
    const file = join(folder, name);
    const text = readText(file);
    const profile = text.ok ? parseBrandProfile(text.value) : undefined;
    if (!text.ok) problems.push(...text.error);
    else if (profile && !profile.ok) problems.push(...profile.error.map((problem) => fileProblem(file, problem)));
    else if (profile?.ok && `${profile.value.id}.yaml` !== name) {
      problems.push(`${file}: the file of brand "${profile.value.id}" must be called ${profile.value.id}.yaml`);
    } else if (profile?.ok) profiles.push(profile.value);
  }
  return problems.length > 0 ? err(problems) : ok(profiles);
}

function loadPartners(file: string, settings: ResellerSettings): Result<readonly Partner[], readonly string[]> {
  const text = readPartnersFile(file);
  if (!text.ok) return text;
  if (!file.endsWith(".json")) return named(file, allAtOnce(importPartnersCsv(text.value, settings)));
  const json = parseJson(text.value);
  return json.ok
    ? named(file, allAtOnce(importPartnersJson(json.value, settings)))
    : err([`${file}: is not JSON: ${json.error}`]);
}

function named(file: string, imported: Result<readonly Partner[], readonly ImportProblem[]>) {
  if (imported.ok) return imported;
  return err(
    imported.error.map(({ row, column, message }) => `${file}:${row}: ${column ? `${column}: ` : ""}${message}`),
  );
}

function fileProblem(file: string, { line, column, path, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`;
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(error instanceof Error ? error.message : "unreadable");
  }
}

function readPartnersFile(file: string): Result<string, readonly string[]> {
  try {
    const text = decodeFile(readFileSync(file));
    return text.ok ? text : err([`${file}: is neither UTF-8 nor UTF-16; in Excel, save it as "CSV UTF-8"`]);
  } catch (error) {
    return err([unreadable(file, error)]);
  }
}

function unreadable(file: string, error: unknown): string {
  return `${file}: cannot be read (${error instanceof Error ? error.message : "unknown"})`;
}

function readText(file: string): Result<string, readonly string[]> {
  try {
    return ok(readFileSync(file, "utf8"));
  } catch (error) {
    return err([unreadable(file, error)]);
  }
}

function readNames(folder: string): Result<readonly string[], readonly string[]> {
  try {
    return ok(readdirSync(folder).sort());
  } catch (error) {
    return err([`${folder}: cannot be read (${error instanceof Error ? error.message : "unknown"})`]);
  }
}
