import { ANY_ROLE, BRAND_ROLES } from "../../../app/roles.ts";
import { REGISTRY_BYTES_MAX } from "../../../domain/limits.ts";
import { err, ok } from "../../../domain/result.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall } from "../../../http/console/page.ts";
import { depsOf } from "../../../http/deps.ts";
import { textField } from "../../../http/text-field.ts";
import { PROBLEMS } from "../../../wire/problem.ts";
import { importRegistry, registryText } from "../../app/import-registry.ts";
import { renderPartners } from "../../console/pages/partners.tsx";
import type { PartnersView } from "../../console/view-models/partners.ts";
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
  ],
};

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

async function renderFor({ c, staff, frame }: PageCall, shown: Pick<PartnersView, "preview" | "problems">) {
  const { registry } = await liveAssessor(c.env.DB);
  const { version, partners } = registry;
  const view = { version, partners: partners.length, mayImport: BRAND_ROLES.includes(staff.role), ...shown };
  return renderPartners(view, frame());
}
