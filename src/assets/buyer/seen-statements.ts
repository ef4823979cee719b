import { hashOf, toHex } from "../../domain/draw/bytes.ts";
import type { SeenStatement } from "../../domain/draw/verify/read-statements.ts";
import { hash, listOf } from "../../domain/draw/verify/shapes.ts";
import { readKept, writeKept } from "./kept.ts";

const hashes = listOf(hash);

/** Statements by their hashes, in order: two of one number are proof of fraud, whoever saw the first. */
export function seenOf(statements: readonly string[]): readonly SeenStatement[] {
  return statements.map((statement, seq) => ({ seq, hash: toHex(hashOf(statement)) }));
}

/** The statements of a sale that this browser saw before. */
export function readSeen(saleId: string): readonly SeenStatement[] {
  try {
    const kept: unknown = JSON.parse(readKept(nameOf(saleId)) ?? "[]");
    return hashes(kept) ? kept.map((known, seq) => ({ seq, hash: known })) : [];
  } catch {
    return [];
  }
}

export function writeSeen(saleId: string, seen: readonly SeenStatement[]): void {
  writeKept(nameOf(saleId), JSON.stringify(seen.map((statement) => statement.hash)));
}

function nameOf(saleId: string): string {
  return `statements:${saleId}`;
}
