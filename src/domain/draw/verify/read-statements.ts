import { hashOf, toHex } from "../bytes.ts";
import { STATEMENTS_START } from "../statements.ts";
import { type DrawFault, fault } from "./faults.ts";
import { count, objectOf, text } from "./shapes.ts";
import { type PublicKey, readSignedText } from "./signed-text.ts";

/** A genuine statement in its place. Its body is still to be read. */
export type ReadStatement = {
  readonly seq: number;
  readonly kind: string;
  readonly issuer: string;
  readonly madeAtMs: number;
  readonly body: unknown;
  /** Of its exact payload: what receipts and seeds name a charter and a vacancy by. */
  readonly payloadHash: Uint8Array;
  /** Of its compact text: what the next one follows, and what pages remember. */
  readonly textHash: string;
};

/** A statement that somebody saw before. */
export type SeenStatement = { readonly seq: number; readonly hash: string };

export const STATEMENT_TYP = "statement+jwt";
const claims = objectOf({ iss: text, iat: count, kind: text, sale: text, seq: count, prev: text });

/** Reads the statements of a sale: each is signed, in its place, linked to the one before, and what it was when it was seen before. */
export function readStatements(
  statements: readonly string[],
  {
    saleId,
    keys,
    seen,
  }: { readonly saleId: string; readonly keys: readonly PublicKey[]; readonly seen: readonly SeenStatement[] },
): readonly ReadStatement[] | DrawFault {
  const read: ReadStatement[] = [];
  let previous = STATEMENTS_START;
  for (const [place, compact] of statements.entries()) {
    const statement = readStatement(compact, { place, saleId, keys, previous, last: read.at(-1) });
    if ("code" in statement) return statement;
    read.push(statement);
    previous = statement.textHash;
  }
  for (const { seq, hash } of seen) {
    const now = read[seq];
    if (now === undefined) return fault("statement-dropped", `statement ${seq}`);
    if (now.textHash !== hash) return fault("statement-forked", `statement ${seq}`);
  }
  return read;
}

function readStatement(
  compact: string,
  {
    place,
    saleId,
    keys,
    previous,
    last,
  }: {
    readonly place: number;
    readonly saleId: string;
    readonly keys: readonly PublicKey[];
    readonly previous: string;
    readonly last: ReadStatement | undefined;
  },
): ReadStatement | DrawFault {
  const at = `statement ${place}`;
  const signed = readSignedText(compact, STATEMENT_TYP, keys);
  if (!signed.ok) return fault(`statement-${signed.error}`, at);
  const { payload, claims: said } = signed.value;
  if (!claims(said)) return fault("statement-malformed", at);
  if (said.sale !== saleId || (last !== undefined && said.iss !== last.issuer)) return fault("statement-foreign", at);
  if (said.seq !== place) return fault("statement-order", at);
  if (said.prev !== previous) return fault("statement-link", at);
  const madeAtMs = said.iat * 1000;
  if (last !== undefined && madeAtMs < last.madeAtMs) return fault("statement-time", at);
  const body = "body" in said ? said.body : undefined;
  const textHash = toHex(hashOf(compact));
  return { seq: said.seq, kind: said.kind, issuer: said.iss, madeAtMs, body, payloadHash: hashOf(payload), textHash };
}
