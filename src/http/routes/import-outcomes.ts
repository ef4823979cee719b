import { OUTCOMES_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { addOutcomes, findOutcome, knownDecisions } from "../../platform/outcomes.ts";
import { importOutcomesAnswer, importOutcomesBody } from "../../wire/outcome.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { authenticateOutcomeSource, KEY_REUSED, outcomeCall } from "../rules/outcome-source.ts";

export const importOutcomesRoute: Route = {
  method: "post",
  path: "/v1/outcomes",
  operationId: "importOutcomes",
  summary: "Say what became of many decisions at once",
  description:
    "What is known of each is recorded; decisions that are not in the archive, or of another shop, are listed and left out. `npm run rules outcomes` sends a file of lines.",
  tag: "Shop",
  caller: "shop or staff",
  keyed: true,
  body: importOutcomesBody,
  answer: importOutcomesAnswer,
  bodyBytesMax: OUTCOMES_BYTES_MAX,
  problems: [],
  handle: async (c) => {
    const imported = await importOutcomes(c);
    return imported.ok ? jsonResponse(imported.value) : problemResponse(c, imported.error);
  },
};

type Imported = { readonly recorded: number; readonly unknown: readonly string[] };

async function importOutcomes(c: HttpContext): Promise<Result<Imported, Problem>> {
  const source = await authenticateOutcomeSource(c);
  if (!source.ok) return source;
  const body = await readBody(c, importOutcomesBody, OUTCOMES_BYTES_MAX);
  if (!body.ok) return body;
  const { outcomes } = body.value.value;
  const nowMs = Date.now();
  const late = outcomes.findIndex(({ at }) => Date.parse(at) > nowMs);
  if (late !== -1) return err(invalid([{ pointer: `/outcomes/${late}/at`, detail: "is in the future" }]));
  const { call, fingerprint } = outcomeCall(c, source.value, body.value.json);
  const { reader } = source.value;
  const shop = reader === "staff" ? undefined : reader.shop;
  const ids = [...new Set(outcomes.map(({ decisionId }) => decisionId))];
  const known = await knownDecisions(c.env.DB, ids, shop);
  const rows = outcomes
    .filter(({ decisionId }) => known.has(decisionId))
    .map(({ decisionId, outcome, at }, index) => ({
      call: index === 0 ? call : `${call}/${index}`,
      fingerprint,
      decisionId,
      kind: outcome,
      atMs: Date.parse(at),
      source: source.value.source,
    }));
  const earlier = await findOutcome(c.env.DB, call);
  if (earlier !== undefined && earlier.fingerprint !== fingerprint) return KEY_REUSED;
  await addOutcomes(c.env.DB, rows, nowMs);
  return ok({ recorded: rows.length, unknown: ids.filter((id) => !known.has(id)) });
}
