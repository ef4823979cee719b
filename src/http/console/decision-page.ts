import { findDecision, resolvedDecision } from "../../app/find-decision.ts";
import { type ChangedPolicy, livePolicy } from "../../app/publish-policy.ts";
import { listsFor, putOnList } from "../../app/put-on-list.ts";
import { recordOutcome } from "../../app/record-outcomes.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { LABEL_KINDS } from "../../console/components/outcome-panel.tsx";
import { renderDecision } from "../../console/pages/decision.tsx";
import { decisionPage } from "../../console/view-models/decision.ts";
import { dayOf } from "../../domain/day.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { usualRanges } from "../../domain/scoring/usual-ranges.ts";
import { outcomesOf } from "../../platform/decisions/outcomes.ts";
import { liveModel } from "../../platform/model/model-source.ts";
import { rulesOfPolicy } from "../../platform/policy/policy-documents.ts";
import { casesOfCheckout } from "../../resellers/store/purchases.ts";
import { decisionDocument } from "../../wire/decision.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import { repeatedPress } from "../repeated-call.ts";
import { textField } from "../text-field.ts";
import {
  type FormAnswer,
  type FormCall,
  leadTo,
  NOT_OUR_FORM,
  type Page,
  type PageCall,
  type ReasonedCall,
} from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const decisionRecordPage: Page = {
  section: "decisions",
  path: "/decisions/:decisionId",
  roles: ANY_ROLE,
  show: showDecision,
  forms: [
    { path: "/decisions/:decisionId/label", roles: TRUST_ROLES, act: labelFromForm },
    {
      path: "/decisions/:decisionId/list",
      roles: TRUST_ROLES,
      asksWhy: true,
      act: leadTo(
        ({ form }, { status }) => (status === "live" ? `/console/lists/${textField(form, "list")}` : "/console/rules"),
        listFromForm,
      ),
    },
  ],
};

/** How long an entry counts where nobody chooses: long enough to look into it, short enough to be looked at again. */
const LISTED_MS = 90 * 24 * 3_600_000;

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
  const maySay = TRUST_ROLES.includes(staff.role);
  const labels = maySay ? LABEL_KINDS.map((kind) => ({ kind, pressKey: crypto.randomUUID() })) : [];
  const live = maySay ? await livePolicy(depsOf(c)) : undefined;
  const expires = dayOf(depsOf(c).nowMs + LISTED_MS);
  const listing = live?.ok ? { lists: listsFor(live.value, keys), expires } : undefined;
  return await c.html(renderDecision(view, frame(), { cases, outcomes, labels, listing }));
}

/** Publishes a list with what the checkout came with. */
async function listFromForm({ c, staff, form, why }: ReasonedCall): Promise<Result<ChangedPolicy, Problem>> {
  const [list, expires] = [textField(form, "list"), textField(form, "expires")];
  if (list === undefined || expires === undefined) return err(NOT_OUR_FORM);
  const decisionId = c.req.param("decisionId") ?? "";
  return await putOnList(depsOf(c), staff, { decisionId, list, expires, why });
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
