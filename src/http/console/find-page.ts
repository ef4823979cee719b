import { findDecisions, type Sought } from "../../app/find-decisions.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { renderFind } from "../../console/pages/find.tsx";
import type { FindView, TypedAddress, TypedSearch } from "../../console/view-models/find.ts";
import { ordersHref } from "../../console/view-models/orders.ts";
import { postalAddress } from "../../domain/checkout.ts";
import { FIND_KINDS } from "../../domain/decision/find-kind.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import { textField } from "../text-field.ts";
import { rowOf } from "./decisions-page.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall } from "./page.ts";

export const findPage: Page = {
  section: "decisions",
  path: "/find",
  roles: TRUST_ROLES,
  show: async (call) => await answerFind(call, {}),
  forms: [{ path: "/find", roles: TRUST_ROLES, act: findFromForm }],
};

/** Leads to what a person named. It comes in a body, so that no address and no log repeats it. */
async function findFromForm(call: FormCall): FormAnswer {
  const { c, form } = call;
  const typed = typedSearch(form);
  if (typed === undefined) return err(NOT_OUR_FORM);
  const sought = soughtOf(typed);
  const found = sought.ok ? await findDecisions(depsOf(c), sought.value, textField(form, "after")) : sought;
  if (!found.ok) {
    const { slug, detail } = found.error;
    if (slug !== "request-invalid" && slug !== "order-unknown") return found;
    return ok(await answerFind(call, { typed, problem: detail }, slug === "order-unknown" ? 404 : 400));
  }
  switch (found.value.at) {
    case "decision":
      return ok(c.redirect(`/console/decisions/${encodeURIComponent(found.value.decisionId)}`, 303));
    case "order":
      return ok(c.redirect(ordersHref(found.value.saleId, {}, found.value.orderId), 303));
    case "list":
      return ok(await answerFind(call, { typed, rows: found.value.records.map(rowOf), after: found.value.nextCursor }));
  }
}

function typedSearch(form: FormData): TypedSearch | undefined {
  const given = form.get("kind");
  const text = (name: string) => textField(form, name)?.trim() ?? "";
  if (given === "address") return { kind: given, address: typedAddress(text) };
  const kind = FIND_KINDS.find((each) => each === given);
  return kind === undefined ? undefined : { kind, value: text("value") };
}

function typedAddress(text: (name: keyof TypedAddress) => string): TypedAddress {
  return {
    lines: text("lines"),
    city: text("city"),
    postalCode: text("postalCode"),
    country: text("country").toUpperCase(),
    name: text("name"),
  };
}

function soughtOf(typed: TypedSearch): Result<Sought, Problem> {
  if (typed.kind !== "address") return ok(typed);
  const { lines, country, ...others } = typed.address;
  const given = Object.entries(others).filter(([, text]) => text !== "");
  const address = postalAddress.safeParse({ ...Object.fromEntries(given), lines: lines.split("\n"), country });
  if (address.success) return ok({ kind: "address", address: address.data });
  return err(
    invalid(address.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, detail: message }))),
  );
}

async function answerFind({ c, frame }: PageCall, view: FindView, status: 200 | 400 | 404 = 200): Promise<Response> {
  return await c.html(renderFind(view, frame()), status);
}
