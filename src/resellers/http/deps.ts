import type { HttpContext } from "../../http/env.ts";
import { random } from "../../platform/random.ts";
import type { ResellerDeps } from "../app/deps.ts";

/** What use cases work with in this request. */
export function depsOf(c: HttpContext): ResellerDeps {
  return { db: c.env.DB, config: c.get("config"), nowMs: Date.now(), random };
}
