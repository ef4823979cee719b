import type { Hono } from "hono";
import type { ProposalDecision } from "../../app/publication.ts";
import type { StaffRole } from "../../config.ts";
import { type Frame, SECTIONS, type Section } from "../../console/frame.ts";
import { BODY_BYTES_MAX, WHY_LENGTH_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { isSameOrigin } from "../credentials.ts";
import type { HttpContext, HttpEnv } from "../env.ts";
import { readBytes } from "../read-body.ts";
import { textField } from "../text-field.ts";
import { problemPageResponse, staffWithRoleOrPage } from "./staff-page.ts";

/** A request of a person who may open the page. */
export type PageCall = {
  readonly c: HttpContext;
  readonly staff: StaffMember;
  /** What the header and the menu of the page name. */
  readonly frame: (sale?: Frame["sale"]) => Frame;
};

/** A form of a page of ours, sent by a person who may send it. */
export type FormCall = PageCall & { readonly form: FormData };
export type ReasonedCall = FormCall & { readonly why: string };

export type FormAnswer = Promise<Result<Response, Problem>>;

/** A form: who may send it, how long a file or text it may carry beside its fields, and what it does. */
export type Form = {
  readonly path: string;
  readonly roles: readonly StaffRole[];
  readonly fileBytesMax?: number;
} & (
  | { readonly asksWhy?: undefined; readonly act: (call: FormCall) => FormAnswer }
  /** Nothing is done without a reason, which is kept with the action. */
  | { readonly asksWhy: true; readonly act: (call: ReasonedCall) => FormAnswer }
);

/** One page of the console, or a part of one: where it is, who may open it, and the forms that it takes. */
export type Page = {
  readonly section: Section;
  /** Below `/console`, with parameters as the router writes them. */
  readonly path: string;
  readonly roles: readonly StaffRole[];
  readonly show?: (call: PageCall) => Promise<Response> | Response;
  readonly forms?: readonly Form[];
};

export const NOT_OUR_FORM: Problem = {
  slug: "request-invalid",
  detail: "A field of the form is missing, too long or not of its kind. Nothing was changed.",
};

/** Opens pages and forms to the roles that they name, and to no others; a form comes from our own pages alone. */
export function mountPages(console: Hono<HttpEnv>, pages: readonly Page[]): void {
  for (const { section, path, roles, show, forms = [] } of pages) {
    if (show !== undefined) {
      console.get(path, async (c) => {
        const staff = await staffWithRoleOrPage(c, roles);
        return staff instanceof Response ? staff : await show(callOf(c, staff, { section, pages }));
      });
    }
    for (const form of forms) {
      console.post(form.path, async (c) => {
        const staff = await staffWithRoleOrPage(c, form.roles);
        if (staff instanceof Response) return staff;
        const done = await send(callOf(c, staff, { section, pages }), form);
        return done.ok ? done.value : await problemPageResponse(c, done.error);
      });
    }
  }
}

function callOf(
  c: HttpContext,
  staff: StaffMember,
  { section, pages }: { readonly section: Section; readonly pages: readonly Page[] },
): PageCall {
  const { environment } = c.get("config");
  const { email, role } = staff;
  const open = SECTIONS.filter(({ href }) =>
    pages.some(({ path, roles }) => `/console${path}`.replace(/\/$/, "") === href && roles.includes(role)),
  );
  const frame = (sale?: Frame["sale"]) => ({
    environment,
    person: { email, roles: [role] },
    section,
    sections: open.map(({ name }) => name),
    sale,
  });
  return { c, staff, frame };
}

async function send(call: PageCall, form: Form): FormAnswer {
  const fields = await readOwnForm(call.c, (form.fileBytesMax ?? 0) + BODY_BYTES_MAX);
  if (!fields.ok) return fields;
  if (form.asksWhy === undefined) return await form.act({ ...call, form: fields.value });
  const why = textField(fields.value, "why")?.trim() ?? "";
  if (why !== "" && why.length <= WHY_LENGTH_MAX) return await form.act({ ...call, form: fields.value, why });
  const detail = `Say why, in 1 to ${WHY_LENGTH_MAX} characters: the reason is kept with the action.`;
  return err({ slug: "request-invalid", detail });
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

/** What the form of a proposal says: its path ends in `/:proposal/:decision{approve|withdraw}`. */
export function proposalDecision({ c, why }: ReasonedCall): ProposalDecision {
  const kind = c.req.param("decision") === "approve" ? "approve" : "withdraw";
  return { kind, proposal: Number(c.req.param("proposal")), why };
}

/** What a form does, and then leads to a page that shows what came of it. */
export function leadTo<Call extends FormCall, Done>(
  hrefOf: (call: Call, done: Done) => string,
  act: (call: Call) => Promise<Result<Done, Problem>>,
): (call: Call) => FormAnswer {
  return async (call) => {
    const done = await act(call);
    return done.ok ? ok(call.c.redirect(hrefOf(call, done.value), 303)) : done;
  };
}
