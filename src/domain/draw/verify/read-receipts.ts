import { fromHex, toHex } from "../bytes.ts";
import { entryOf } from "../entry.ts";
import { type DrawFault, fault } from "./faults.ts";
import type { CharterInForce } from "./replay-draw.ts";
import { type Check, count, hash, instant, objectOf, optional, text, yes } from "./shapes.ts";
import { type PublicKey, readSignedText } from "./signed-text.ts";

export const RECEIPT_TYP = "receipt+jwt";
const claims = objectOf({
  iss: text,
  iat: count,
  sale: text,
  reg: text,
  entry: hash,
  holder: optional(text),
  salt: optional(hash),
  charter: hash,
  drawAt: instant,
  round: count,
  late: optional(yes),
  withdrawn: optional(count),
});
/** A genuine receipt of this draw, whose entry is its holder's. */
export type ReadReceipt = typeof claims extends Check<infer T> ? T : never;

/** Reads receipts: each is signed, of this sale and of a charter that is shown, and no two of one holder differ. */
export function readReceipts(
  receipts: readonly string[],
  by: {
    readonly saleId: string;
    readonly issuer: string;
    readonly keys: readonly PublicKey[];
    readonly charters: ReadonlyMap<string, CharterInForce>;
  },
): readonly ReadReceipt[] | DrawFault {
  const read: ReadReceipt[] = [];
  for (const [place, compact] of receipts.entries()) {
    const at = `receipt ${place + 1}`;
    const signed = readSignedText(compact, RECEIPT_TYP, by.keys);
    if (!signed.ok) return fault(`receipt-${signed.error}`, at);
    const said = signed.value.claims;
    if (!claims(said)) return fault("receipt-malformed", at);
    if (said.sale !== by.saleId || said.iss !== by.issuer) return fault("receipt-foreign", at);
    const charter = by.charters.get(said.charter);
    if (charter === undefined) return fault("receipt-charter", at);
    if (said.round !== charter.beacon.round || said.drawAt !== charter.drawAt) return fault("receipt-round", at);
    if (said.late && !mayBeLate(said, charter)) return fault("receipt-late", at);
    // What says that a registration was withdrawn names its entry alone.
    if (said.withdrawn === undefined && !isOfItsHolder(said)) return fault("receipt-entry", at);
    read.push(said);
  }
  return findClash(read) ?? read;
}

/** Only behind a fair window does anybody come late, and nobody before it has closed. */
function mayBeLate(
  { iat }: ReadReceipt,
  { ownSecretHash, registration }: CharterInForce & { readonly ownSecretHash?: unknown },
): boolean {
  return ownSecretHash !== undefined && iat * 1000 >= Date.parse(registration.closesAt);
}

function isOfItsHolder({ salt, holder, sale, entry }: ReadReceipt): boolean {
  const bytes = salt === undefined ? undefined : fromHex(salt);
  return bytes !== undefined && holder !== undefined && toHex(entryOf(bytes, sale, holder)) === entry;
}

/** Two registrations of one holder, neither withdrawn, or two entries of one registration. */
function findClash(receipts: readonly ReadReceipt[]): DrawFault | undefined {
  const withdrawn = new Set(receipts.filter((each) => each.withdrawn !== undefined).map(({ reg }) => reg));
  const byRegistration = new Map<string, string>();
  const byHolder = new Map<string, string>();
  for (const [place, { reg, holder, entry }] of receipts.entries()) {
    const other = byRegistration.get(reg);
    if (other !== undefined && other !== entry) return fault("receipt-clash", `receipt ${place + 1}`);
    byRegistration.set(reg, entry);
    if (withdrawn.has(reg) || holder === undefined) continue;
    const registration = byHolder.get(holder);
    if (registration !== undefined && registration !== reg) return fault("receipt-clash", `receipt ${place + 1}`);
    byHolder.set(holder, reg);
  }
  return undefined;
}
