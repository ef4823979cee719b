import { stringify } from "yaml";
import { callPolicy } from "../../app/policy-call.ts";
import { knownPolicy, livePolicy } from "../../app/publish-policy.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { evenSeries } from "../../console/charts/even-series.ts";
import { renderRule } from "../../console/pages/rule.tsx";
import { renderRules } from "../../console/pages/rules.tsx";
import { RULES_ORDERS, type RulesFilter, rulesPageView } from "../../console/view-models/rules.ts";
import { activitySpan, decisionsMatchedBy, ruleActivity, ruleMinutes } from "../../platform/policy/rule-activity.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { rowOf } from "./decisions-page.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const rulesPage: Page = { section: "rules", path: "/rules", roles: TRUST_ROLES, show: showRules };
export const rulePage: Page = { section: "rules", path: "/rules/:ruleId", roles: TRUST_ROLES, show: showRule };

/** Columns of a rule's text; long sentences are folded. */
const TEXT_WIDTH = 110;

/** The live policy and what it did. */
async function showRules({ c, frame }: PageCall): Promise<Response> {
  const read = await callPolicy(depsOf(c), (policy) => policy.overview());
  if (!read.ok) return await problemPageResponse(c, read.error);
  const overview = read.value;
  const [live, activity, span] = await Promise.all([
    knownPolicy(depsOf(c), overview.liveHash),
    ruleActivity(c.env.DB),
    activitySpan(c.env.DB),
  ]);
  if (!live.ok) return await problemPageResponse(c, live.error);
  const filter = filterOf(c, Object.keys(live.value.policy.packs));
  return await c.html(renderRules(rulesPageView(live.value, overview, { activity, span }, filter), frame()));
}

/** What is no pack narrows nothing. */
function filterOf(c: HttpContext, packs: readonly string[]): RulesFilter {
  return {
    pack: packs.find((name) => name === c.req.query("pack")),
    order: RULES_ORDERS.find((order) => order === c.req.query("order")) ?? "id",
  };
}

/** One rule of the live policy. */
async function showRule({ c, frame }: PageCall): Promise<Response> {
  const live = await livePolicy(depsOf(c));
  if (!live.ok) return await problemPageResponse(c, live.error);
  const id = c.req.param("ruleId") ?? "";
  const rule = live.value.rules.find((each) => each.id === id);
  if (rule === undefined) {
    return await problemPageResponse(c, { slug: "not-found", detail: `The live policy has no rule ${id}.` });
  }
  const history = await callPolicy(depsOf(c), async (policy) => await policy.ruleHistory(id));
  if (!history.ok) return await problemPageResponse(c, history.error);
  const [span, minutes, matched] = await Promise.all([
    activitySpan(c.env.DB),
    ruleMinutes(c.env.DB, id),
    decisionsMatchedBy(c.env.DB, id),
  ]);
  const activity = { span, series: evenSeries(minutes, minutes.at(-1)?.atMs ?? 0) };
  const text = stringify(rule, { lineWidth: TEXT_WIDTH });
  return await c.html(
    renderRule({ rule, text, activity, matched: matched.map(rowOf), history: history.value }, frame()),
  );
}
