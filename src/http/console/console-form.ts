import type { StaffRole } from "../../config.ts";
import { ATTACHMENT_BYTES_MAX, BODY_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { readBytes } from "../read-body.ts";
import { problemPageResponse, staffOrPage } from "./staff-page.ts";

/** A picture and the fields around it. */
const FORM_BYTES_MAX = ATTACHMENT_BYTES_MAX + BODY_BYTES_MAX;

export const NOT_OUR_FORM: Problem = {
  slug: "request-invalid",
  detail: "A field of the form is missing or too long. Nothing was changed.",
};

/** Does what a form of our own pages asks, for somebody with one of the roles, and answers as `act` says or with what is wrong. */
export async function withForm(
  c: HttpContext,
  roles: readonly StaffRole[],
  act: (staff: StaffMember, form: FormData) => Promise<Result<Response, Problem>>,
): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const form = await permittedForm(c, staff, roles);
  const done = form.ok ? await act(staff, form.value) : form;
  return done.ok ? done.value : await problemPageResponse(c, done.error);
}

async function permittedForm(
  c: HttpContext,
  { role }: StaffMember,
  roles: readonly StaffRole[],
): Promise<Result<FormData, Problem>> {
  if (!roles.includes(role)) {
    return err({ slug: "forbidden", detail: `This needs the role ${roles.join(" or ")}.` });
  }
  if (!isSameOrigin(c)) {
    const detail = "This form was sent by another site, so nothing was done. Send it from the console.";
    return err({ slug: "forbidden", detail });
  }
  const bytes = await readBytes(c.req.raw, FORM_BYTES_MAX);
  if (!bytes.ok) return bytes;
  const headers = { "Content-Type": c.req.header("content-type") ?? "" };
  try {
    return ok(await new Response(bytes.value, { headers }).formData());
  } catch {
    return err(NOT_OUR_FORM);
  }
}

/** A field's text as it was typed; undefined where it is empty, absent or a file. */
export function textField(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.replaceAll("\r\n", "\n") : undefined;
}
