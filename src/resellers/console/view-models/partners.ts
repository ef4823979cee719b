import type * as z from "zod";
import { countOf, countWords } from "../../../console/words/count.ts";
import { dayStartMs, isValidAt, type Partner } from "../../domain/authorized/partner.ts";
import { readsAs } from "../../domain/case/reads-as.ts";
import type { importAnswer } from "../../wire/reseller.ts";

export type RegistryChange = z.infer<typeof importAnswer>;

export type PartnersView = {
  readonly version: number;
  readonly partners: number;
  /** Partners that a search finds, the first of them. */
  readonly listed: readonly ListedPartner[];
  readonly found: number;
  readonly q?: string | undefined;
  /** The one that was opened. */
  readonly shown?: ListedPartner | undefined;
  /** Its keys, and one that was just made. */
  readonly keys?: PartnerKeysView | undefined;
  /** Whether this person may replace the registry, and not only read. */
  readonly mayImport: boolean;
  /** What a file would change, and the file, to be sent again with the decision. */
  readonly preview?:
    | { readonly file: { readonly format: "csv" | "json"; readonly text: string }; readonly change: RegistryChange }
    | undefined;
  /** Everything wrong with a file. */
  readonly problems?: readonly { readonly pointer: string; readonly detail: string }[] | undefined;
};

export type PartnerKeysView = {
  readonly kept: readonly {
    readonly keyHash: string;
    readonly madeAtMs: number;
    readonly endedAtMs?: number | undefined;
  }[];
  readonly newKey?: string | undefined;
};

export type ListedPartner = Partner & { readonly standing: "authorized" | "ended" | "not yet" };

/** Partners that a page lists; a search narrows them. */
const LISTED_MAX = 100;

/** The partners whose id, name, store, host or page holds these letters, a host in either of its forms. */
export function listPartners(
  partners: readonly Partner[],
  { q, nowMs }: { readonly q?: string | undefined; readonly nowMs: number },
): Pick<PartnersView, "listed" | "found"> {
  const letters = q?.toLowerCase();
  const found = partners.filter(
    ({ id, legalName, storefrontNames, aliases, hosts, urlPrefixes }) =>
      letters === undefined ||
      [id, legalName, ...storefrontNames, ...aliases, ...hosts, ...urlPrefixes, ...seen(hosts)].some((text) =>
        text.toLowerCase().includes(letters),
      ),
  );
  return { listed: found.slice(0, LISTED_MAX).map((partner) => listedPartner(partner, nowMs)), found: found.length };
}

/** Hosts in the letters that a person sees, where those are others. */
function seen(hosts: readonly string[]): string[] {
  return hosts.flatMap((host) => readsAs(host) ?? []);
}

export function listedPartner(partner: Partner, nowMs: number): ListedPartner {
  const standing = isValidAt(partner, nowMs)
    ? "authorized"
    : (dayStartMs(partner.validFrom) ?? 0) > nowMs
      ? "not yet"
      : "ended";
  return { ...partner, standing };
}

export function partnerHref(id: string): string {
  return `/console/resellers/partners/${encodeURIComponent(id)}`;
}

/** Names that a page lists of each group; all are counted. */
const NAMES_SHOWN_MAX = 50;

export type ChangeGroup = { readonly title: string; readonly names: readonly string[]; readonly more: number };

/** Who would come, change and go, and which addresses nobody would answer for any more. */
export function changeGroups({ added, changed, removed, lostAddresses }: RegistryChange): ChangeGroup[] {
  const named = ({ id, legalName }: { readonly id: string; readonly legalName: string }) => `${legalName} (${id})`;
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ["Come in", added.map(named)],
    ["Change", changed.map((partner) => `${named(partner)}: ${partner.columns.join(", ")}`)],
    ["Go", removed.map(named)],
    ["Addresses that nobody answers for any more", lostAddresses],
  ];
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([title, names]) => ({
      title: `${title}: ${countWords(names.length)}`,
      names: names.slice(0, NAMES_SHOWN_MAX),
      more: Math.max(0, names.length - NAMES_SHOWN_MAX),
    }));
}

/** What the button does, said in full. */
export function importWords({ partners }: RegistryChange): string {
  return `Import: ${countOf(partners, "partner is", "partners are")} authorized from now on`;
}
