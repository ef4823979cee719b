import { join } from "node:path";
import { createPointerAggregate } from "../../../src/sdk/aggregates/pointer.ts";
import { csvRows } from "../train/csv.ts";
import type { Session } from "../train/session.ts";

/**
 * Six people at work over remote desktop, the first events of each session. No licence: for evaluation only. Sessions
 * that the challenge marked as another person's are people's all the same.
 * @see github.com/balabit/Mouse-Dynamics-Challenge
 */
export function balabitMouse(dataFolder: string): Session[] {
  const folder = join(dataFolder, "balabit_mouse");
  const users = new Map([...csvRows(join(folder, "sessions.csv.gz"))].map(({ sess = "", user = "" }) => [sess, user]));
  const aggregates = new Map<string, ReturnType<typeof createPointerAggregate>>();
  for (const { sess = "", state = "", cli_t, x, y } of csvRows(join(folder, "events.csv.gz"))) {
    let aggregate = aggregates.get(sess);
    if (aggregate === undefined) {
      aggregate = createPointerAggregate();
      aggregates.set(sess, aggregate);
    }
    const tMs = Number(cli_t) * 1_000;
    if (state === "M" || state === "D") aggregate.move(tMs, Number(x), Number(y));
    else if (state === "P") aggregate.press({ tMs, x: Number(x), y: Number(y) });
    else if (state === "R") aggregate.release(tMs);
  }
  return [...aggregates].flatMap(([sess, aggregate]): Session[] => {
    const pointer = aggregate.read();
    if (pointer === undefined) return [];
    const source = `remote-desktop-${users.get(sess)}`;
    return [{ part: "movement", source, run: sess, program: false, observed: { pointer } }];
  });
}
