import { changeRedraw } from "../../app/draw/change-redraw.ts";
import { decideEntries } from "../../app/draw/decide-entries.ts";
import { watchDraw } from "../../app/draw/watch-draw.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import type { WaitingEntriesView } from "../../console/components/waiting-entries.tsx";
import { type RedrawView, renderDraw } from "../../console/pages/draw.tsx";
import { reasonTitle } from "../../console/words/reason-title.ts";
import { err, ok } from "../../domain/result.ts";
import { phaseOf } from "../../domain/sale/record.ts";
import type { WaitingEntries as Waiting } from "../../objects/draw.reviews.ts";
import type { Redrawing } from "../../objects/draw.state.ts";
import { rulesOfPolicy } from "../../platform/policy/policy-documents.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { type FormAnswer, NOT_OUR_FORM, type Page, type PageCall, type ReasonedCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const drawPage: Page = {
  section: "sales",
  path: "/sales/:saleId/draw",
  roles: ANY_ROLE,
  show: showDraw,
  forms: [
    { path: "/sales/:saleId/redraw/:step{ask|confirm|drop}", roles: TRUST_ROLES, asksWhy: true, act: redrawFromForm },
    { path: "/sales/:saleId/entries", roles: TRUST_ROLES, asksWhy: true, act: decideFromForm },
  ],
};

/** Registrations, draw and turns of one sale. Pausing stands here, too: it is the page that is open when something goes wrong. */
async function showDraw({ c, staff, frame }: PageCall): Promise<Response> {
  const watched = await watchDraw(depsOf(c), c.req.param("saleId") ?? "");
  if (!watched.ok) return await problemPageResponse(c, watched.error);
  const { watched: sale, draw, waiting, progress, steps } = watched.value;
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
      waiting: waiting && (await waitingView(c, waiting)),
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

async function waitingView(c: HttpContext, { policyHash, first, ...waiting }: Waiting): Promise<WaitingEntriesView> {
  const rules = await rulesOfPolicy(c.env, policyHash);
  const rows = first.map(({ because, ...row }) => ({
    ...row,
    because: because.map((code) => reasonTitle(code, rules)),
  }));
  return { ...waiting, first: rows };
}

/** Decides the entries that were ticked, by the button that was pressed. */
async function decideFromForm({ c, staff, form, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const decision = form.get("decision");
  if (decision !== "keep" && decision !== "exclude") return err(NOT_OUR_FORM);
  const entries = form.getAll("entry").filter((entry) => typeof entry === "string");
  const done = await decideEntries(depsOf(c), staff, { saleId, entries, isExcluded: decision === "exclude", why });
  return done.ok ? ok(c.redirect(`/console/sales/${saleId}/draw`, 303)) : done;
}

async function redrawFromForm({ c, staff, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const step = c.req.param("step");
  const kind = step === "confirm" || step === "drop" ? step : "ask";
  const done = await changeRedraw(depsOf(c), staff, { saleId, kind, reason: why });
  return done.ok ? ok(c.redirect(`/console/sales/${saleId}/draw`, 303)) : done;
}
