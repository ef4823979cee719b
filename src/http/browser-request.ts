import type { BrowserRequest } from "../domain/signals/edge/browser-facts.ts";
import { botScoreOf, readEdge } from "../domain/signals/edge/read-edge.ts";
import type { HttpContext } from "./env.ts";

/** What the edge saw of a browser that calls. Never ask it of a shop's call, which says nothing of the buyer. */
export function browserRequest({ req }: HttpContext): BrowserRequest {
  const cf = { ...req.raw.cf };
  return { facts: readEdge({ header: (name) => req.header(name), cf }), botScore: botScoreOf(cf) };
}
