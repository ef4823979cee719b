import type { IdentifierKind } from "../../domain/identity/identifier.ts";
import type { NamedIn } from "../../domain/policy/forget-listed.ts";
import type { ErasedTable } from "../../wire/erasure.ts";
import { countOf } from "../words/count.ts";

/** An erasure as the history shows it. */
export type ErasureRow = {
  readonly erasureId: string;
  readonly atMs: number;
  /** E-mail address of a person of the staff, else the source as the API knows it. */
  readonly by: string;
  readonly kind: IdentifierKind;
  /** What was given as the reason; a shop that calls the API gives none. */
  readonly why: string;
  /** Absent where it did not come to its end. */
  readonly counts?: { readonly sales: number; readonly deleted: number; readonly tombstones: number } | undefined;
};

/** The typed identifier, as it stands in the form again. */
export type TypedIdentifier = { readonly kind: IdentifierKind; readonly value: string };

export type ErasuresView = {
  readonly erasures: readonly ErasureRow[];
  /** The erasure that a form has just done. */
  readonly done?: ErasureRow | undefined;
  readonly typed?: TypedIdentifier | undefined;
  /** The identifier cannot be read as one of its kind. */
  readonly isUnreadable?: boolean | undefined;
};

export type ErasurePreviewView = {
  readonly typed: TypedIdentifier;
  readonly accounts: number;
  readonly isShared: boolean;
  readonly saleIds: readonly string[];
  readonly tables: readonly { readonly table: ErasedTable; readonly rows: number }[];
  readonly listed: readonly NamedIn[];
};

/** What becomes of a list that names the person, by what its version of the policy is. */
export const STANDING_WORDS: { readonly [standing in NamedIn["standing"]]: string } = {
  live: "It is live: publish a policy without the entry, and ask again",
  waiting: "It waits for a second person: withdraw it, and ask again",
  shipped: "It comes with the build: deploy one without the entry, and ask again",
  former: "It is over: the entry goes now",
};

export const KIND_WORDS: { readonly [kind in IdentifierKind]: { readonly title: string; readonly by: string } } = {
  account: { title: "Account id, as the shop knows it", by: "an account id" },
  email: { title: "E-mail address", by: "an e-mail address" },
  phone: { title: "Telephone number, with its country's code", by: "a telephone number" },
  device: { title: "Device id", by: "a device id" },
  payment: { title: "Payment, as method:fingerprint", by: "a payment" },
};

export const TABLE_WORDS: { readonly [table in ErasedTable]: string } = {
  outcome: "What became of decisions",
  delivery: "Serial and order numbers of goods",
  checkout_review: "What staff said of checkouts in review",
  case_purchase: "Purchases that impostors' listings led to",
  decision: "Decisions about checkouts",
  decision_key: "Keys that decisions are found by",
  buyer: "Accounts that held units",
  buyer_link: "Pseudonyms that they held them with",
  buyer_edge: "Links to other accounts",
  cluster_cut: "Links to other accounts that staff cut",
  buyer_purchase: "Units that were paid for",
  campaign_weight: "Draws of campaigns that accounts lost",
  case_identity: "Sellers of cases, by their keys",
  case_contact: "Contacts of sellers of cases",
  waiting_contact: "Contacts of sellers in reports that wait",
};

/** What is known, as one sentence: "1 account is known by this, in 2 sales." */
export function knownWords({
  accounts,
  isShared,
  saleIds,
  tables,
}: Omit<ErasurePreviewView, "typed" | "listed">): string {
  if (isShared) return `Several accounts came with this, in ${countOf(saleIds.length, "sale", "sales")}.`;
  if (accounts > 0) {
    const are = countOf(accounts, "account is", "accounts are");
    return `${are} known by this, in ${countOf(saleIds.length, "sale", "sales")}.`;
  }
  return tables.length > 0
    ? "No account is known by this; it is known as a contact of a seller in cases."
    : "Nothing is known by this: no checkout that is still kept came with it.";
}

/** What an erasure did: "31 rows are gone, in 2 sales and the archive." */
export function doneWords({ counts }: Pick<ErasureRow, "counts">): string {
  if (counts === undefined) return "Not finished: a sale could not be reached. Ask again.";
  const gone = countOf(counts.deleted, "row is", "rows are");
  const stay = countOf(counts.tombstones, "account stays", "accounts stay");
  return [
    `${gone} gone, in ${countOf(counts.sales, "sale", "sales")} and the archive.`,
    ...(counts.tombstones === 0
      ? []
      : [`What ${stay.replace(/ stays?$/, "")} did counts until the sale has closed, and goes then.`]),
  ].join(" ");
}
