import { recordOutcomes } from "../../app/record-outcomes.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { OUTCOMES_BYTES_MAX } from "../../domain/limits.ts";
import { importOutcomesAnswer, importOutcomesBody } from "../../wire/outcome.ts";
import { depsOf } from "../deps.ts";
import { readBody } from "../read-body.ts";
import { repeatedCall } from "../repeated-call.ts";
import { problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

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
  handle: async ({ c, reader, source }) => {
    const body = await readBody(c, importOutcomesBody, OUTCOMES_BYTES_MAX);
    if (!body.ok) return problemResponse(c, body.error);
    const call = repeatedCall(c, { source, body: body.value.json });
    if (!call.ok) return problemResponse(c, call.error);
    return resultResponse(
      c,
      await recordOutcomes(depsOf(c), { reader, source, ...call.value }, body.value.value.outcomes),
    );
  },
};
