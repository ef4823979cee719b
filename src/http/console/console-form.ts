import type { StaffRole } from "../../config.ts";
import { BODY_BYTES_MAX, WHY_LENGTH_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { readBytes } from "../read-body.ts";
import { textField } from "../text-field.ts";
import { problemPageResponse, staffWithRoleOrPage } from "./staff-page.ts";

/** Who may send a form, and how long a file or text it may carry beside its fields. */
export type FormTerms = { readonly roles: readonly StaffRole[]; readonly fileBytesMax?: number };

export const NOT_OUR_FORM: Problem = {
  slug: "request-invalid",
  detail: "A field of the form is missing, too long or not of its kind. Nothing was changed.",
};

/** Does what a form of our own pages asks, for somebody with one of the roles, and answers as `act` says or with what is wrong. */
export async function withForm(
  c: HttpContext,
  { roles, fileBytesMax = 0 }: FormTerms,
  act: (staff: StaffMember, form: FormData) => Promise<Result<Response, Problem>>,
): Promise<Response> {
  const staff = await staffWithRoleOrPage(c, roles);
  if (staff instanceof Response) return staff;
  const form = await readOwnForm(c, fileBytesMax + BODY_BYTES_MAX);
  const done = form.ok ? await act(staff, form.value) : form;
  return done.ok ? done.value : await problemPageResponse(c, done.error);
}

/** The same with a form that says why: nothing is done without a reason, which is kept with the action. */
export async function withReason(
  c: HttpContext,
  terms: FormTerms,
  act: (staff: StaffMember, why: string, form: FormData) => Promise<Result<Response, Problem>>,
): Promise<Response> {
  return await withForm(c, terms, async (staff, form) => {
    const why = textField(form, "why")?.trim() ?? "";
    if (why !== "" && why.length <= WHY_LENGTH_MAX) return await act(staff, why, form);
    const detail = `Say why, in 1 to ${WHY_LENGTH_MAX} characters: the reason is kept with the action.`;
    return err({ slug: "request-invalid", detail });
  });
}

async function readOwnForm(c: HttpContext, bytesMax: number): Promise<Result<FormData, Problem>> {
  if (!isSameOrigin(c)) {
    const detail = "This form was sent by another site, so nothing was done. Send it from the console.";
    return err({ slug: "forbidden", detail });
  }
  const bytes = await readBytes(c.req.raw, bytesMax);
  if (!bytes.ok) return bytes;
  const headers = { "Content-Type": c.req.header("content-type") ?? "" };
  try {
    return ok(await new Response(bytes.value, { headers }).formData());
  } catch {
    return err(NOT_OUR_FORM);
  }
}
