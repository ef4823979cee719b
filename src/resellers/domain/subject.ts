import type { Mention } from "./brand/find-mentions.ts";
import type { HostWord } from "./brand/host-words.ts";
import type { Host } from "./host/parse-host.ts";

/** Ways to reach or pay a seller, which honest shops rarely share with impostors. */
export const CONTACT_KINDS = ["phone", "email", "payee", "address"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** What a report or a staff member says of one offer. Everything in it is a claim, and nothing was fetched. */
export type Listing = {
  /** Words of the page: its title, its self-description. */
  readonly text?: string | undefined;
  readonly price?: { readonly sku: string; readonly amountMinor: number; readonly currency: string } | undefined;
  readonly inStock?: boolean | undefined;
  /** Stock of the brand's own sale at the time of the report. */
  readonly saleStock?: "available" | "low" | "none" | undefined;
  /** Contacts that other cases know too, as their keys or pseudonyms, with the ids of those cases. */
  readonly sharedContacts?: readonly {
    readonly kind: ContactKind;
    readonly key: string;
    readonly caseIds: readonly string[];
  }[];
};

/** Everything that is known about one seller while one brand is considered. */
export type Subject = {
  readonly host: Host;
  /** Decoded segments of the reported page; empty for a bare host. */
  readonly path: readonly string[];
  /** Mentions of the brand considered, and the known words around them. */
  readonly mentions: readonly Mention[];
  readonly words: readonly HostWord[];
  readonly listing: Listing;
};
