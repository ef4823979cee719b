import { eventBody, type NewEvent } from "../../domain/events/event.ts";
import { newEventId } from "../../domain/ids.ts";
import { random } from "../../platform/random.ts";
import { keepStatement } from "../../platform/webhooks/deliveries.ts";
import type { CaseEntry } from "../domain/case/case-entry.ts";

/** Tells of cases that are opened, for the transaction that opens them: a report that joined another case opened none. */
export function tellOpened(
  db: D1Database,
  opened: readonly { readonly caseId: string; readonly atMs: number }[],
): D1PreparedStatement {
  const events = opened.map(({ caseId, atMs }) =>
    kept({ type: "case.opened", atMs, data: { caseId, state: "new" } }, caseId),
  );
  const ifRow =
    "SELECT 1 FROM reseller_case WHERE case_id = event.value ->> 'caseId' AND opened_at_ms = event.value ->> 'atMs'";
  return keepStatement(db, undefined, events, { nowMs: latest(opened), ifRow });
}

/** Tells of cases that came to stand elsewhere, for the transaction that moves them. */
export function tellMoved(db: D1Database, entries: readonly CaseEntry[]): D1PreparedStatement {
  const events = entries.flatMap((entry) => {
    if (entry.kind !== "disposition" && entry.kind !== "undo") return [];
    const { caseId, from, to: state, atMs } = entry;
    return from === state ? [] : [kept({ type: "case.moved", atMs, data: { caseId, from, state } }, caseId)];
  });
  return keepStatement(db, undefined, events, { nowMs: latest(entries) });
}

function kept(event: NewEvent, caseId: string) {
  const { type, atMs } = event;
  return { eventId: newEventId(atMs, random), type, atMs, body: eventBody(event), caseId };
}

function latest(of: readonly { readonly atMs: number }[]): number {
  return Math.max(0, ...of.map(({ atMs }) => atMs));
}
