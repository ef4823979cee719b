import { changeRedraw } from "../../app/draw/change-redraw.ts";
import { watchDraw } from "../../app/draw/watch-draw.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { type RedrawView, renderDraw } from "../../console/pages/draw.tsx";
import { ok } from "../../domain/result.ts";
import { phaseOf } from "../../domain/sale/record.ts";
import type { Redrawing } from "../../objects/draw.state.ts";
import { depsOf } from "../deps.ts";
import type { FormAnswer, Page, PageCall, ReasonedCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const drawPage: Page = {
  section: "sales",
  path: "/sales/:saleId/draw",
  roles: ANY_ROLE,
  show: showDraw,
  forms: [
    { path: "/sales/:saleId/redraw/:step{ask|confirm|drop}", roles: TRUST_ROLES, asksWhy: true, act: redrawFromForm },
  ],
};

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
      mayAct: TRUST_ROLES.includes(staff.role),
      stage: draw.stage,
      nextAtMs: draw.nextAtMs,
      drawAtMs: Date.parse(draw.charter.body.drawAt),
      round: draw.round,
      steps,
      commitment: draw.commitment?.body,
      called: draw.called,
      late: draw.late,
      progress,
      redraw: redrawOf(draw.redrawing, staff.sub),
      taken: sale.ledger.held + sale.ledger.sold,
    },
    frame({ saleId, title: definition.title }),
  );
  return await c.html(page);
}

function redrawOf(redrawing: Redrawing | undefined, sub: string): RedrawView | undefined {
  if (redrawing?.phase !== "asked") return redrawing && { step: "stated", ...redrawing };
  return { step: "asked", by: redrawing.by.email, isOwn: redrawing.by.sub === sub };
}

async function redrawFromForm({ c, staff, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const step = c.req.param("step");
  const kind = step === "confirm" || step === "drop" ? step : "ask";
  const done = await changeRedraw(depsOf(c), staff, { saleId, kind, reason: why });
  return done.ok ? ok(c.redirect(`/console/sales/${saleId}/draw`, 303)) : done;
}
