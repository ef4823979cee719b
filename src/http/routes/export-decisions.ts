import { ANY_ROLE } from "../../app/roles.ts";
import { isSaleId } from "../../domain/ids.ts";
import { REPLAY_DECISIONS_MAX } from "../../domain/limits.ts";
import { type RecordedLine, recordedLines } from "../../platform/decisions/recorded-decisions.ts";
import { recordedDecisionLine } from "../../wire/outcome.ts";
import { problemOf } from "../../wire/problem.ts";
import { problemResponse, streamResponse } from "../respond.ts";
import type { Route, ShopOrStaffCall } from "../route.ts";

export const exportDecisionsRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/decisions",
  operationId: "exportDecisions",
  summary: "Decisions of a sale for replay, newest first: NDJSON of { record, outcomes }",
  description: `At most ${REPLAY_DECISIONS_MAX.toLocaleString("en")} lines a call. The last line of a call that may go on is { "next": "<cursor>" }: pass it as \`?cursor=\`. The archive that this reads is about a second behind.`,
  query: [{ name: "cursor", description: "Where an earlier call said to go on." }],
  tag: "Shop",
  caller: "shop or staff",
  roles: ANY_ROLE,
  answer: recordedDecisionLine,
  answersLines: true,
  problems: ["sale-unknown"],
  handle: exportDecisions,
};

async function exportDecisions({ c, reader }: ShopOrStaffCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const shop = reader === "staff" ? undefined : reader.shop;
  const lines = recordedLines(c.env.DB, { saleId, shop, cursor: c.req.query("cursor") });
  return await streamResponse(exportedText(lines), { "Content-Type": "application/x-ndjson" });
}

async function* exportedText(lines: AsyncIterable<RecordedLine>): AsyncGenerator<string> {
  let count = 0;
  let next = "";
  for await (const { line, cursor } of lines) {
    count += 1;
    next = cursor;
    yield `${line}\n`;
  }
  if (count === REPLAY_DECISIONS_MAX) yield `${JSON.stringify({ next })}\n`;
}
