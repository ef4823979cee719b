import { join } from "node:path";
import { createPointerAggregate } from "../../../src/sdk/aggregates/pointer.ts";
import { csvRows } from "../train/csv.ts";
import type { Session } from "../train/session.ts";

/**
 * Circles drawn with a mouse by people at two computers and by two programs.
 * Moves only: the button was held down for the whole circle, which no click is. Places are rounded to whole pixels,
 * because one of the programs wrote fractions and a model would learn that.
 *
 * @see DELBOT-Mouse, github.com/chrisgdt/DELBOT-Mouse, MIT licence
 */
export function delbotCircles(dataFolder: string): Session[] {
  const folder = join(dataFolder, "delbot_circles");
  const origins = new Map<string, { source: string; program: boolean }>();
  for (const { traj_id = "", source = "", label } of csvRows(join(folder, "index.csv.gz"))) {
    origins.set(traj_id, { source: `delbot-${source.replace("circles_", "")}`, program: label === "bot" });
  }
  const aggregates = new Map<string, ReturnType<typeof createPointerAggregate>>();
  for (const { traj_id = "", type, t_ms, x, y } of csvRows(join(folder, "trajectories.csv.gz"))) {
    if (type !== "Move") continue;
    let aggregate = aggregates.get(traj_id);
    if (aggregate === undefined) {
      aggregate = createPointerAggregate();
      aggregates.set(traj_id, aggregate);
    }
    aggregate.move(Number(t_ms), Math.round(Number(x)), Math.round(Number(y)));
  }
  return [...aggregates].flatMap(([id, aggregate]): Session[] => {
    const origin = origins.get(id);
    const pointer = aggregate.read();
    return origin === undefined || pointer === undefined
      ? []
      : [{ part: "movement", run: id, ...origin, observed: { pointer } }];
  });
}
