import { createInterface } from "node:readline/promises";
import { openList } from "../../../src/cli/resellers/open-list.ts";
import { err, ok, type Result } from "../../../src/domain/result.ts";

/** One recorded purchase. Sex and age of the buyer are in the recording and are not read. */
export type Purchase = {
  readonly account: string;
  readonly device: string;
  readonly atMs: number;
  /** From sign-up to purchase. */
  readonly accountAgeMs: number;
  /** The recording's own label. */
  readonly fraud: boolean;
};

/** A row that was skipped, and why. */
export type BadRow = { readonly line: number; readonly problem: string };

const COLUMNS = ["user_id", "signup_time", "purchase_time", "device_id", "class"] as const;
type Column = (typeof COLUMNS)[number];

const ID_LENGTH_MAX = 256;

/**
 * Reads recorded purchases from a CSV file, plain or gzip, and puts them in order of purchase. Purchases of one moment keep
 * the order of the file.
 * @throws Error where the file cannot be read or lacks a column
 */
export async function readPurchases(file: string): Promise<{ purchases: Purchase[]; badRows: BadRow[] }> {
  const purchases: Purchase[] = [];
  const badRows: BadRow[] = [];
  let header: ReadonlyMap<string, number> | undefined;
  let line = 0;
  const stream = await openList(file);
  let broken: unknown;
  stream.once("error", (error) => {
    broken = error;
  });
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (header === undefined) {
      header = readHeader(text);
      continue;
    }
    if (text.trim() === "") continue;
    const purchase = readRow(cellsOf(text), header);
    if (purchase.ok) purchases.push(purchase.value);
    else badRows.push({ line, problem: purchase.error });
  }
  if (broken !== undefined) throw broken;
  if (header === undefined) throw new Error(`${file} is empty.`);
  return { purchases: purchases.sort((a, b) => a.atMs - b.atMs), badRows };
}

function readHeader(text: string): ReadonlyMap<string, number> {
  const header = new Map(cellsOf(text.replace(/^\uFEFF/, "")).map((name, index) => [name, index]));
  const missing = COLUMNS.filter((name) => !header.has(name));
  if (missing.length > 0) throw new Error(`The file has no column ${missing.join(", ")}.`);
  return header;
}

function cellsOf(text: string): string[] {
  return text.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function readRow(cells: readonly string[], header: ReadonlyMap<string, number>): Result<Purchase, string> {
  if (cells.length !== header.size) return err(`has ${cells.length} cells instead of ${header.size}`);
  const cell = (name: Column) => cells[header.get(name) ?? -1] ?? "";
  const [account, device] = [cell("user_id"), cell("device_id")];
  for (const [name, id] of [["user_id", account] as const, ["device_id", device] as const]) {
    if (id === "" || id.length > ID_LENGTH_MAX) return err(`${name} must have 1 to ${ID_LENGTH_MAX} characters`);
  }
  const [signedUpAtMs, atMs] = [readTime(cell("signup_time")), readTime(cell("purchase_time"))];
  if (signedUpAtMs === undefined) return err(`signup_time "${cell("signup_time")}" is not a time`);
  if (atMs === undefined) return err(`purchase_time "${cell("purchase_time")}" is not a time`);
  if (atMs < signedUpAtMs) return err("the purchase is earlier than the sign-up");
  const label = cell("class");
  if (label !== "0" && label !== "1") return err(`class must be 0 or 1, not "${label}"`);
  return ok({ account, device, atMs, accountAgeMs: atMs - signedUpAtMs, fraud: label === "1" });
}

/** Two spellings are known of such recordings: `2/24/15 22:55` and `2015-02-24 22:55:49`. Undefined for all else. */
function readTime(text: string): number | undefined {
  const short = /^(\d{1,2})\/(\d{1,2})\/(\d{2})(\d{2})? (\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (short !== null) {
    const [, month, day, century, rest, hour, minute, second = "0"] = short;
    const year = rest === undefined ? `20${century}` : `${century}${rest}`;
    return utc([year, month, day, hour, minute, second].map(Number));
  }
  const long = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?Z?$/.exec(text);
  if (long === null) return undefined;
  const [, year, month, day, hour, minute, second = "0"] = long;
  return utc([year, month, day, hour, minute, second].map(Number));
}

/** The moment, unless a part is out of its range: `Date.UTC` would turn the 31st of June into the 1st of July. */
function utc(parts: readonly number[]): number | undefined {
  const [year = Number.NaN, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(atMs);
  const same =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  return same ? atMs : undefined;
}
