import { TRUST_ROLES } from "../../app/roles.ts";
import { putSaleAsStaff } from "../../app/sale/put-as-staff.ts";
import { watchSale } from "../../app/sale/watch-sale.ts";
import { renderSaleForm } from "../../console/pages/sale-form.tsx";
import { type FormProblem, type FormTexts, readSaleForm } from "../../console/sale-form/read-sale-form.ts";
import type { SaleFormView } from "../../console/sale-form/sale-form-view.ts";
import { saleTemplate } from "../../console/sale-form/sale-template.ts";
import { writeSaleForm } from "../../console/sale-form/write-sale-form.ts";
import { isSaleId } from "../../domain/ids.ts";
import { WHY_LENGTH_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SaleRecord } from "../../domain/sale/record.ts";
import { openingStock } from "../../domain/stock/stock.ts";
import { SALE_MODES, type SaleDefinition } from "../../domain/terms/definition.ts";
import type { Problem } from "../../wire/problem.ts";
import { type SaleRequest, saleRequest } from "../../wire/sale-request.ts";
import { saleDefinition } from "../../wire/sale-terms.ts";
import { publicSale } from "../../wire/sale-view.ts";
import { depsOf } from "../deps.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const newSalePage: Page = {
  section: "sales",
  path: "/new-sale",
  roles: TRUST_ROLES,
  show: showNew,
  forms: [{ path: "/new-sale", roles: TRUST_ROLES, act: putNew }],
};
export const saleTermsPage: Page = {
  section: "sales",
  path: "/sales/:saleId/terms",
  roles: TRUST_ROLES,
  show: showTerms,
  forms: [{ path: "/sales/:saleId/terms", roles: TRUST_ROLES, act: putTerms }],
};

/** A new sale, as the template of a mode has it. */
function showNew(call: PageCall): Response | Promise<Response> {
  const mode = SALE_MODES.find((each) => each === call.c.req.query("mode")) ?? "flash";
  return answer(call, undefined, { texts: writeSaleForm(saleTemplate(mode, Date.now())) });
}

/** The terms of a sale that is there. */
async function showTerms(call: PageCall): Promise<Response> {
  const sale = await saleOf(call);
  if (!sale.ok) return await problemPageResponse(call.c, sale.error);
  return await answer(call, sale.value, { texts: writeSaleForm(saleRequest(sale.value.definition)) });
}

async function putNew(call: FormCall): FormAnswer {
  return await put(call, undefined);
}

async function putTerms(call: FormCall): FormAnswer {
  const sale = await saleOf(call);
  return sale.ok ? await put(call, sale.value) : sale;
}

/** Checks what the form says, and makes or changes the sale where that is asked for and nothing is wrong. */
async function put(call: FormCall, before: SaleRecord | undefined): FormAnswer {
  const texts = textsOf(call.form);
  const read = readSaleForm(texts, before && saleRequest(before.definition));
  const [saleId = "", shop = ""] = [before?.saleId ?? texts["/saleId"]?.[0], before?.shop ?? texts["/shop"]?.[0]];
  const isPut = call.form.get("do") === "put";
  const problems = [
    ...ownProblems(call, { saleId, shop, why: texts["/why"]?.[0] ?? "", isPut }),
    ...(read.ok ? [] : read.error),
  ];
  if (problems.length > 0 || !read.ok) return ok(await answer(call, before, { texts, problems }, 400));
  const definition = saleDefinition(read.value);
  if (isPut) {
    const done = await putOne(call, { saleId, shop, definition, reason: texts["/why"]?.[0] ?? "", isNew: !before });
    if (done.ok) return ok(call.c.redirect(`/console/sales/${saleId}`, 303));
    const { errors = [], detail, slug } = done.error;
    if (slug === "overloaded" || slug === "storage-unavailable") return done;
    const refused = errors.length === 0 ? [{ pointer: "", detail }] : errors;
    return ok(await answer(call, before, { texts, problems: refused }, 400));
  }
  return ok(await answer(call, before, { texts, preview: previewOf({ saleId, shop, definition }) }));
}

async function putOne(
  { c, staff, form }: FormCall,
  asked: Parameters<typeof putSaleAsStaff>[2],
): Promise<Result<undefined, Problem>> {
  const key = form.get("pressKey");
  if (typeof key !== "string" || !/^[0-9a-f-]{36}$/.test(key)) return err(NOT_OUR_FORM);
  return await putSaleAsStaff(depsOf(c), staff, asked, { key, method: c.req.method, path: c.req.path });
}

type Named = { readonly saleId: string; readonly shop: string; readonly why: string; readonly isPut: boolean };

/** What is wrong beside the terms themselves. A preview needs no reason. */
function ownProblems({ c }: FormCall, { saleId, shop, why, isPut }: Named): FormProblem[] {
  const wrong: readonly (readonly [boolean, FormProblem])[] = [
    [!isSaleId(saleId), { pointer: "/saleId", detail: "must be 1 to 63 of a-z, 0-9 and hyphen, without one in front" }],
    [!c.get("config").shops.has(shop), { pointer: "/shop", detail: "must be one of the shops of this deployment" }],
    [isPut && why === "", { pointer: "/why", detail: "is needed" }],
    [why.length > WHY_LENGTH_MAX, { pointer: "/why", detail: `may have ${WHY_LENGTH_MAX} characters` }],
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, problem]) => problem);
}

function textsOf(form: FormData): FormTexts {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith("/"));
  return Object.fromEntries(
    names.map((name) => [
      name,
      form.getAll(name).flatMap((value) => (typeof value === "string" ? [value.replaceAll("\r\n", "\n").trim()] : [])),
    ]),
  );
}

async function saleOf({ c }: PageCall): Promise<Result<SaleRecord, Problem>> {
  const watched = await watchSale(depsOf(c), c.req.param("saleId") ?? "");
  return watched.ok ? ok(watched.value.view.sale) : watched;
}

/** The sale as everybody would read it now. */
function previewOf({ saleId, shop, definition }: Pick<SaleRecord, "saleId" | "shop" | "definition">) {
  const nowMs = Date.now();
  const sale = { saleId, shop, definition, pepperEpoch: "", paused: false, createdAtMs: nowMs };
  return publicSale({ sale, stock: openingStock(definition.units) }, nowMs);
}

async function answer(
  { c, frame }: PageCall,
  sale: { readonly saleId: string; readonly definition: SaleDefinition } | undefined,
  shown: Pick<SaleFormView, "texts"> & Partial<Pick<SaleFormView, "problems" | "preview">>,
  status: 200 | 400 = 200,
): Promise<Response> {
  const mode: SaleRequest["mode"] | undefined = SALE_MODES.find((each) => each === shown.texts["/mode"]?.[0]);
  const view: SaleFormView = {
    saleId: sale?.saleId,
    mode: mode ?? sale?.definition.mode ?? "flash",
    shops: [...c.get("config").shops].map(([id, { name }]) => ({ id, name })),
    problems: [],
    pressKey: crypto.randomUUID(),
    ...shown,
  };
  const named = sale && { saleId: sale.saleId, title: sale.definition.title };
  return await c.html(renderSaleForm(view, frame(named)), status);
}
