import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseCsv } from "../../../src/resellers/domain/csv/csv.ts";
import { type Host, parseHost } from "../../../src/resellers/domain/host/parse-host.ts";

/** One host of the phishing list with the brand that it abused. */
export type AbusiveHost = { readonly host: Host; readonly label: string; readonly year: string };

export type EvaluationData = {
  readonly benign: readonly Host[];
  readonly abusive: readonly AbusiveHost[];
  /** New registrations that match a brand's pattern, and shops known to be fake; neither is labelled with a brand. */
  readonly unlabelled: readonly { readonly name: string; readonly hosts: readonly Host[] }[];
};

const BENIGN = "opendns_top10k.txt.gz";
const ABUSIVE = "jpcert_phish_hosts_by_brand.csv.gz";
const UNLABELLED = ["jarelllama_brand_regex_nrd.txt.gz", "hagezi_fake_2022.txt.gz"];

/** @returns the data, or the files that are missing from the folder */
export function readData(
  folder: string,
): { ok: true; value: EvaluationData } | { ok: false; missing: readonly string[] } {
  const missing = [BENIGN, ABUSIVE, ...UNLABELLED].filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0) return { ok: false, missing };
  const lists = UNLABELLED.map((name) => ({ name, hosts: readHosts(join(folder, name)) }));
  return {
    ok: true,
    value: { benign: readHosts(join(folder, BENIGN)), abusive: readAbusive(join(folder, ABUSIVE)), unlabelled: lists },
  };
}

function readHosts(file: string): readonly Host[] {
  return gunzipSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      const host = parseHost(line);
      return host.ok ? [host.value] : [];
    });
}

/** Each pair of host and brand once, with the year in which it was first seen. */
function readAbusive(file: string): readonly AbusiveHost[] {
  const records = parseCsv(gunzipSync(readFileSync(file)).toString("utf8"));
  if (!records.ok) throw new TypeError(`${file}:${records.error.line}: ${records.error.code}`);
  const seen = new Map<string, AbusiveHost>();
  for (const { fields } of records.value.slice(1)) {
    const [firstSeen = "", text = "", label = ""] = fields;
    const host = parseHost(text);
    const key = `${label} ${text}`;
    if (host.ok && !seen.has(key)) {
      seen.set(key, { host: host.value, label, year: /^\d{4}/.exec(firstSeen)?.[0] ?? "undated" });
    }
  }
  return [...seen.values()];
}
