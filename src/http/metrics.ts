import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readMetrics } from "../app/read-metrics.ts";
import { openMetricsText } from "../domain/metrics.ts";
import { utf8 } from "../domain/utf8.ts";
import { bearerOf } from "./credentials.ts";
import { depsOf } from "./deps.ts";
import type { HttpContext } from "./env.ts";
import { problemResponse } from "./respond.ts";

const TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/** Figures for alarms, for whoever has the key of the settings; without a key in the settings there is no such address. */
export async function metrics(c: HttpContext): Promise<Response> {
  const { metricsKeyHashes } = c.get("config");
  if (metricsKeyHashes.length === 0)
    return problemResponse(c, { slug: "not-found", detail: "See /docs for what there is." });
  const key = bearerOf(c.req.header("authorization"));
  // Hashes are compared: how long that takes tells nothing of the key.
  if (key === undefined || !metricsKeyHashes.includes(bytesToHex(sha256(utf8(key))))) {
    return problemResponse(c, { slug: "unauthorized", detail: "Send Authorization: Bearer <metrics key>." });
  }
  return new Response(openMetricsText(await readMetrics(depsOf(c))), {
    headers: { "Content-Type": TYPE, "Cache-Control": "no-store" },
  });
}
