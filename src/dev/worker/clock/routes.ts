import { Hono } from "hono";
import * as z from "zod";
import type { Service } from "../env.ts";

/** The clock of the development Worker, which goes with that of Firsthand. */
export type DevClock = { readonly now: () => number; readonly move: (byMs: number) => void };

export function createClock(): DevClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    move: (byMs) => {
      aheadMs += byMs;
    },
  };
}

/** So far at once; a draw or a hold has no step that is further away. */
const SECONDS_MAX = 31 * 86_400;
const advance = z.strictObject({ advanceSeconds: z.int().min(1).max(SECONDS_MAX) });

const NOT_MOVABLE = "This clock goes with the machine's. npm start -- --clock starts one that can be advanced.\n";

/** Says the time, and moves it forward where the composition was started with a clock that can be moved. */
export function createClockRoutes({
  firsthand,
  clock,
}: {
  readonly firsthand: Service;
  readonly clock: DevClock;
}): Hono {
  const routes = new Hono();
  const said = () => ({ now: new Date(clock.now()).toISOString() });
  routes.get("/", (c) => c.json(said()));
  routes.post("/", async (c) => {
    const asked = advance.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.text(`{ "advanceSeconds": 1 to ${SECONDS_MAX} }\n`, 400);
    const byMs = asked.data.advanceSeconds * 1000;
    // First its own: Firsthand may ask for a round of the beacon at once.
    clock.move(byMs);
    const moved = await firsthand.fetch(new Request(c.req.url, { method: "POST", body: JSON.stringify({ byMs }) }));
    if (moved.ok) return c.json(said());
    clock.move(-byMs);
    return c.text(NOT_MOVABLE, 409);
  });
  return routes;
}
