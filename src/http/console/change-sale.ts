import { forgetPublicSale } from "../../app/public-sale.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { callSaleWithPepper } from "../../app/sale-call.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok } from "../../domain/result.ts";
import { recordStaffAction } from "../../platform/staff-actions.ts";
import { problemOf } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyOf } from "../idempotency.ts";
import { withReason } from "./console-form.ts";

/** Pauses or resumes a sale, with a reason that is written down first. */
export async function changeSale(c: HttpContext): Promise<Response> {
  return await withReason(c, { roles: TRUST_ROLES }, async (staff, reason) => {
    const saleId = c.req.param("saleId") ?? "";
    if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
    const action = c.req.param("action") === "resume" ? "resume" : "pause";
    const requestId = c.get("requestId");
    await recordStaffAction(c.env.DB, { by: staff, action, saleId, reason, requestId, atMs: Date.now() });
    const call = { caller: `staff/${staff.sub}`, key: requestId, body: { reason } };
    const changed = await callSaleWithPepper(depsOf(c), saleId, (sale, pepper) =>
      sale.manage(
        {
          idempotency: idempotencyOf(c, call, pepper),
          instance: requestId,
          issuer: c.get("config").issuer,
          pepperEpoch: pepper.epoch,
        },
        { by: "staff", change: { paused: action === "pause" } },
      ),
    );
    forgetPublicSale(saleId);
    return changed.ok ? ok(c.redirect(`/console/sales/${saleId}`, 303)) : changed;
  });
}
