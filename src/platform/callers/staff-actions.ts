import type { PressureLevel } from "../../domain/pressure/level.ts";
import type { StaffMember } from "./access.ts";

/** One action of a member of the staff on a sale, and why. */
export type StaffAction = {
  readonly by: StaffMember;
  readonly action:
    | "pause"
    | "resume"
    | `pressure-${PressureLevel | "measured"}`
    | `redraw-${"ask" | "confirm" | "drop"}`
    | "cancel-order";
  readonly saleId: string;
  readonly reason: string;
  readonly requestId: string;
  readonly atMs: number;
};

/** Writes down an action before it is done: what cannot be written down is not done. */
export async function recordStaffAction(db: D1Database, entry: StaffAction): Promise<void> {
  const { by, action, saleId, reason, requestId, atMs } = entry;
  await db
    .prepare(
      `INSERT INTO staff_action (at_ms, sub, email, action, sale_id, reason, request_id) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(atMs, by.sub, by.email, action, saleId, reason, requestId)
    .run();
}
