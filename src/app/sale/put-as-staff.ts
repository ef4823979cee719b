import * as z from "zod";
import { canonicalJson, type Json } from "../../domain/canonical-json.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SaleDefinition } from "../../domain/terms/definition.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import type { RepeatableCall } from "../kept-call.ts";
import { putSale } from "./put-sale.ts";
import { watchSale } from "./watch-sale.ts";

export type StaffPut = {
  readonly saleId: string;
  readonly shop: string;
  readonly definition: SaleDefinition;
  /** Kept with the action. */
  readonly reason: string;
  /** Makes a sale; without it one that is there is changed. */
  readonly isNew: boolean;
};

const ID_TAKEN = "is that of a sale which is there already: change that one, or choose another id";

/** Makes or changes a sale as staff, in the name of its shop. The reason is written down first. */
export async function putSaleAsStaff(
  deps: Deps,
  staff: StaffMember,
  { saleId, shop, definition, reason, isNew }: StaffPut,
  press: Pick<RepeatableCall, "key" | "method" | "path">,
): Promise<Result<undefined, Problem>> {
  if (isNew && isSaleId(saleId)) {
    const there = await watchSale(deps, saleId);
    if (there.ok) {
      // The second press of a button, or somebody else's sale.
      const isSame = canonicalJson({ ...there.value.view.sale.definition }) === canonicalJson({ ...definition });
      return isSame ? ok(undefined) : err(taken());
    }
    if (there.error.slug !== "sale-unknown") return there;
  }
  const { db, nowMs, requestId } = deps;
  await recordStaffAction(db, { by: staff, action: "put-sale", saleId, reason, requestId, atMs: nowMs });
  const body: Json = { ...definition };
  const call = { ...press, caller: `staff/${staff.sub}`, body };
  // Staff may wake the object of a sale that the list does not know yet, as its shop may.
  const put = await putSale({ ...deps, ofShop: true }, { saleId, shop, definition }, call);
  if (!put.ok) return put;
  const { status, body: text } = put.value.reply;
  return status === 200 ? ok(undefined) : err(keptProblem(text));
}

function taken(): Problem {
  return { ...problemOf({ kind: "sale-id-taken" }), errors: [{ pointer: "/saleId", detail: ID_TAKEN }] };
}

const kept = z.object({
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});

/** A refusal that the sale keeps as the answer to the call. */
function keptProblem(text: readonly unknown[]): Problem {
  const { detail, errors } = kept.parse(JSON.parse(text.join("")));
  return { slug: "sale-field-fixed", detail, errors };
}
