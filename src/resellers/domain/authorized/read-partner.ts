import { err, ok, type Result } from "../../../domain/result.ts";
import { parseHost } from "../host/parse-host.ts";
import { parseSellerUrl } from "../host/parse-seller-url.ts";
import type { ImportProblem, ImportRules, PartnerColumn, RawPartner } from "./import-problem.ts";
import { dayStartMs, isLinkCode, type Partner } from "./partner.ts";
import { readPlaces } from "./place.ts";

/** A row is named where it is another than the partner's own. */
type Problem = Omit<ImportProblem, "row"> & { readonly row?: number | undefined };

const TEXT_CHARS_MAX = 200;
const VALUES_MAX = 200;

/** Checks and normalises one row of an import. */
export function readPartner(raw: RawPartner, rules: ImportRules): Result<Partner, readonly Problem[]> {
  const problems: Problem[] = [];
  const report = (column: PartnerColumn, code: string, message: string) => {
    problems.push({ column, code, message });
  };
  const texts = (column: PartnerColumn): readonly string[] => {
    const values = raw[column] ?? [];
    if (values.length > VALUES_MAX) report(column, "too-many-values", `has more than ${VALUES_MAX} values`);
    const read = values.slice(0, VALUES_MAX);
    for (const value of read) {
      if (value.length > TEXT_CHARS_MAX)
        report(column, "too-long", `has a value longer than ${TEXT_CHARS_MAX} characters`);
      if (/\p{Cc}/u.test(value))
        report(column, "control-character", `${JSON.stringify(value)} has a control character`);
    }
    return read;
  };
  const required = (column: PartnerColumn): string => {
    const value = texts(column)[0] ?? "";
    if (value.trim() === "") report(column, "missing", "is missing");
    return value;
  };
  const partner: Partner = {
    id: required("id"),
    legalName: required("legalName"),
    storefrontNames: texts("storefrontNames"),
    aliases: texts("aliases"),
    hosts: texts("hosts").map((text) => readHost(text, rules, report)),
    urlPrefixes: texts("urlPrefixes").map((text) => readPrefix(text, report)),
    regions: texts("regions").map((text) => text.toUpperCase()),
    validFrom: dayOf(required("validFrom")),
    validTo: mapped(texts("validTo")[0], dayOf),
    linkCode: texts("linkCode")[0]?.toLowerCase(),
    phone: mapped(texts("phone")[0], withoutApostrophe),
  };
  if (partner.id !== "" && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(partner.id)) {
    report("id", "id", `${JSON.stringify(partner.id)} must be letters, digits, dots, hyphens, at most 64`);
  }
  if (partner.linkCode !== undefined && !isLinkCode(partner.linkCode)) {
    report("linkCode", "link-code", "must be 3 to 32 letters, digits and hyphens, without a hyphen at an end");
  }
  if (partner.phone !== undefined && !/^\+?[0-9][0-9 ()/.-]{3,30}$/.test(partner.phone)) {
    report("phone", "phone", "must be a telephone number such as +91 22 4000 1000");
  }
  for (const region of partner.regions) {
    if (!/^[A-Z]{2}$/.test(region))
      report("regions", "region", `${JSON.stringify(region)} is no country code of two letters`);
  }
  if (partner.hosts.length + partner.urlPrefixes.length === 0) {
    report("hosts", "no-address", "a partner needs a host or a page on a marketplace");
  }
  checkDays(partner, report);
  const places = readPlaces(raw.places ?? []);
  if (!places.ok) problems.push(...places.error);
  if (problems.length > 0 || !places.ok) return err(problems);
  return ok(places.value.length === 0 ? partner : { ...partner, places: places.value });
}

/** Our own file has an apostrophe before what a spreadsheet would take for a formula, such as `+91`. */
function withoutApostrophe(text: string): string {
  return text.startsWith("'+") ? text.slice(1) : text;
}

type Report = (column: PartnerColumn, code: string, message: string) => void;

function readHost(text: string, { marketplaces }: ImportRules, report: Report): string {
  const host = parseHost(text);
  if (!host.ok) {
    report(
      "hosts",
      host.error,
      `${JSON.stringify(text.slice(0, TEXT_CHARS_MAX))} is not a host of its own (${host.error})`,
    );
    return text;
  }
  if (host.value.hasBogusLabel) {
    report("hosts", "punycode", `${JSON.stringify(text)} has a part that begins like punycode and encodes nothing`);
  }
  const own = withoutWww(host.value.ascii);
  if (marketplaces.has(own) || host.value.isPlatform) {
    report("hosts", "marketplace", `"${own}" belongs to all its sellers; name the partner's pages in urlPrefixes`);
  }
  return own;
}

function readPrefix(text: string, report: Report): string {
  const url = parseSellerUrl(text);
  if (!url.ok) {
    report(
      "urlPrefixes",
      url.error,
      `${JSON.stringify(text.slice(0, TEXT_CHARS_MAX))} is not an address (${url.error})`,
    );
    return text;
  }
  if (url.value.host.hasBogusLabel) {
    report("urlPrefixes", "punycode", `"${text}" has a part that begins like punycode and encodes nothing`);
  }
  if (url.value.path.length === 0) {
    report("urlPrefixes", "no-path", `"${text}" has no path: it would cover everybody on that host`);
  }
  return [withoutWww(url.value.host.ascii), ...url.value.path].join("/");
}

/** `www.` is the same shop, in the registry and when it is asked. */
export function withoutWww(ascii: string): string {
  return ascii.startsWith("www.") ? ascii.slice(4) : ascii;
}

/** Days as spreadsheets of many countries write them, `30.11.2026`; with slashes two readers would read two days. */
function dayOf(text: string): string {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  if (dotted === null) return text;
  const [, day = "", month = "", year = ""] = dotted;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function mapped(text: string | undefined, read: (text: string) => string): string | undefined {
  return text === undefined ? undefined : read(text);
}

const NO_DAY = "must be a day such as 2026-11-30 or 30.11.2026";

function checkDays(partner: Partner, report: Report): void {
  const fromMs = dayStartMs(partner.validFrom);
  if (partner.validFrom !== "" && fromMs === undefined) report("validFrom", "day", NO_DAY);
  if (partner.validTo === undefined) return;
  const toMs = dayStartMs(partner.validTo);
  if (toMs === undefined) report("validTo", "day", NO_DAY);
  else if (fromMs !== undefined && toMs < fromMs) report("validTo", "day-order", "lies before validFrom");
}
