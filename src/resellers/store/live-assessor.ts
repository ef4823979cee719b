import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import rules from "../../../dist/resellers.json";
import { assert } from "../../domain/result.ts";
import { utf8 } from "../../domain/utf8.ts";
import { log } from "../../platform/log.ts";
import type { Assessor } from "../domain/assess.ts";
import { buildPartnerIndex } from "../domain/authorized/partner-index.ts";
import { compileResellerRules, type ResellerRules, resellerRulesSchema } from "../domain/reseller-rules.ts";
import { type ResellerSettingsFile, readResellerSettings } from "../domain/settings.ts";
import { settingsState } from "../domain/settings-history/settings-publication.ts";
import { type Registry, readRegistry } from "./partner-registry.ts";
import { findSettings, settingsHistory } from "./reseller-settings.ts";

/** Settings as they were written, and as they are read. */
export type LiveSettings = {
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  readonly text: string;
  readonly file: ResellerSettingsFile;
};

/** What sellers are judged by, and the settings and the registry that it was made with. */
export type LiveAssessor = {
  readonly assessor: Assessor;
  readonly registry: Registry;
  readonly settings: LiveSettings;
  /** What the history says is live: other settings than these where this build cannot read them. */
  readonly publishedHash: string;
};

type Version = { readonly registry: number; readonly settings: number };

const held = new WeakMap<D1Database, LiveAssessor & { readonly version: Version }>();

/**
 * Live settings, brands of the bundle and the registry as it is now. An isolate keeps them compiled and asks for their
 * versions each time, which is one small read: an import or a publication is in use everywhere with the next call.
 */
export async function liveAssessor(db: D1Database): Promise<LiveAssessor> {
  const known = held.get(db);
  const version = await currentVersion(db);
  if (known?.version.registry === version.registry && known.version.settings === version.settings) return known;
  const [registry, judged] = await Promise.all([readRegistry(db), liveSettings(db)]);
  const live = { registry, ...judged, assessor: assessorOf(judged.settings.file, registry) };
  held.set(db, { ...live, version });
  return live;
}

async function currentVersion(db: D1Database): Promise<Version> {
  const row = await db
    .prepare(
      `SELECT (SELECT COALESCE(MAX(version), 0) FROM registry_version) AS registry,
         (SELECT COALESCE(MAX(seq), 0) FROM reseller_settings_event) AS settings`,
    )
    .first<Version>();
  assert(row !== null, "a query without a table answers one row");
  return row;
}

/** Settings that this build cannot read never replace those that it came with. */
async function liveSettings(db: D1Database): Promise<Pick<LiveAssessor, "settings" | "publishedHash">> {
  const shipped = shippedSettings();
  const { liveHash: publishedHash } = settingsState(await settingsHistory(db), shipped.hash);
  const text = publishedHash === shipped.hash ? undefined : await findSettings(db, publishedHash);
  if (text === undefined) return { settings: shipped, publishedHash };
  const file = readResellerSettings(text);
  if (file.ok) return { settings: { hash: publishedHash, text, file: file.value }, publishedHash };
  log("reseller-settings-unreadable", { hash: publishedHash, problems: file.error.length });
  return { settings: shipped, publishedHash };
}

/** Settings with the brands of the bundle and a registry. */
export function assessorOf(settings: ResellerSettingsFile, { partners }: Registry): Assessor {
  const { brands } = bundledRules();
  return { ...compileResellerRules({ settings, brands }), partners: buildPartnerIndex(partners) };
}

/** SHA-256 of a text of settings. */
export function settingsHash(text: string): string {
  return bytesToHex(sha256(utf8(text)));
}

/** The settings of the bundle. */
export function shippedSettings(): LiveSettings {
  const { settings, settingsText } = bundledRules();
  return { hash: settingsHash(settingsText), text: settingsText, file: settings };
}

let parsed: ResellerRules | undefined;

function bundledRules(): ResellerRules {
  if (parsed !== undefined) return parsed;
  const checked = resellerRulesSchema.safeParse(rules);
  assert(checked.success, "the shipped brands and settings passed the checker that built them");
  parsed = checked.data;
  return parsed;
}

let compiled: Omit<Assessor, "partners"> | undefined;

/** Settings and brands of the bundle, compiled with the first request that needs them. */
export function shippedRules(): Omit<Assessor, "partners"> {
  compiled ??= compileResellerRules(bundledRules());
  return compiled;
}
