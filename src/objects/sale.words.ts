import type { IdOf, TextOf } from "../domain/decision/packed-record.ts";
import { RECORD_WORDS_MAX } from "../domain/limits.ts";
import { assert } from "../domain/result.ts";
import type { Sql } from "./sql.ts";

/** Texts that the records of a sale repeat, once each in SQLite and in memory. */
export type SaleWords = {
  readonly idOf: IdOf;
  readonly textOf: TextOf;
  /** Forgets what was read and given in a transaction that was rolled back. */
  readonly discard: () => void;
};

export function sqlWords(sql: Sql): SaleWords {
  const ids = new Map<string, number>();
  const texts = new Map<number, string>();
  const remember = (id: number, text: string) => {
    ids.set(text, id);
    texts.set(id, text);
    return id;
  };
  const read = () => {
    if (ids.size > 0) return;
    for (const { id, text } of sql.exec<{ id: number; text: string }>("SELECT id, text FROM word")) remember(id, text);
  };
  return {
    idOf(text) {
      read();
      const known = ids.get(text);
      if (known !== undefined || ids.size >= RECORD_WORDS_MAX) return known;
      const { id } = sql.exec<{ id: number }>("INSERT INTO word (text) VALUES (?) RETURNING id", text).one();
      return remember(id, text);
    },
    textOf(id) {
      read();
      const text = texts.get(id);
      assert(text !== undefined, "every number in a record has its text");
      return text;
    },
    discard() {
      ids.clear();
      texts.clear();
    },
  };
}
