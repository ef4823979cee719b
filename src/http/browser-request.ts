import type { BrowserRequest } from "../domain/signals/edge/browser-facts.ts";
import { botScoreOf, readEdge } from "../domain/signals/edge/read-edge.ts";
import type { HttpContext } from "./env.ts";

/**
 * What the edge saw of a browser that calls. Never ask it of a shop's call, which says nothing of the buyer. Without TLS, as on a
 * developer's machine, what stands for the connection is made up by the runtime.
 */
export function browserRequest({ req }: HttpContext): BrowserRequest {
  const cf = req.url.startsWith("https:") ? { ...req.raw.cf } : {};
  return { facts: readEdge({ header: (name) => req.header(name), cf }), botScore: botScoreOf(cf) };
}
