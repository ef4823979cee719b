import { decideProposal } from "../../../app/publication.ts";
import { ANY_ROLE, BRAND_ROLES } from "../../../app/roles.ts";
import { UTF8_BYTES_PER_CHAR_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  type FormAnswer,
  type FormCall,
  leadTo,
  type Page,
  type PageCall,
  proposalDecision,
  type ReasonedCall,
} from "../../../http/console/page.ts";
import { problemPageResponse } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import { textField } from "../../../http/text-field.ts";
import type { Problem } from "../../../wire/problem.ts";
import {
  type ChangedSettings,
  invalidSettings,
  knownSettings,
  previewSettings,
  publishSettings,
  settingsChange,
  settingsOverview,
} from "../../app/settings.ts";
import { renderResellerSettings } from "../../console/pages/reseller-settings.tsx";
import type { ResellerSettingsView } from "../../console/view-models/reseller-settings.ts";
import { YAML_CHARS_MAX } from "../../domain/checked-yaml.ts";

const HOME = "/resellers/settings";
const TERMS = { roles: BRAND_ROLES, fileBytesMax: YAML_CHARS_MAX * UTF8_BYTES_PER_CHAR_MAX } as const;
const toHome = () => `/console${HOME}`;

export const resellerSettingsPage: Page = {
  section: "resellers",
  path: HOME,
  roles: ANY_ROLE,
  show: showResellerSettings,
  forms: [
    { ...TERMS, path: `${HOME}/preview`, act: previewSettingsFromForm },
    { ...TERMS, path: `${HOME}/publish`, asksWhy: true, act: leadTo(toHome, publishSettingsFromForm) },
    {
      ...TERMS,
      path: `${HOME}/proposals/:proposal/:decision{approve|withdraw}`,
      asksWhy: true,
      act: leadTo(toHome, decideFromForm),
    },
  ],
};

/** The live file in an editor, or an earlier one, with what waits and the history. */
async function showResellerSettings(call: PageCall): Promise<Response> {
  const { c } = call;
  const from = c.req.query("from");
  const text = from === undefined ? undefined : await knownSettings(depsOf(c), from);
  if (from !== undefined && text === undefined) {
    return await problemPageResponse(c, { slug: "not-found", detail: "No settings have this hash." });
  }
  return await answerSettings(call, text === undefined ? {} : { text });
}

/** What a text would change, or what is wrong with it. */
async function previewSettingsFromForm(call: FormCall): FormAnswer {
  const { c, form } = call;
  const text = textField(form, "text");
  if (text === undefined) return err(NO_TEXT);
  const preview = await previewSettings(depsOf(c), text);
  if (!preview.ok) return ok(await answerSettings(call, { text, problems: preview.error }, 422));
  const { settings, ...shown } = preview.value;
  return ok(await answerSettings(call, { text, preview: { hash: settings.hash, ...shown } }));
}

async function publishSettingsFromForm({
  c,
  staff,
  form,
  why,
}: ReasonedCall): Promise<Result<ChangedSettings, Problem>> {
  const text = textField(form, "text");
  return text === undefined ? err(NO_TEXT) : await publishSettings(depsOf(c), staff, { text, why });
}

async function decideFromForm(call: ReasonedCall): Promise<Result<ChangedSettings, Problem>> {
  return await decideProposal(settingsChange(depsOf(call.c)), call.staff, proposalDecision(call));
}

const NO_TEXT = invalidSettings([
  { line: 1, column: 1, path: "", message: `must be a text of 1 to ${YAML_CHARS_MAX} characters` },
]);

async function answerSettings(
  { c, staff, frame }: PageCall,
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
  return await c.html(renderResellerSettings(view, frame()), status);
}
