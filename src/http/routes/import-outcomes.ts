import { TRUST_ROLES } from "../../app/roles.ts";
import { OUTCOMES_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { addOutcomes, findOutcome, knownDecisions } from "../../platform/outcomes.ts";
import { importOutcomesAnswer, importOutcomesBody } from "../../wire/outcome.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { idempotencyKey } from "../idempotency.ts";
import { readBody } from "../read-body.ts";
import { resultResponse } from "../respond.ts";
import type { Route, ShopOrStaffCall } from "../route.ts";
import { KEY_REUSED, repeatedCall } from "../rules/repeated-call.ts";

export const importOutcomesRoute: Route = {
  method: "post",
  path: "/v1/outcomes",
  operationId: "importOutcomes",
  summary: "Say what became of many decisions at once",
  description:
    "What is known of each is recorded; decisions that are not in the archive, or of another shop, are listed and left out. `npm run rules outcomes` sends a file of lines.",
  tag: "Shop",
  caller: "shop or staff",
  roles: TRUST_ROLES,
  keyed: true,
  body: importOutcomesBody,
  answer: importOutcomesAnswer,
  bodyBytesMax: OUTCOMES_BYTES_MAX,
  problems: [],
  handle: async (call) => resultResponse(call.c, await importOutcomes(call)),
};

type Imported = { readonly recorded: number; readonly unknown: readonly string[] };

async function importOutcomes({ c, reader, source }: ShopOrStaffCall): Promise<Result<Imported, Problem>> {
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, importOutcomesBody, OUTCOMES_BYTES_MAX);
  if (!body.ok) return body;
  const { outcomes } = body.value.value;
  const nowMs = Date.now();
  const late = outcomes.findIndex(({ at }) => Date.parse(at) > nowMs);
  if (late !== -1) return err(invalid([{ pointer: `/outcomes/${late}/at`, detail: "is in the future" }]));
  const { call, fingerprint } = repeatedCall(c, { source, key: key.value, body: body.value.json });
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
      source,
    }));
  const earlier = await findOutcome(c.env.DB, call);
  if (earlier !== undefined && earlier.fingerprint !== fingerprint) return KEY_REUSED;
  await addOutcomes(c.env.DB, rows, nowMs);
  return ok({ recorded: rows.length, unknown: ids.filter((id) => !known.has(id)) });
}
