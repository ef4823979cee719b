import type { SellerKind } from "./seller-identity.ts";

/** What numbers on a listing are: printed on the goods, or given by a shop to the buyer. */
export const CLUE_KINDS = ["serial", "order", "hold"] as const;
export type ClueKind = (typeof CLUE_KINDS)[number];

/**
 * What was done with the file of a case: what was put in and taken out, what was looked up, what left the house. No entry
 * names a buyer, so that the history can be handed on with the evidence.
 */
export type CaseFileEntry =
  | {
      readonly kind: "attached";
      readonly attachmentId: string;
      readonly mediaType: string;
      readonly bytes: number;
      /** Of what is kept: the picture without anything but its pixels. */
      readonly sha256: string;
      /** Of what was sent. */
      readonly uploadedSha256: string;
      readonly caption: string;
    }
  | { readonly kind: "removed"; readonly attachmentId: string; readonly reason: string }
  | { readonly kind: "exported"; readonly packId: string; readonly manifestSha256: string; readonly files: number }
  | {
      readonly kind: "traced";
      readonly clue: ClueKind;
      /** Purchases that the number leads to. */
      readonly found: number;
    }
  | { readonly kind: "identified"; readonly kinds: readonly string[]; readonly reason: string }
  | {
      readonly kind: "unlinked";
      /** What was taken back: a purchase, or something that the seller was known by. */
      readonly what: "purchase" | SellerKind;
      readonly reason: string;
    }
  /** Of a checkout in review, whose decision id stands where the id of a case is. */
  | {
      readonly kind: "reviewed";
      readonly resolution: "approved" | "denied";
      readonly rules: readonly string[];
      readonly reason: string;
    };

export const CASE_FILE_KINDS = [
  "attached",
  "removed",
  "exported",
  "traced",
  "identified",
  "unlinked",
  "reviewed",
] as const satisfies readonly CaseFileEntry["kind"][];

/** Whether an entry of the history is one of the file's. */
export function isOfFile<Entry extends { readonly kind: string }>(
  entry: Entry,
): entry is Extract<Entry, { readonly kind: CaseFileEntry["kind"] }> {
  return CASE_FILE_KINDS.some((kind) => kind === entry.kind);
}

/** An entry in words. */
export function caseFileWords(entry: CaseFileEntry): string {
  switch (entry.kind) {
    case "attached":
      return `${entry.caption} (${entry.mediaType}, ${entry.bytes} bytes, SHA-256 ${entry.sha256})`;
    case "removed":
      return `Took out ${entry.attachmentId}: ${entry.reason}`;
    case "exported":
      return `${entry.packId}, ${entry.files} files, manifest SHA-256 ${entry.manifestSha256}`;
    case "traced":
      return `Looked up a ${CLUE_WORDS[entry.clue]} seen on a listing: ${entry.found} purchases`;
    case "identified":
      return `Said who the seller is, by ${entry.kinds.join(", ")}: ${entry.reason}`;
    case "unlinked":
      return `Took back the ${UNLINKED_WORDS[entry.what]}: ${entry.reason}`;
    case "reviewed":
      return `Checkout ${entry.resolution}: ${entry.reason}`;
  }
}

const CLUE_WORDS: { readonly [kind in ClueKind]: string } = {
  serial: "serial number",
  order: "number of an order",
  hold: "number of a hold",
};

const UNLINKED_WORDS: { readonly [what in "purchase" | SellerKind]: string } = {
  purchase: "link to a purchase",
  phone: "seller's phone number",
  address: "seller's address",
  payment: "seller's payment instrument",
};
