import { listInvites } from "../../app/invite/list-invites.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { watchSale } from "../../app/sale/watch-sale.ts";
import { renderInvites } from "../../console/pages/invites.tsx";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const invitesPage: Page = {
  section: "sales",
  path: "/sales/:saleId/invites",
  roles: ANY_ROLE,
  show: showInvites,
};

async function showInvites({ c, frame }: PageCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  const sale = await watchSale(depsOf(c), saleId);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const cursor = c.req.query("cursor") ?? "";
  const listed = await listInvites(depsOf(c), saleId, cursor);
  if (!listed.ok) return await problemPageResponse(c, listed.error);
  const { title } = sale.value.view.sale.definition;
  return await c.html(renderInvites({ saleId, ...listed.value, isLater: cursor !== "" }, frame({ saleId, title })));
}
