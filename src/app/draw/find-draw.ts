import { drawObjectName } from "../../domain/ids.ts";
import { SALE_CACHE_MS } from "../../domain/limits.ts";
import type { ReceiptCharter } from "../../domain/registration/registration.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SaleView } from "../../domain/sale/read-sale.ts";
import type { DrawView } from "../../objects/draw.view.ts";
import { log } from "../../platform/log.ts";
import type { Problem } from "../../wire/problem.ts";
import type { PublicDraw } from "../../wire/sale-view.ts";
import type { Deps } from "../deps.ts";
import { callObject } from "../object-call.ts";
import { findPublicSale } from "../public-sale.ts";

const DRAWS_REMEMBERED_MAX = 1000;
const NO_DRAW: Problem = { slug: "draw-unknown", detail: "This sale draws no order." };

type Remembered = { readonly view: DrawView; readonly atMs: number };
const remembered = new Map<string, Remembered>();

/** A draw as everybody may see it, at most `SALE_CACHE_MS` old. A sale that is drawn and whose draw is not there yet gets one. */
export async function findDraw(deps: Deps, saleId: string): Promise<Result<DrawView, Problem>> {
  const { nowMs } = deps;
  const known = remembered.get(saleId);
  if (known !== undefined && nowMs - known.atMs < SALE_CACHE_MS) return ok(known.view);
  const sale = await findPublicSale(deps, saleId, nowMs);
  if (!sale.ok) return sale;
  if (sale.value.sale.definition.draw === undefined) return err(NO_DRAW);
  const found = await callDraw(deps, saleId, async (draw) => (await draw.view()) ?? (await draw.plan()));
  if (!found.ok) return found;
  const view = found.value;
  if (view === undefined) return err(NO_DRAW);
  if (remembered.size >= DRAWS_REMEMBERED_MAX) remembered.clear();
  remembered.set(saleId, { view, atMs: nowMs });
  return ok(view);
}

/** What the draw adds to what is public of its sale; nothing where there is none or it cannot be asked. */
export async function findPublicDraw(deps: Deps, { sale }: SaleView): Promise<PublicDraw | undefined> {
  if (sale.definition.draw === undefined) return undefined;
  const draw = await findDraw(deps, sale.saleId);
  if (!draw.ok) return undefined;
  const { stage, commitment } = draw.value;
  return { stage, registered: commitment?.body.n };
}

/**
 * Takes up the draw of a sale that was just put, or what changed in its terms or units. One that cannot be reached now is taken up when
 * somebody asks for it, and by whoever registers first.
 */
export async function takeUpDraw(deps: Deps, saleId: string): Promise<void> {
  remembered.delete(saleId);
  const planned = await callDraw(deps, saleId, (draw) => draw.plan());
  if (!planned.ok) log("object-call-failed", { requestId: deps.requestId, detail: planned.error.detail });
}

/** A draw that was just changed is read anew. */
export function forgetDraw(saleId: string): void {
  remembered.delete(saleId);
}

type DrawStub = ReturnType<Deps["objects"]["DRAW"]["getByName"]>;

export async function callDraw<T>(
  deps: Deps,
  saleId: string,
  call: (draw: DrawStub) => Promise<T>,
): Promise<Result<T, Problem>> {
  return await callObject(deps, "draw", () => call(deps.objects.DRAW.getByName(drawObjectName(saleId))));
}

/** What receipts say of a draw. */
export function receiptCharter({ charter: { hash, body } }: Pick<DrawView, "charter">): ReceiptCharter {
  return { charter: hash, drawAt: body.drawAt, round: body.beacon.round };
}
