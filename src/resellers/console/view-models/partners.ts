import type * as z from "zod";
import { countOf, countWords } from "../../../console/words/count.ts";
import type { importAnswer } from "../../wire/reseller.ts";

export type RegistryChange = z.infer<typeof importAnswer>;

export type PartnersView = {
  readonly version: number;
  readonly partners: number;
  /** Whether this person may replace the registry, and not only read. */
  readonly mayImport: boolean;
  /** What a file would change, and the file, to be sent again with the decision. */
  readonly preview?:
    | { readonly file: { readonly format: "csv" | "json"; readonly text: string }; readonly change: RegistryChange }
    | undefined;
  /** Everything wrong with a file. */
  readonly problems?: readonly { readonly pointer: string; readonly detail: string }[] | undefined;
};

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
