import { join } from "node:path";
import { createPointerAggregate } from "../../../src/sdk/aggregates/pointer.ts";
import { csvRows } from "../train/csv.ts";
import type { Session } from "../train/session.ts";

/** Points of one window: about what a checkout has. */
const POINTS_EACH = 400;
const POINTS_MIN = 100;

/**
 * Mouse points of people and of two kinds of program on a web page, in windows. No licence: for evaluation only.
 * @see Iliou et al., Web Bot Detection, doi 10.1145/3447815
 */
export function iliouWebbot(dataFolder: string): Session[] {
  const folder = join(dataFolder, "iliou_webbot");
  const labels = new Map(
    [...csvRows(join(folder, "sessions.csv.gz"))].map(({ session_id = "", label = "" }) => [session_id, label]),
  );
  const sessions: Session[] = [];
  let [current, points] = ["", 0];
  let aggregate = createPointerAggregate();
  function close() {
    const label = labels.get(current);
    const pointer = aggregate.read();
    if (label !== undefined && pointer !== undefined && points >= POINTS_MIN) {
      const source = `webbot-${label}`;
      sessions.push({
        part: "movement",
        source,
        run: `${current} ${sessions.length}`,
        program: label !== "human",
        observed: { pointer },
      });
    }
    aggregate = createPointerAggregate();
    points = 0;
  }
  for (const { session_id = "", t_ms, x, y } of csvRows(join(folder, "mouse_events.csv.gz"))) {
    if (session_id !== current || points === POINTS_EACH) close();
    current = session_id;
    points += 1;
    aggregate.move(Number(t_ms), Number(x), Number(y));
  }
  close();
  return sessions;
}
