import { ANY_ROLE } from "../../app/roles.ts";
import { saleReadiness } from "../../app/sale/sale-readiness.ts";
import { renderChecklist } from "../../console/pages/checklist.tsx";
import { readinessItems } from "../../console/view-models/readiness.ts";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const checklistPage: Page = {
  section: "sales",
  path: "/sales/:saleId/checklist",
  roles: ANY_ROLE,
  show: showChecklist,
};

/** What to look at before a sale opens. */
async function showChecklist({ c, frame }: PageCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  const readiness = await saleReadiness(depsOf(c), saleId);
  if (!readiness.ok) return await problemPageResponse(c, readiness.error);
  const { title, facts } = readiness.value;
  return await c.html(renderChecklist({ saleId, title, items: readinessItems(facts) }, frame({ saleId, title })));
}
