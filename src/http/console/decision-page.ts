import { findDecision, resolvedDecision } from "../../app/find-decision.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { renderDecision } from "../../console/pages/decision.tsx";
import { decisionPage } from "../../console/view-models/decision.ts";
import { usualRanges } from "../../domain/scoring/usual-ranges.ts";
import { liveModel } from "../../platform/model/model-source.ts";
import { rulesOfPolicy } from "../../platform/policy/policy-documents.ts";
import { casesOfCheckout } from "../../resellers/store/purchases.ts";
import { decisionDocument } from "../../wire/decision.ts";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const decisionRecordPage: Page = {
  section: "decisions",
  path: "/decisions/:decisionId",
  roles: ANY_ROLE,
  show: showDecision,
};

/** One decision, explained. */
async function showDecision({ c, frame }: PageCall): Promise<Response> {
  const decision = await findDecision(depsOf(c), "staff", c.req.param("decisionId") ?? "");
  if (!decision.ok) return await problemPageResponse(c, decision.error);
  const { policyHash } = decision.value.record;
  const resolved = await resolvedDecision(depsOf(c), decision.value.record);
  const record = decisionDocument(decision.value, await rulesOfPolicy(c.env, policyHash), resolved);
  const model = liveModel();
  const view = decisionPage({ record, usual: model === undefined ? new Map() : usualRanges(model.manifest) });
  const { decisionId, keys } = decision.value.record;
  const cases = await casesOfCheckout(c.env.DB, { decisionId, keys });
  return await c.html(renderDecision(view, frame(), cases));
}
