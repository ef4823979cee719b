import type { ChainEntry } from "../domain/hash-chain.ts";
import type { PolicyEvent } from "../domain/policy/policy-event.ts";
import { EVENT_MIGRATION } from "./event-outbox.sql.ts";

/** Steps of the schema; a released one is never edited. */
export const POLICY_MIGRATIONS: readonly string[] = [
  `CREATE TABLE version (hash TEXT PRIMARY KEY, document TEXT NOT NULL, stored_at_ms INTEGER NOT NULL);
   CREATE TABLE history (seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL);`,
  EVENT_MIGRATION,
];

/** The rows of the Policy object. History is only ever appended to. */
export type PolicyRows = {
  readonly readHistory: () => ChainEntry<PolicyEvent>[];
  readonly append: (entry: ChainEntry<PolicyEvent>) => void;
  /** Text of a policy document. */
  readonly findVersion: (hash: string) => string | undefined;
  readonly versions: () => string[];
  /** Keeps a document in the place of the one that had its hash. */
  readonly writeVersion: (hash: string, document: string, atMs: number) => void;
};

export function policyRows(sql: SqlStorage): PolicyRows {
  return {
    readHistory: () =>
      sql
        .exec<{ seq: number; previous: string; body: string; hash: string }>("SELECT * FROM history ORDER BY seq")
        .toArray()
        .map(({ seq, previous, body, hash }) => ({ seq, previous, hash, body: JSON.parse(body) })),
    append: ({ seq, previous, body, hash }) => {
      sql.exec(
        "INSERT INTO history (seq, previous, body, hash) VALUES (?, ?, ?, ?)",
        seq,
        previous,
        JSON.stringify(body),
        hash,
      );
    },
    findVersion: (hash) =>
      sql.exec<{ document: string }>("SELECT document FROM version WHERE hash = ?", hash).toArray()[0]?.document,
    versions: () =>
      sql
        .exec<{ hash: string }>("SELECT hash FROM version ORDER BY stored_at_ms, hash")
        .toArray()
        .map(({ hash }) => hash),
    writeVersion: (hash, document, atMs) => {
      sql.exec(
        "INSERT INTO version (hash, document, stored_at_ms) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE SET document = excluded.document",
        hash,
        document,
        atMs,
      );
    },
  };
}
