import { findDecision, resolvedDecision } from "../../app/find-decision.ts";
import { recordOutcome } from "../../app/record-outcomes.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { LABEL_KINDS } from "../../console/components/outcome-panel.tsx";
import { renderDecision } from "../../console/pages/decision.tsx";
import { decisionPage } from "../../console/view-models/decision.ts";
import { err, ok } from "../../domain/result.ts";
import { usualRanges } from "../../domain/scoring/usual-ranges.ts";
import { outcomesOf } from "../../platform/decisions/outcomes.ts";
import { liveModel } from "../../platform/model/model-source.ts";
import { rulesOfPolicy } from "../../platform/policy/policy-documents.ts";
import { casesOfCheckout } from "../../resellers/store/purchases.ts";
import { decisionDocument } from "../../wire/decision.ts";
import { depsOf } from "../deps.ts";
import { repeatedPress } from "../repeated-call.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const decisionRecordPage: Page = {
  section: "decisions",
  path: "/decisions/:decisionId",
  roles: ANY_ROLE,
  show: showDecision,
  forms: [{ path: "/decisions/:decisionId/label", roles: TRUST_ROLES, act: labelFromForm }],
};

/** One decision, explained. */
async function showDecision({ c, staff, frame }: PageCall): Promise<Response> {
  const decision = await findDecision(depsOf(c), "staff", c.req.param("decisionId") ?? "");
  if (!decision.ok) return await problemPageResponse(c, decision.error);
  const { policyHash } = decision.value.record;
  const resolved = await resolvedDecision(depsOf(c), decision.value.record);
  const record = decisionDocument(decision.value, await rulesOfPolicy(c.env, policyHash), resolved);
  const model = liveModel();
  const view = decisionPage({ record, usual: model === undefined ? new Map() : usualRanges(model.manifest) });
  const { decisionId, keys } = decision.value.record;
  const [cases, outcomes] = await Promise.all([
    casesOfCheckout(c.env.DB, { decisionId, keys }),
    outcomesOf(c.env.DB, decisionId),
  ]);
  const mayLabel = TRUST_ROLES.includes(staff.role);
  const labels = mayLabel ? LABEL_KINDS.map((kind) => ({ kind, pressKey: crypto.randomUUID() })) : [];
  return await c.html(renderDecision(view, frame(), { cases, outcomes, labels }));
}

/** Says whose checkout it was, and leads back to it. */
async function labelFromForm({ c, staff, form }: FormCall): FormAnswer {
  const outcome = LABEL_KINDS.find((kind) => kind === form.get("outcome"));
  const source = `staff/${staff.sub}`;
  const press = repeatedPress(c, { source, form });
  if (outcome === undefined || press === undefined) return err(NOT_OUR_FORM);
  const decisionId = c.req.param("decisionId") ?? "";
  const asked = { reader: "staff", source, ...press } as const;
  const recorded = await recordOutcome(depsOf(c), asked, { decisionId, outcome });
  return recorded.ok ? ok(c.redirect(`/console/decisions/${encodeURIComponent(decisionId)}`, 303)) : recorded;
}
