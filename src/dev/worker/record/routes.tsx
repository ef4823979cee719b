import { Hono } from "hono";
import type { Service } from "../env.ts";
import { renderRecord } from "./record-page.tsx";
import { readRecording } from "./recording.ts";

type RecordRoutesOptions = {
  /** Keeps one line for each request's body. */
  readonly recordings: Service;
  readonly saleId: string;
  readonly now: () => number;
};

/** Records honest sessions for training: only here, only with consent, and timing only. */
export function createRecordRoutes({ recordings, saleId, now }: RecordRoutesOptions): Hono {
  const routes = new Hono();

  routes.get("/", (c) => c.html(renderRecord({ saleId })));

  routes.post("/sessions", async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const recording = readRecording(body, c.req.header("User-Agent") ?? "unknown", now());
    if (recording === undefined) return c.json({ saved: false }, 400);
    const line = `${JSON.stringify(recording)}\n`;
    const kept = await recordings.fetch(new Request("http://recordings/people", { method: "POST", body: line }));
    return c.json({ saved: kept.ok }, kept.ok ? 200 : 503);
  });

  return routes;
}
