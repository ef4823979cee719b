import { TEXT_KEPT_MS } from "../domain/limits.ts";
import type { ConversationFacts, Errand, KeptMessage, TextRegistration, Waiting } from "../domain/sms/conversation.ts";
import type { TextReply } from "../domain/sms/templates.ts";

/** Steps of the schema, applied in order and never edited once released. */
export const CONVERSATION_MIGRATIONS: readonly string[] = [
  `CREATE TABLE message (
     message_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fingerprint TEXT NOT NULL, wrong INTEGER NOT NULL, errand TEXT, reply TEXT
   ) WITHOUT ROWID;
   CREATE INDEX message_at ON message (at_ms);
   CREATE TABLE waiting (
     sale_id TEXT NOT NULL, postal_code TEXT NOT NULL, digits TEXT NOT NULL, until_ms INTEGER NOT NULL, reply TEXT NOT NULL,
     PRIMARY KEY (sale_id, postal_code)
   ) WITHOUT ROWID;
   CREATE TABLE last_sale (one INTEGER PRIMARY KEY CHECK (one = 1), sale_id TEXT NOT NULL);`,
];

const HOUR_MS = 3_600_000;
/** Stands in the table for an errand without a postal code. */
const NO_CODE = "";

type MessageRow = { fingerprint: string; errand: string | null; reply: string | null };
type WaitingRow = { sale_id: string; postal_code: string; digits: string; until_ms: number; reply: string };

/** A message as it is written: with its errand first, and with its answer after it. */
type WrittenMessage = {
  readonly messageId: string;
  readonly fingerprint: string;
  readonly atMs: number;
  readonly errand?: Errand | undefined;
  readonly reply?: TextReply | null;
  readonly isWrong?: true | undefined;
};

export type ConversationRows = ReturnType<typeof conversationRows>;

/** The rows of a conversation in the object's database. */
export function conversationRows(sql: SqlStorage) {
  const figure = (query: string, ...bindings: readonly (string | number)[]) =>
    sql.exec<{ figure: number }>(query, ...bindings).one().figure;
  return {
    factsAt(nowMs: number, messageId: string): ConversationFacts {
      const [row] = sql
        .exec<MessageRow>("SELECT fingerprint, errand, reply FROM message WHERE message_id = ?", messageId)
        .toArray();
      const hour = [messageId, nowMs - HOUR_MS] as const;
      return {
        kept: row === undefined ? undefined : keptOf(row),
        keptCount: figure("SELECT COUNT(*) AS figure FROM message"),
        messagesOfHour: figure("SELECT COUNT(*) AS figure FROM message WHERE message_id <> ? AND at_ms > ?", ...hour),
        wrongOfHour: figure(
          "SELECT COUNT(*) AS figure FROM message WHERE message_id <> ? AND at_ms > ? AND wrong = 1",
          ...hour,
        ),
        waiting: sql.exec<WaitingRow>("SELECT * FROM waiting WHERE until_ms > ?", nowMs).toArray().map(waitingOf),
        lastSaleId: sql.exec<{ sale_id: string }>("SELECT sale_id FROM last_sale").toArray()[0]?.sale_id,
      };
    },

    write({ messageId, atMs, fingerprint, errand, reply, isWrong }: WrittenMessage): void {
      sql.exec(
        `INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (message_id) DO UPDATE SET reply = excluded.reply`,
        ...[messageId, atMs, fingerprint, isWrong ? 1 : 0, errand === undefined ? null : JSON.stringify(errand)],
        reply === undefined ? null : JSON.stringify(reply),
      );
      const saleId = errand === undefined ? undefined : saleOf(errand);
      if (saleId !== undefined) sql.exec("INSERT OR REPLACE INTO last_sale VALUES (1, ?)", saleId);
    },

    beginWaiting({ saleId, postalCode = NO_CODE, digits, untilMs, reply }: Waiting): void {
      sql.exec(
        "INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?)",
        ...[saleId, postalCode, digits, untilMs, JSON.stringify(reply)],
      );
    },

    endWaiting({ saleId, postalCode = NO_CODE }: TextRegistration): void {
      sql.exec("DELETE FROM waiting WHERE sale_id = ? AND postal_code = ?", saleId, postalCode);
    },

    endAll(): void {
      sql.exec("DELETE FROM waiting; DELETE FROM last_sale;");
    },

    count(): number {
      return figure("SELECT (SELECT COUNT(*) FROM message) + (SELECT COUNT(*) FROM waiting) AS figure");
    },

    /** @returns when the oldest message came that is left; undefined where none is */
    deleteOver(nowMs: number): number | undefined {
      sql.exec("DELETE FROM waiting WHERE until_ms <= ?", nowMs);
      sql.exec("DELETE FROM message WHERE at_ms <= ?", nowMs - TEXT_KEPT_MS);
      const { oldest } = sql.exec<{ oldest: number | null }>("SELECT MIN(at_ms) AS oldest FROM message").one();
      return oldest ?? undefined;
    },
  };
}

function saleOf(errand: Errand): string {
  return errand.kind === "status" ? errand.saleId : errand.asked.saleId;
}

function keptOf({ fingerprint, errand, reply }: MessageRow): KeptMessage {
  return {
    fingerprint,
    ...(errand === null ? {} : { errand: JSON.parse(errand) }),
    ...(reply === null ? {} : { reply: JSON.parse(reply) }),
  };
}

function waitingOf({
  sale_id: saleId,
  postal_code: postalCode,
  digits,
  until_ms: untilMs,
  reply,
}: WaitingRow): Waiting {
  return {
    saleId,
    ...(postalCode === NO_CODE ? {} : { postalCode }),
    digits,
    untilMs,
    reply: JSON.parse(reply),
  };
}
