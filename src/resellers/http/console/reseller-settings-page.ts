import { BRAND_ROLES } from "../../../app/roles.ts";
import { UTF8_BYTES_PER_CHAR_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormTerms, withForm, withReason } from "../../../http/console/console-form.ts";
import { frameOf, problemPageResponse, staffOrPage } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { textField } from "../../../http/text-field.ts";
import type { StaffMember } from "../../../platform/access.ts";
import type { Problem } from "../../../wire/problem.ts";
import {
  type ChangedSettings,
  decideSettings,
  invalidSettings,
  knownSettings,
  previewSettings,
  publishSettings,
  settingsOverview,
} from "../../app/settings.ts";
import { renderResellerSettings } from "../../console/pages/reseller-settings.tsx";
import type { ResellerSettingsView } from "../../console/view-models/reseller-settings.ts";
import { YAML_CHARS_MAX } from "../../domain/checked-yaml.ts";

const HOME = "/console/resellers/settings";

const WITH_SETTINGS: FormTerms = { roles: BRAND_ROLES, fileBytesMax: YAML_CHARS_MAX * UTF8_BYTES_PER_CHAR_MAX };

/** The live file in an editor, or an earlier one, with what waits and the history. */
export async function showResellerSettings(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const from = c.req.query("from");
  const text = from === undefined ? undefined : await knownSettings(depsOf(c), from);
  if (from !== undefined && text === undefined) {
    return await problemPageResponse(c, { slug: "not-found", detail: "No settings have this hash." });
  }
  return await settingsPage(c, staff, text === undefined ? {} : { text });
}

/** What a text would change, or what is wrong with it. */
export async function previewSettingsFromForm(c: HttpContext): Promise<Response> {
  return await withForm(c, WITH_SETTINGS, async (staff, form) => {
    const text = textField(form, "text");
    if (text === undefined) return err(NO_TEXT);
    const preview = await previewSettings(depsOf(c), text);
    if (!preview.ok) return ok(await settingsPage(c, staff, { text, problems: preview.error }, 422));
    const { settings, ...shown } = preview.value;
    return ok(await settingsPage(c, staff, { text, preview: { hash: settings.hash, ...shown } }));
  });
}

export async function publishSettingsFromForm(c: HttpContext): Promise<Response> {
  return await change(c, async (staff, why, form) => {
    const text = textField(form, "text");
    return text === undefined ? err(NO_TEXT) : await publishSettings(depsOf(c), staff, { text, why });
  });
}

export async function decideSettingsFromForm(c: HttpContext): Promise<Response> {
  const kind = c.req.param("decision") === "approve" ? "approve" : "withdraw";
  const proposal = Number(c.req.param("proposal"));
  return await change(c, (staff, why) => decideSettings(depsOf(c), staff, { kind, proposal, why }));
}

async function change(
  c: HttpContext,
  act: (staff: StaffMember, why: string, form: FormData) => Promise<Result<ChangedSettings, Problem>>,
): Promise<Response> {
  return await withReason(c, WITH_SETTINGS, async (staff, why, form) => {
    const changed = await act(staff, why, form);
    return changed.ok ? ok(c.redirect(HOME, 303)) : changed;
  });
}

const NO_TEXT = invalidSettings([
  { line: 1, column: 1, path: "", message: `must be a text of 1 to ${YAML_CHARS_MAX} characters` },
]);

async function settingsPage(
  c: HttpContext,
  staff: StaffMember,
  shown: Partial<Pick<ResellerSettingsView, "text" | "problems" | "preview">>,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { settings, isUnreadable, proposals, history } = await settingsOverview(depsOf(c));
  const view = {
    text: settings.text,
    ...shown,
    liveHash: settings.hash,
    isUnreadable,
    proposals,
    history,
    sub: staff.sub,
    mayPublish: BRAND_ROLES.includes(staff.role),
  };
  return await c.html(renderResellerSettings(view, frameOf(c, staff)), status);
}
