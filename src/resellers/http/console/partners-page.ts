import { BRAND_ROLES } from "../../../app/roles.ts";
import { REGISTRY_BYTES_MAX } from "../../../domain/limits.ts";
import { err, ok } from "../../../domain/result.ts";
import { type FormTerms, NOT_OUR_FORM, withForm } from "../../../http/console/console-form.ts";
import { frameOf, staffOrPage } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { textField } from "../../../http/text-field.ts";
import type { StaffMember } from "../../../platform/access.ts";
import { PROBLEMS } from "../../../wire/problem.ts";
import { importRegistry, registryText } from "../../app/import-registry.ts";
import { renderPartners } from "../../console/pages/partners.tsx";
import type { PartnersView } from "../../console/view-models/partners.ts";
import { liveAssessor } from "../../store/live-assessor.ts";

const WITH_REGISTRY: FormTerms = { roles: BRAND_ROLES, fileBytesMax: REGISTRY_BYTES_MAX };

/** The registry of authorized partners, and where it is replaced. */
export async function showPartners(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  return staff instanceof Response ? staff : await c.html(await partnersPage(c, staff, {}));
}

/** What a chosen file would change, or every line of it that is wrong. */
export async function previewPartnersFromForm(c: HttpContext): Promise<Response> {
  return await withForm(c, WITH_REGISTRY, async (staff, form) => {
    const chosen = form.get("registry");
    if (!(chosen instanceof File)) return err(NOT_OUR_FORM);
    const format = chosen.name.toLowerCase().endsWith(".json") ? "json" : "csv";
    const text = registryText(new Uint8Array(await chosen.arrayBuffer()));
    if (!text.ok) return text;
    const file = { format, text: text.value } as const;
    const read = await importRegistry(depsOf(c), staff, { file, requestId: c.get("requestId"), isPreview: true });
    if (read.ok) return ok(await c.html(await partnersPage(c, staff, { preview: { file, change: read.value } })));
    const { errors } = read.error;
    if (errors === undefined) return read;
    const page = await partnersPage(c, staff, { problems: errors });
    return ok(await c.html(page, PROBLEMS[read.error.slug].status));
  });
}

/** Imports the file that was looked at, if it would still change the same. */
export async function importPartnersFromForm(c: HttpContext): Promise<Response> {
  return await withForm(c, WITH_REGISTRY, async (staff, form) => {
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
  });
}

async function partnersPage(c: HttpContext, staff: StaffMember, shown: Pick<PartnersView, "preview" | "problems">) {
  const { registry } = await liveAssessor(c.env.DB);
  const { version, partners } = registry;
  const view = { version, partners: partners.length, mayImport: BRAND_ROLES.includes(staff.role), ...shown };
  return renderPartners(view, frameOf(c, staff));
}
