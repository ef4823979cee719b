import { measureDrift } from "../../app/drift.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import type { ModelView } from "../../console/pages/model.tsx";
import { renderModel } from "../../console/pages/model.tsx";
import { listedSales } from "../../platform/sales/sale-list.ts";
import { depsOf } from "../deps.ts";
import { inUtc } from "../moment-field.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const modelPage: Page = { section: "model", path: "/model", roles: ANY_ROLE, show: showModel };

/** The models that score, and how far recorded checkouts have moved, for the times that the address names. */
async function showModel({ c, frame }: PageCall): Promise<Response> {
  const asked: ModelView["asked"] = c.req.query();
  const [drift, sales] = await Promise.all([
    measureDrift(depsOf(c), {
      ...asked,
      from: inUtc(asked.from),
      to: inUtc(asked.to),
      referenceFrom: inUtc(asked.referenceFrom),
      referenceTo: inUtc(asked.referenceTo),
    }),
    listedSales(c.env.DB),
  ]);
  if (!drift.ok) return await problemPageResponse(c, drift.error);
  const view = { drift: drift.value, asked, sales: sales.map(({ saleId, title }) => ({ saleId, title })) };
  return await c.html(renderModel(view, frame()));
}
