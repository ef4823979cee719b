import { eventBody, type NewEvent } from "../domain/events/event.ts";
import { newEventId } from "../domain/ids.ts";
import type { BackingRows } from "../domain/sale/memory/stored-rows.ts";
import type { ToldPhase } from "../domain/sale/rows/event-rows.ts";
import { random } from "../platform/random.ts";
import { firstRow } from "./first-row.ts";
import type { Sql } from "./sql.ts";
import { insertAll } from "./sql-rows.ts";

/** A step of the schema of an object that emits events. */
export const EVENT_MIGRATION = `CREATE TABLE event_outbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, at_ms INTEGER NOT NULL,
     body TEXT NOT NULL
   );`;

/** Writes events in the transaction of what they tell of. */
export function writeEvents(sql: Sql, events: readonly NewEvent[]): void {
  insertAll(
    sql,
    "INSERT INTO event_outbox (event_id, type, at_ms, body)",
    events.map((event) => [newEventId(event.atMs, random), event.type, event.atMs, eventBody(event)]),
  );
}

export function hasEvents(sql: Sql): boolean {
  return firstRow(sql, "SELECT 1 FROM event_outbox LIMIT 1") !== undefined;
}

/** How long the oldest event has waited; undefined where none waits. */
export function eventLagMs(sql: Sql, nowMs: number): number | undefined {
  const oldest = firstRow<{ at_ms: number }>(sql, "SELECT at_ms FROM event_outbox ORDER BY seq LIMIT 1");
  return oldest === undefined ? undefined : Math.max(0, nowMs - oldest.at_ms);
}

/** Events of a sale in SQLite. */
export function sqlEvents(sql: Sql): BackingRows<NewEvent> {
  return {
    read: () => new Map(),
    write: (changes) =>
      writeEvents(
        sql,
        changes.map(({ row }) => row),
      ),
  };
}

/** The phase of a sale that was told last, and when: one row. */
export function sqlToldPhase(sql: Sql): BackingRows<ToldPhase> {
  return {
    read([key = ""]) {
      const row = firstRow<ToldPhase>(sql, "SELECT phase, at_ms AS atMs FROM told_phase WHERE id = 1");
      return row === undefined ? new Map() : new Map([[key, row]]);
    },
    write(changes) {
      for (const { row } of changes) {
        sql.exec("INSERT OR REPLACE INTO told_phase (id, phase, at_ms) VALUES (1, ?, ?)", row.phase, row.atMs);
      }
    },
  };
}
