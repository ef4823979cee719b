import { POLICY_BYTES_MAX, WHY_LENGTH_MAX } from "../../domain/limits.ts";
import type { StaffMember } from "../../platform/access.ts";
import { isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { mayChangePolicy } from "../rules/policy-staff.ts";
import { problemPageResponse, staffOrPage } from "./staff-page.ts";

/** A policy, its reason, and what a form puts between them. */
const FORM_BYTES_MAX = POLICY_BYTES_MAX + 16 * 1024;

/** Somebody who may see and change the policy, or the page that says why not. Writes come from our own pages only. */
export async function rulesStaffOrPage(c: HttpContext): Promise<StaffMember | Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  if (!mayChangePolicy(staff)) {
    return await problemPageResponse(c, { slug: "forbidden", detail: "Rules need the role trust or admin." });
  }
  if (c.req.method !== "GET" && !isSameOrigin(c)) {
    const detail = "This form was sent by another site, so nothing was done. Send it from the console.";
    return await problemPageResponse(c, { slug: "forbidden", detail });
  }
  if (Number(c.req.header("content-length") ?? 0) > FORM_BYTES_MAX) {
    return await problemPageResponse(c, { slug: "body-too-large", detail: `A form may hold ${FORM_BYTES_MAX} bytes.` });
  }
  return staff;
}

/** The form of a change with its reason, or the page that asks for one. */
export async function readWhy(c: HttpContext): Promise<{ readonly form: FormData; readonly why: string } | Response> {
  const form = await readForm(c);
  const given = form?.get("why");
  const why = typeof given === "string" ? given.trim() : "";
  if (form !== undefined && why !== "" && why.length <= WHY_LENGTH_MAX) return { form, why };
  const detail = `Say why, in 1 to ${WHY_LENGTH_MAX} characters: the reason is kept with the action.`;
  return await problemPageResponse(c, { slug: "request-invalid", detail });
}

export async function readForm(c: HttpContext): Promise<FormData | undefined> {
  try {
    return await c.req.formData();
  } catch {
    return undefined;
  }
}
