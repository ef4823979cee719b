import { TRUST_ROLES } from "../../app/roles.ts";
import { callSale } from "../../app/sale-call.ts";
import { renderSale } from "../../console/pages/sale.tsx";
import type { LiveSale } from "../../console/view-models/sale.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { phaseOf } from "../../domain/sale/record.ts";
import type { WatchedSale } from "../../objects/sale.object.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import { frameOf, problemPageResponse, staffOrPage } from "./staff-page.ts";

/** One sale as it happens. */
export async function showSale(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const watched = await watch(c);
  if (!watched.ok) return await problemPageResponse(c, watched.error);
  const { view, recent } = watched.value;
  const { saleId, definition } = view.sale;
  const page = renderSale(
    {
      saleId,
      title: definition.title,
      phase: phaseOf(view.sale, view.stock, Date.now()),
      opensAtMs: definition.opensAtMs,
      closesAtMs: definition.closesAtMs,
      live: liveOf(watched.value),
      recent,
      mayPause: TRUST_ROLES.includes(staff.role),
    },
    frameOf(c, staff, { saleId, title: definition.title }),
  );
  return await c.html(page);
}

/** What the page of a sale asks for every second. */
export async function liveSale(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const watched = await watch(c);
  return watched.ok ? jsonResponse(liveOf(watched.value)) : problemResponse(c, watched.error);
}

async function watch(c: HttpContext): Promise<Result<WatchedSale, Problem>> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const called = await callSale(depsOf(c), saleId, async (sale) => await sale.watch());
  if (!called.ok) return called;
  return called.value === undefined ? err(problemOf({ kind: "sale-unknown" })) : ok(called.value);
}

function liveOf({ ledger, series, reasons }: WatchedSale): LiveSale {
  return { ledger, series, reasons, serverTimeMs: Date.now() };
}
