import { renderResellerSettings } from "../../console/pages/reseller-settings.tsx";
import type { ResellerSettingsView } from "../../console/view-models/reseller-settings.ts";
import { POLICY_BYTES_MAX } from "../../domain/limits.ts";
import { YAML_CHARS_MAX } from "../../domain/reseller/checked-yaml.ts";
import type { Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { BRAND_ROLES } from "../resellers/brand-roles.ts";
import {
  type ChangedSettings,
  decideSettings,
  invalidSettings,
  knownSettings,
  previewSettings,
  publishSettings,
  settingsOverview,
} from "../resellers/settings-desk.ts";
import { readForm, readWhy } from "./rules-staff.ts";
import { frameOf, problemPageResponse, staffOrPage } from "./staff-page.ts";

const HOME = "/console/resellers/settings";

/** The live file in an editor, or an earlier one, with what waits and the history. */
export async function showResellerSettings(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const from = c.req.query("from");
  const text = from === undefined ? undefined : await knownSettings(c, from);
  if (from !== undefined && text === undefined) {
    return await problemPageResponse(c, { slug: "not-found", detail: "No settings have this hash." });
  }
  return await settingsPage(c, staff, text === undefined ? {} : { text });
}

/** What a text would change, or what is wrong with it. */
export async function previewSettingsFromForm(c: HttpContext): Promise<Response> {
  const staff = await editorOrPage(c);
  if (staff instanceof Response) return staff;
  const text = textOf(await readForm(c));
  if (text === undefined) return await problemPageResponse(c, NO_TEXT);
  const preview = await previewSettings(c, text);
  if (!preview.ok) return await settingsPage(c, staff, { text, problems: preview.error }, 422);
  const { settings, ...shown } = preview.value;
  return await settingsPage(c, staff, { text, preview: { hash: settings.hash, ...shown } });
}

export async function publishSettingsFromForm(c: HttpContext): Promise<Response> {
  return await change(c, async (staff, why, form) => {
    const text = textOf(form);
    return text === undefined ? { ok: false, error: NO_TEXT } : await publishSettings(c, staff, { text, why });
  });
}

export async function decideSettingsFromForm(c: HttpContext): Promise<Response> {
  const kind = c.req.param("decision") === "approve" ? "approve" : "withdraw";
  const proposal = Number(c.req.param("proposal"));
  return await change(c, (staff, why) => decideSettings(c, staff, { kind, proposal, why }));
}

async function change(
  c: HttpContext,
  act: (staff: StaffMember, why: string, form: FormData) => Promise<Result<ChangedSettings, Problem>>,
): Promise<Response> {
  const staff = await editorOrPage(c);
  if (staff instanceof Response) return staff;
  const read = await readWhy(c);
  if (read instanceof Response) return read;
  const changed = await act(staff, read.why, read.form);
  return changed.ok ? c.redirect(HOME, 303) : await problemPageResponse(c, changed.error);
}

/** Somebody who may change the settings, by a form of our own pages; or the page that says why not. */
async function editorOrPage(c: HttpContext): Promise<StaffMember | Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  if (!BRAND_ROLES.includes(staff.role)) {
    const detail = `Changing the settings needs the role ${BRAND_ROLES.join(" or ")}.`;
    return await problemPageResponse(c, { slug: "forbidden", detail });
  }
  if (!isSameOrigin(c)) {
    const detail = "This form was sent by another site, so nothing was done. Send it from the console.";
    return await problemPageResponse(c, { slug: "forbidden", detail });
  }
  if (Number(c.req.header("content-length") ?? 0) > POLICY_BYTES_MAX) {
    return await problemPageResponse(c, {
      slug: "body-too-large",
      detail: `A form may hold ${POLICY_BYTES_MAX} bytes.`,
    });
  }
  return staff;
}

const NO_TEXT = invalidSettings([
  { line: 1, column: 1, path: "", message: `must be a text of 1 to ${YAML_CHARS_MAX} characters` },
]);

/** Browsers write line breaks of forms as CRLF; the file keeps its own. */
function textOf(form: FormData | undefined): string | undefined {
  const text = form?.get("text");
  return typeof text === "string" && text !== "" ? text.replaceAll("\r\n", "\n") : undefined;
}

async function settingsPage(
  c: HttpContext,
  staff: StaffMember,
  shown: Partial<Pick<ResellerSettingsView, "text" | "problems" | "preview">>,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { settings, isUnreadable, proposals, history } = await settingsOverview(c);
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
