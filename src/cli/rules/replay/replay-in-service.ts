import type { PolicyFiles } from "../../../domain/rules/read-policy.ts";
import { replayRulesAnswer } from "../../../wire/rules.ts";
import { callService, type Service } from "../../shared/service.ts";

/** Has the running service replay its latest decisions under a policy of these files and under the live one. */
export async function replayInService(service: Service, files: PolicyFiles, saleId: string | undefined) {
  const answer = await callService(service, "/v1/rules/replay", { files, saleId });
  const { policies, cursor: _more, ...report } = replayRulesAnswer.parse(await answer.json());
  return { policies, report };
}
