import { fromHex, toHex } from "./bytes.ts";
import { entryAt, type JudgedPopulation, statusAt } from "./population.ts";
import { type EntryStatus, isEntryStatus, sealSaltOf } from "./seal.ts";

export type Opening = { readonly entry: Uint8Array; readonly sealSalt: Uint8Array; readonly status: EntryStatus };

const LINE = /^([0-9a-f]{64}) ([0-9a-f]{64}) ([a-z]+)$/;

/** The lines of `openings.txt` for a range of the order: of every entry above the line, and of no other. */
export function openingLines(population: JudgedPopulation, drawSecret: Uint8Array, indices: Iterable<number>): string {
  let text = "";
  for (const index of indices) {
    const entry = entryAt(population, index);
    text += `${toHex(entry)} ${toHex(sealSaltOf(drawSecret, entry))} ${statusAt(population, index)}\n`;
  }
  return text;
}

/** A line without its end; undefined where it is written in another form. */
export function parseOpeningLine(line: string): Opening | undefined {
  const [, entryHex = "", saltHex = "", status = ""] = LINE.exec(line) ?? [];
  const [entry, sealSalt] = [fromHex(entryHex), fromHex(saltHex)];
  if (entry === undefined || sealSalt === undefined || !isEntryStatus(status)) return undefined;
  return { entry, sealSalt, status };
}
