import { isSaleId } from "../../domain/ids.ts";
import { REPLAY_DECISIONS_MAX } from "../../domain/limits.ts";
import { utf8 } from "../../domain/utf8.ts";
import { recordedLines } from "../../platform/recorded-decisions.ts";
import { recordedDecisionLine } from "../../wire/outcome.ts";
import { problemOf } from "../../wire/problem.ts";
import { authenticateReader } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const exportDecisionsRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/decisions",
  operationId: "exportDecisions",
  summary: "Decisions of a sale for replay, newest first: NDJSON of { record, outcomes }",
  description: `At most ${REPLAY_DECISIONS_MAX.toLocaleString("en")} lines a call. The last line of a call that may go on is { "next": "<cursor>" }: pass it as \`?cursor=\`. The archive that this reads is about a second behind.`,
  query: [{ name: "cursor", description: "Where an earlier call said to go on." }],
  tag: "Shop",
  caller: "shop or staff",
  answer: recordedDecisionLine,
  answersLines: true,
  problems: ["sale-unknown"],
  handle: exportDecisions,
};

async function exportDecisions(c: HttpContext): Promise<Response> {
  const reader = await authenticateReader(c);
  if (!reader.ok) return problemResponse(c, reader.error);
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const shop = reader.value === "staff" ? undefined : reader.value.shop;
  const lines = recordedLines(c.env.DB, { saleId, shop, cursor: c.req.query("cursor") });
  let count = 0;
  let cursor = "";
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await lines.next();
      if (next.done !== true) {
        count += 1;
        cursor = next.value.cursor;
        controller.enqueue(utf8(`${next.value.line}\n`));
        return;
      }
      if (count === REPLAY_DECISIONS_MAX) controller.enqueue(utf8(`${JSON.stringify({ next: cursor })}\n`));
      controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" } });
}
