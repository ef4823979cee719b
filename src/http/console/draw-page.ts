import { watchDraw } from "../../app/draw/watch-draw.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { renderDraw } from "../../console/pages/draw.tsx";
import { phaseOf } from "../../domain/sale/record.ts";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const drawPage: Page = { section: "sales", path: "/sales/:saleId/draw", roles: ANY_ROLE, show: showDraw };

/** Registrations, draw and turns of one sale. Pausing stands here, too: it is the page that is open when something goes wrong. */
async function showDraw({ c, staff, frame }: PageCall): Promise<Response> {
  const watched = await watchDraw(depsOf(c), c.req.param("saleId") ?? "");
  if (!watched.ok) return await problemPageResponse(c, watched.error);
  const { watched: sale, draw, progress, steps } = watched.value;
  const { saleId, definition } = sale.view.sale;
  const page = renderDraw(
    {
      saleId,
      title: definition.title,
      phase: phaseOf(sale.view.sale, sale.view.stock, Date.now()),
      mayPause: TRUST_ROLES.includes(staff.role),
      stage: draw.stage,
      nextAtMs: draw.nextAtMs,
      drawAtMs: Date.parse(draw.charter.body.drawAt),
      round: draw.round,
      steps,
      commitment: draw.commitment?.body,
      called: draw.called,
      progress,
      taken: sale.ledger.held + sale.ledger.sold,
    },
    frame({ saleId, title: definition.title }),
  );
  return await c.html(page);
}
