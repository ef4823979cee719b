import { isSaleId } from "../../domain/ids.ts";
import { recordStaffAction } from "../../platform/staff-actions.ts";
import { problemOf } from "../../wire/problem.ts";
import { isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyOf } from "../idempotency.ts";
import { forgetPublicSale } from "../public-sale.ts";
import { callSaleWithPepper } from "../sale-call.ts";
import { problemPageResponse, staffOrPage } from "./staff-page.ts";

const REASON_LENGTH_MAX = 200;

/** Pauses or resumes a sale: by our own page, by somebody who may, with a reason that is written down first. */
export async function changeSale(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  if (staff.role === "brand") {
    return await problemPageResponse(c, { slug: "forbidden", detail: "Pausing a sale needs the role trust or admin." });
  }
  if (!isSameOrigin(c)) {
    const detail = "This form was sent by another site, so nothing was done. Send it from the console.";
    return await problemPageResponse(c, { slug: "forbidden", detail });
  }
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return await problemPageResponse(c, problemOf({ kind: "sale-unknown" }));
  const reason = await readReason(c);
  if (reason === undefined) {
    const detail = `Say why, in 1 to ${REASON_LENGTH_MAX} characters: the reason is kept with the action.`;
    return await problemPageResponse(c, { slug: "request-invalid", detail });
  }
  const action = c.req.param("action") === "resume" ? "resume" : "pause";
  const requestId = c.get("requestId");
  await recordStaffAction(c.env.DB, { by: staff, action, saleId, reason, requestId, atMs: Date.now() });
  const call = { caller: `staff/${staff.sub}`, key: requestId, body: { reason } };
  const changed = await callSaleWithPepper(c, saleId, (sale, pepper) =>
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
  if (!changed.ok) return await problemPageResponse(c, changed.error);
  return c.redirect(`/console/sales/${saleId}`, 303);
}

async function readReason(c: HttpContext): Promise<string | undefined> {
  try {
    const reason = (await c.req.formData()).get("reason");
    if (typeof reason !== "string") return undefined;
    const trimmed = reason.trim();
    return trimmed === "" || trimmed.length > REASON_LENGTH_MAX ? undefined : trimmed;
  } catch {
    return undefined;
  }
}
