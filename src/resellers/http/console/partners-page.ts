import { endKey, makePartnerKey } from "../../../app/partner/partner-keys.ts";
import { ANY_ROLE, BRAND_ROLES } from "../../../app/roles.ts";
import { REGISTRY_BYTES_MAX } from "../../../domain/limits.ts";
import { err, ok } from "../../../domain/result.ts";
import {
  type FormAnswer,
  type FormCall,
  NOT_OUR_FORM,
  type Page,
  type PageCall,
  type ReasonedCall,
} from "../../../http/console/page.ts";
import { problemPageResponse } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import { textField } from "../../../http/text-field.ts";
import { keysOfPartner } from "../../../platform/callers/partner-keys.ts";
import { PROBLEMS } from "../../../wire/problem.ts";
import { addPartner, endPartner, importRegistry, registryText } from "../../app/import-registry.ts";
import { renderPartners } from "../../console/pages/partners.tsx";
import { listedPartner, listPartners, type PartnersView, partnerHref } from "../../console/view-models/partners.ts";
import { PARTNER_COLUMNS, PARTNER_LIST_COLUMNS } from "../../domain/authorized/import-problem.ts";
import { registryCsv } from "../../domain/authorized/registry-csv.ts";
import { liveAssessor } from "../../store/live-assessor.ts";

const TERMS = { roles: BRAND_ROLES, fileBytesMax: REGISTRY_BYTES_MAX } as const;

export const partnersPage: Page = {
  section: "resellers",
  path: "/resellers/partners",
  roles: ANY_ROLE,
  show: showPartners,
  forms: [
    { ...TERMS, path: "/resellers/partners/preview", act: previewPartnersFromForm },
    { ...TERMS, path: "/resellers/partners", act: importPartnersFromForm },
    { roles: BRAND_ROLES, path: "/resellers/partners/add", act: addPartnerFromForm },
    { roles: BRAND_ROLES, path: "/resellers/partners/:partnerId/end", act: endPartnerFromForm },
    { roles: BRAND_ROLES, path: "/resellers/partners/:partnerId/keys", asksWhy: true, act: makeKeyFromForm },
    {
      roles: BRAND_ROLES,
      path: "/resellers/partners/:partnerId/keys/:keyHash/end",
      asksWhy: true,
      act: endKeyFromForm,
    },
  ],
};

export const partnersFilePage: Page = {
  section: "resellers",
  path: "/resellers/partners/registry.csv",
  roles: ANY_ROLE,
  show: downloadRegistry,
};

export const partnerPage: Page = {
  section: "resellers",
  path: "/resellers/partners/:partnerId",
  roles: ANY_ROLE,
  show: showPartner,
};

/** One partner of the registry. */
async function showPartner(call: PageCall): Promise<Response> {
  return await answerPartner(call);
}

/** @param newKey a key that was just made: it is shown in the answer of the form, and no address leads to it */
async function answerPartner(call: PageCall, newKey?: string): Promise<Response> {
  const { c } = call;
  const { registry } = await liveAssessor(c.env.DB);
  const partner = registry.partners.find(({ id }) => id === c.req.param("partnerId"));
  if (partner === undefined) {
    return await problemPageResponse(c, { slug: "not-found", detail: "The registry has no partner of this id." });
  }
  const keys = await keysOfPartner(c.env.DB, partner.id);
  return await c.html(
    await renderFor(call, { shown: listedPartner(partner, Date.now()), keys: { kept: keys, newKey } }),
  );
}

async function makeKeyFromForm(call: ReasonedCall): FormAnswer {
  const partnerId = call.c.req.param("partnerId") ?? "";
  const made = await makePartnerKey(depsOf(call.c), call.staff, { partnerId, reason: call.why });
  return made.ok ? ok(await answerPartner(call, made.value)) : made;
}

