import { exportedDecisions } from "../../app/export-decisions.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { REPLAY_DECISIONS_MAX } from "../../domain/limits.ts";
import { recordedDecisionLine } from "../../wire/outcome.ts";
import { depsOf } from "../deps.ts";
import { problemResponse, streamResponse } from "../respond.ts";
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
  roles: ANY_ROLE,
  answer: recordedDecisionLine,
  answersLines: true,
  problems: ["sale-unknown"],
  handle: async ({ c, reader }) => {
    const asked = { saleId: c.req.param("saleId") ?? "", cursor: c.req.query("cursor") };
    const lines = exportedDecisions(depsOf(c), reader, asked);
    if (!lines.ok) return problemResponse(c, lines.error);
    return await streamResponse(lines.value, { "Content-Type": "application/x-ndjson" });
  },
};
