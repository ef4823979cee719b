import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import { type PackedRecord, type TextOf, unpackRecord } from "../../domain/decision/packed-record.ts";
import { assert } from "../../domain/result.ts";

/** A text that records of a sale repeat, and the number that stands for it there. */
export type RecordWord = { readonly id: number; readonly text: string };

/** A record as the archive keeps it. */
export type ArchivedRow = { readonly sale_id: string; readonly record: string };

/** The statement that copies texts of a sale, so that its records can be read without it; may be repeated. */
export function copyWords(db: D1Database, saleId: string, words: readonly RecordWord[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO record_word (sale_id, id, text) SELECT ?1, value ->> 'id', value ->> 'text' FROM json_each(?2) WHERE true
       ON CONFLICT (sale_id, id) DO NOTHING`,
    )
    .bind(saleId, JSON.stringify(words));
}

/** The records of rows, unpacked: as JSON they are byte for byte what was recorded. */
export async function unpackRows(db: D1Database, rows: readonly ArchivedRow[]): Promise<AttemptRecord[]> {
  const sales = new Set(rows.map(({ sale_id }) => sale_id));
  if (sales.size === 0) return [];
  const { results } = await db
    .prepare("SELECT sale_id, id, text FROM record_word WHERE sale_id IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify([...sales]))
    .all<RecordWord & { readonly sale_id: string }>();
  const words = new Map([...sales].map((saleId) => [saleId, new Map<number, string>()]));
  for (const { sale_id, id, text } of results) words.get(sale_id)?.set(id, text);
  return rows.map(({ sale_id, record }) => {
    const textOf: TextOf = (id) => {
      const text = words.get(sale_id)?.get(id);
      assert(text !== undefined, "the archive has the texts of every record that it has");
      return text;
    };
    const packed: PackedRecord = JSON.parse(record);
    return unpackRecord(packed, textOf);
  });
}

/**
 * SQL for the JSON text of a part of a record that may be packed: a number stands for a text of the sale, and so does the first
 * number of a list.
 * @param part a row of `json_each` over a record of the sale
 */
export function textOfPart(part: string, saleId: string): string {
  return `CASE ${part}.type WHEN 'object' THEN ${part}.value ELSE (SELECT text FROM record_word WHERE sale_id = ${saleId}
    AND id = CASE ${part}.type WHEN 'array' THEN ${part}.value ->> 0 ELSE ${part}.value END) END`;
}