async function endKeyFromForm({ c, staff, why }: ReasonedCall): FormAnswer {
  const partnerId = c.req.param("partnerId") ?? "";
  const keyHash = c.req.param("keyHash") ?? "";
  const ended = await endKey(depsOf(c), staff, { partnerId, reason: why, keyHash });
  return ended.ok ? ok(c.redirect(partnerHref(partnerId), 303)) : ended;
}

/** The registry as a file that can be changed and imported again. */
async function downloadRegistry({ c }: PageCall): Promise<Response> {
  const { registry } = await liveAssessor(c.env.DB);
  return new Response(registryCsv(registry.partners), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="partners.csv"',
    },
  });
}

async function addPartnerFromForm(call: FormCall): FormAnswer {
  const { c, staff, form } = call;
  const raw = Object.fromEntries(
    PARTNER_COLUMNS.map((column) => {
      const text = textField(form, column)?.trim() ?? "";
      const values = PARTNER_LIST_COLUMNS.has(column) ? text.split(";") : [text];
      return [column, values.map((value) => value.trim()).filter((value) => value !== "")];
    }),
  );
  const added = await addPartner(depsOf(c), staff, { raw, requestId: c.get("requestId") });
  if (added.ok) return ok(c.redirect(partnerHref(raw.id?.[0] ?? ""), 303));
  const { errors } = added.error;
  if (errors === undefined) return added;
  return ok(await c.html(await renderFor(call, { problems: errors }), PROBLEMS[added.error.slug].status));
}

async function endPartnerFromForm({ c, staff }: FormCall): FormAnswer {
  const id = c.req.param("partnerId") ?? "";
  const ended = await endPartner(depsOf(c), staff, { id, requestId: c.get("requestId") });
  return ended.ok ? ok(c.redirect(partnerHref(id), 303)) : ended;
}

/** The registry of authorized partners, and where it is replaced. */
async function showPartners(call: PageCall): Promise<Response> {
  const { c } = call;
  return await c.html(await renderFor(call, {}));
}

/** What a chosen file would change, or every line of it that is wrong. */
async function previewPartnersFromForm(call: FormCall): FormAnswer {
  const { c, staff, form } = call;
  const chosen = form.get("registry");
  if (!(chosen instanceof File)) return err(NOT_OUR_FORM);
  const format = chosen.name.toLowerCase().endsWith(".json") ? "json" : "csv";
  const text = registryText(new Uint8Array(await chosen.arrayBuffer()));
  if (!text.ok) return text;
  const file = { format, text: text.value } as const;
  const read = await importRegistry(depsOf(c), staff, { file, requestId: c.get("requestId"), isPreview: true });
  if (read.ok) return ok(await c.html(await renderFor(call, { preview: { file, change: read.value } })));
  const { errors } = read.error;
  if (errors === undefined) return read;
  const page = await renderFor(call, { problems: errors });
  return ok(await c.html(page, PROBLEMS[read.error.slug].status));
}

/** Imports the file that was looked at, if it would still change the same. */
async function importPartnersFromForm({ c, staff, form }: FormCall): FormAnswer {
  const text = textField(form, "text");
  const seen = textField(form, "version") ?? "";
  if (text === undefined || !/^\d{1,9}$/.test(seen)) return err(NOT_OUR_FORM);
  const file = { format: form.get("format") === "json" ? "json" : "csv", text } as const;
  const imported = await importRegistry(depsOf(c), staff, {
    file,
    requestId: c.get("requestId"),
    isPreview: false,
    seenVersion: Number(seen),
  });
  return imported.ok ? ok(c.redirect("/console/resellers/partners", 303)) : imported;
}

async function renderFor(
  { c, staff, frame }: PageCall,
  shown: Pick<PartnersView, "preview" | "problems" | "shown" | "keys">,
) {
  const { registry } = await liveAssessor(c.env.DB);
  const { version, partners } = registry;
  const q = c.req.query("q")?.trim() || undefined;
  const view = {
    version,
    partners: partners.length,
    ...listPartners(partners, { q, nowMs: Date.now() }),
    q,
    mayImport: BRAND_ROLES.includes(staff.role),
    ...shown,
  };
  return renderPartners(view, frame());
}
