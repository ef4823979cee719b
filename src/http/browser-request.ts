import type { BrowserRequest } from "../domain/signals/edge/browser-facts.ts";
import { botScoreOf, readEdge } from "../domain/signals/edge/read-edge.ts";
import { signedAgent } from "../platform/callers/signed-agent.ts";
import type { HttpContext } from "./env.ts";

/**
 * What the edge saw of a browser that calls. Never ask it of a shop's call, which says nothing of the buyer. Without TLS, as on a
 * developer's machine, what stands for the connection is made up by the runtime.
 */
export async function browserRequest(c: HttpContext, nowMs: number): Promise<BrowserRequest> {
  const { req } = c;
  const cf = req.url.startsWith("https:") ? { ...req.raw.cf } : {};
  const facts = readEdge({ header: (name) => req.header(name), cf });
  const agent = await signedAgent(c.get("config"), req.raw, nowMs);
  return { facts: { ...facts, agent }, botScore: botScoreOf(cf) };
}
