import { hashOf, toHex } from "../../src/domain/draw/bytes.ts";
import { leafHash, rootOf } from "../../src/domain/draw/merkle-tree.ts";
import { firstRoundAtOrAfter } from "../../src/domain/draw/rounds.ts";
import type { DrawFaultCode } from "../../src/domain/draw/verify/faults.ts";
import type { PublishedDraw } from "../../src/domain/draw/verify/verify-draw.ts";
import {
  type After,
  BEACON,
  CHARTER,
  DRAW_AT_MS,
  publishedDraw,
  ROUND,
  receiptClaims,
  signatureOf,
  signed,
} from "../domain/draw/published-draw.ts";

/** A statement that is taken apart: a dishonest operator has the keys, and can write any. */
type Told = { iat: number; iss: string; kind: string; sale: string; body: { [name: string]: unknown } };
export type Tampering = { readonly what: string; readonly code: DrawFaultCode; readonly draw: () => PublishedDraw };

const STATUSES = ["eligible", "eligible", "shared", "excluded"] as const;
const REGISTERED = Array.from({ length: 24 }, (_, number) => ({
  weight: 1 + (number % 4),
  status: STATUSES[number % STATUSES.length] ?? "eligible",
}));

const AFTER: readonly After[] = [
  { wave: { unpaid: 1, declined: 0 } },
  { vacancy: { count: 1 } },
  { wave: { unpaid: 0, declined: 1 } },
];
/** Signing two dozen receipts takes long, and a few are as good. */
const RECEIPTS = 3;
const HONEST: PublishedDraw = publishedDraw(REGISTERED, { after: AFTER });
/** The draw that is tampered with: three units, a turn that was not paid, an order that the operator cancelled. */
export const honest = (): PublishedDraw => ({ ...HONEST, receipts: HONEST.receipts?.slice(0, RECEIPTS) ?? [] });
/** Its openings and those of one wave more, which nobody has stated. */
export const opensMore = () =>
  publishedDraw(REGISTERED, { after: [...AFTER, { wave: { unpaid: 2, declined: 0 } }] }).files.openings;

/** The same statements with other words, signed and linked as if nothing had happened. */
export function retold(edit: (statements: Told[]) => void, draw: PublishedDraw = honest()): PublishedDraw {
  const told = draw.statements.map((compact): Told => {
    const { iat, iss, kind, sale, body } = JSON.parse(Buffer.from(compact.split(".")[1] ?? "", "base64url").toString());
    return { iat, iss, kind, sale, body };
  });
  edit(told);
  const statements: string[] = [];
  for (const [seq, { iss, iat, kind, sale, body }] of told.entries()) {
    const last = statements.at(-1);
    const prev = last === undefined ? "0".repeat(64) : toHex(hashOf(last));
    statements.push(signed("statement+jwt", JSON.stringify({ iss, iat, kind, sale, seq, prev, body })));
  }
  return { ...draw, statements };
}

/** Changes the body of the statement of a kind; of several, of the one counted from 0. */
export function withBody(kind: string, change: { [name: string]: unknown }, at = 0): PublishedDraw {
  return retold((statements) => {
    const statement = statements.filter((each) => each.kind === kind)[at];
    if (statement === undefined) throw new TypeError(`There is no statement ${kind}.`);
    statement.body = { ...statement.body, ...change };
  });
}

/** The list with other lines. With `committed` the operator commits to them, too. */
export function withLines(edit: (lines: string[]) => string[], committed = false): PublishedDraw {
  const draw = honest();
  const lines = edit(
    Buffer.from(draw.files.entries ?? [])
      .toString()
      .trimEnd()
      .split("\n"),
  );
  const entries = new Uint8Array(Buffer.from(`${lines.join("\n")}\n`));
  const tampered = { ...draw, files: { ...draw.files, entries } };
  if (!committed) return tampered;
  const root = toHex(rootOf(lines.map((line) => leafHash(Buffer.from(line)))));
  return retold((statements) => {
    const commitment = statements.find(({ kind }) => kind === "commitment");
    if (commitment === undefined) return;
    const weights: { [weight: string]: number } = {};
    for (const line of lines) weights[line.charAt(65)] = (weights[line.charAt(65)] ?? 0) + 1;
    const eligible = Number(commitment.body.eligible) + lines.length - Number(commitment.body.n);
    commitment.body = { ...commitment.body, root, weights, n: lines.length, eligible };
  }, tampered);
}

export function withOpenings(edit: (lines: string[]) => string[]): PublishedDraw {
  const draw = honest();
  const lines = edit((draw.files.openings ?? "").trimEnd().split("\n"));
  return { ...draw, files: { ...draw.files, openings: lines.map((line) => `${line}\n`).join("") } };
}

/** A draw behind a fair window, up to its list. */
const FAIR: PublishedDraw = publishedDraw(REGISTERED.slice(0, 4), { charter: { ownSecretHash: "ab".repeat(32) } });
export const fair = (): PublishedDraw => undrawn(FAIR);
/** What a receipt says of somebody who came after the window. */
export const LATE = { late: true, iat: Date.parse(CHARTER.registration.closesAt) / 1000 } as const;

export function withReceipt(
  change: { [name: string]: unknown },
  key?: Uint8Array<ArrayBuffer>,
  draw: PublishedDraw = honest(),
): PublishedDraw {
  const claims = { ...receiptClaims(0, charterHashOf(draw)), ...change };
  return { ...draw, receipts: [signed("receipt+jwt", JSON.stringify(claims), key)] };
}

export function charterHashOf({ statements }: PublishedDraw): string {
  return toHex(hashOf(Buffer.from(statements[0]?.split(".")[1] ?? "", "base64url").toString()));
}

/** Statements taken out and put in, as they are. */
export function spliced(at: number, remove: number, ...added: readonly string[]): PublishedDraw {
  const draw = honest();
  const statements = [...draw.statements];
  statements.splice(at, remove, ...added);
  return { ...draw, statements };
}

export function flipped(status: string): string {
  return status === "eligible" ? "shared" : "eligible";
}

export function otherLetter(text: string): string {
  const at = text.length - 10;
  return `${text.slice(0, at)}${text.charAt(at) === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

export const second = (kind: string): PublishedDraw =>
  retold((statements) => {
    const at = statements.findIndex((each) => each.kind === kind);
    const statement = statements[at];
    if (statement !== undefined) statements.splice(at + 1, 0, structuredClone(statement));
  });

/** A draw whose list was frozen, whose beacon was said not to come for a day, and that was thrown anew. */
export function thrownTwice(): PublishedDraw {
  const draw = retold((statements) => {
    const [charter, commitment] = statements;
    if (charter === undefined || commitment === undefined) return;
    const iat = (DRAW_AT_MS + 25 * 3_600_000) / 1000;
    const round = firstRoundAtOrAfter(BEACON.chain, iat * 1000 + 600_000);
    const postponed = { ...commitment, iat, kind: "postponed", body: { from: ROUND, round, because: "beacon-late" } };
    statements.splice(0, statements.length, charter, commitment, postponed);
  });
  return { ...draw, beacons: [{ round: ROUND, signature: signatureOf(ROUND) }] };
}

/** Whom the operator likes better is moved before the line, and the statements say so. */
export const friendCalled = () => withOpenings(([first = "", ...rest]) => [...rest, first]);

/** Only up to its list: what was drawn from it is another matter. */
export function undrawn(draw: PublishedDraw): PublishedDraw {
  return { ...draw, statements: draw.statements.slice(0, 2) };
}
