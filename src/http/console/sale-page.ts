import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { pauseSale } from "../../app/sale/pause-sale.ts";
import { pinPressureOf } from "../../app/sale/pin-pressure.ts";
import { watchSale } from "../../app/sale/watch-sale.ts";
import { renderSale } from "../../console/pages/sale.tsx";
import { pressureWords } from "../../console/view-models/pressure.ts";
import type { LiveSale } from "../../console/view-models/sale.ts";
import { reasonTitle } from "../../console/words/reason-title.ts";
import { PRESSURE_LEVELS } from "../../domain/pressure/level.ts";
import { err, ok } from "../../domain/result.ts";
import { phaseOf } from "../../domain/sale/record.ts";
import { text } from "../../domain/text.ts";
import type { WatchedSale } from "../../objects/sale.live.ts";
import { livePolicyHash } from "../../platform/policy/live-policy-hash.ts";
import { rulesOfPolicy } from "../../platform/policy/policy-documents.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import { textField } from "../text-field.ts";
import { type FormAnswer, NOT_OUR_FORM, type Page, type PageCall, type ReasonedCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const salePage: Page = {
  section: "sales",
  path: "/sales/:saleId",
  roles: ANY_ROLE,
  show: showSale,
  forms: [
    { path: "/sales/:saleId/:action{pause|resume}", roles: TRUST_ROLES, asksWhy: true, act: pauseFromForm },
    { path: "/sales/:saleId/pressure", roles: TRUST_ROLES, asksWhy: true, act: pinFromForm },
  ],
};
/** What the page of a sale asks for every second. */
export const liveSalePage: Page = {
  section: "sales",
  path: "/sales/:saleId/live.json",
  roles: ANY_ROLE,
  show: liveSale,
};

/** One sale as it happens. */
async function showSale({ c, staff, frame }: PageCall): Promise<Response> {
  const watched = await watchSale(depsOf(c), c.req.param("saleId") ?? "");
  if (!watched.ok) return await problemPageResponse(c, watched.error);
  const { view, recent } = watched.value;
  const { saleId, definition } = view.sale;
  const page = renderSale(
    {
      saleId,
      title: definition.title,
      isTest: definition.test === true,
      campaignId: definition.campaignId,
      isDrawn: definition.draw !== undefined,
      isByInvite: definition.registration?.invite === "required",
      opensAtMs: definition.opensAtMs,
      closesAtMs: definition.closesAtMs,
      pauseReason: view.sale.pauseReason,
      loosened: view.sale.loosened ?? [],
      live: await liveOf(c, watched.value),
      recent,
      mayManage: TRUST_ROLES.includes(staff.role),
    },
    frame({ saleId, title: definition.title }),
  );
  return await c.html(page);
}

async function pauseFromForm({ c, staff, form, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const action = c.req.param("action") === "resume" ? "resume" : "pause";
  const told = textField(form, "told")?.trim();
  if (told !== undefined && !text.safeParse(told).success) return err(NOT_OUR_FORM);
  const done = await pauseSale(depsOf(c), staff, { saleId, action, reason: why, told });
  return done.ok ? ok(c.redirect(`/console/sales/${saleId}`, 303)) : done;
}

async function pinFromForm({ c, staff, form, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const wanted = textField(form, "level");
  const level = PRESSURE_LEVELS.find((each) => each === wanted);
  if (level === undefined && wanted !== "measured") return err(NOT_OUR_FORM);
  const done = await pinPressureOf(depsOf(c), staff, { saleId, level, reason: why });
  return done.ok ? ok(c.redirect(`/console/sales/${saleId}`, 303)) : done;
}

async function liveSale({ c }: PageCall): Promise<Response> {
  const watched = await watchSale(depsOf(c), c.req.param("saleId") ?? "");
  return watched.ok ? jsonResponse(await liveOf(c, watched.value)) : problemResponse(c, watched.error);
}

async function liveOf(c: HttpContext, { view, ledger, pressure, series, reasons }: WatchedSale): Promise<LiveSale> {
  const serverTimeMs = Date.now();
  const phase = phaseOf(view.sale, view.stock, serverTimeMs);
  const policyHash = await livePolicyHash(c.env);
  const rules = policyHash === undefined ? [] : await rulesOfPolicy(c.env, policyHash);
  return {
    ledger,
    pressure: pressureWords(pressure),
    phase,
    series,
    seriesUntilMs: phase === "closed" ? (series.at(-1)?.atMs ?? 0) : serverTimeMs,
    reasons: reasons.map(({ code, count }) => ({ code, title: reasonTitle(code, rules), count })),
    serverTimeMs,
  };
}
