import { findDraw, findPublicDraw } from "../app/draw/find-draw.ts";
import { findPublicSale } from "../app/public-sale.ts";
import { declineOwnTurn } from "../app/registration/decline-turn.ts";
import { registrationStatus } from "../app/registration/registration-status.ts";
import type { Shop } from "../config.ts";
import type { Html } from "../console/components/document.tsx";
import { PAGE_CSP } from "../console/page-csp.ts";
import { renderBuyerDraw } from "../console/pages/buyer-draw.tsx";
import { renderBuyerProblem } from "../console/pages/buyer-problem.tsx";
import { type BuyerSaleView, renderBuyerSale } from "../console/pages/buyer-sale.tsx";
import { tokenText } from "../domain/text.ts";
import { PROBLEMS, type Problem, type ProblemSlug } from "../wire/problem.ts";
import { publicSale } from "../wire/sale-view.ts";
import { depsOf } from "./deps.ts";
import type { HttpContext } from "./env.ts";
import { exceedsPublicLimit } from "./public-limit.ts";
import { readText } from "./read-body.ts";

/** A sale for its buyers. */
export async function buyerSalePage(c: HttpContext): Promise<Response> {
  return await showSale(c, undefined);
}

/** The same with what became of the receipt that a form of that page sends, once its turn is given up where the form says so. */
export async function buyerReceiptPage(c: HttpContext): Promise<Response> {
  const text = await readText(c.req.raw);
  if (!text.ok) return await problemPage(c, text.error);
  const form = new URLSearchParams(text.value);
  const receipt = (form.get("receipt") ?? "").trim();
  return await showSale(c, { receipt, givesUp: form.get("giveUp") === "yes" });
}

/** The draw of a sale, to recompute it from. */
export async function buyerDrawPage(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return await problemPage(c, limited);
  const saleId = c.req.param("saleId") ?? "";
  const sale = await findPublicSale(depsOf(c), saleId, Date.now());
  if (!sale.ok) return await problemPage(c, sale.error);
  const draw = await findDraw(depsOf(c), saleId);
  if (!draw.ok) return await problemPage(c, draw.error);
  const { stage, statements, charter } = draw.value;
  const { title } = sale.value.sale.definition;
  const drawAtMs = Date.parse(charter.body.drawAt);
  return await page(c, 200, renderBuyerDraw({ saleId, title, stage, statements: statements.length, drawAtMs }));
}

type Asking = { readonly receipt: string; readonly givesUp: boolean };

async function showSale(c: HttpContext, asking: Asking | undefined): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return await problemPage(c, limited);
  const nowMs = Date.now();
  const found = await findPublicSale(depsOf(c), c.req.param("saleId") ?? "", nowMs);
  if (!found.ok) return await problemPage(c, found.error);
  const { saleId, shop } = found.value.sale;
  const answered = asking === undefined ? undefined : await ask(c, saleId, asking);
  return await page(
    c,
    answered?.status ?? 200,
    renderBuyerSale({
      sale: publicSale(found.value, nowMs, await findPublicDraw(depsOf(c), found.value)),
      shop: shopOf(shop, c.get("config").shops.get(shop)),
      asked: answered?.asked,
    }),
  );
}

/** A shop whose setting is gone still has its sales. */
function shopOf(id: string, shop: Shop | undefined): BuyerSaleView["shop"] {
  if (shop === undefined) return { name: id, hostname: id, address: "/" };
  const { name, hostname, origins } = shop;
  return { name, hostname, address: origins[0] ?? `https://${hostname}/` };
}

type Status = 200 | (typeof PROBLEMS)[ProblemSlug]["status"];
type Answered = { readonly status: Status; readonly asked: NonNullable<BuyerSaleView["asked"]> };

async function ask(c: HttpContext, saleId: string, { receipt, givesUp }: Asking): Promise<Answered> {
  const refused = ({ slug }: Pick<Problem, "slug">, refusal: string) => ({
    status: PROBLEMS[slug].status,
    asked: { receipt, refusal },
  });
  if (!tokenText.safeParse(receipt).success) return refused({ slug: "token-rejected" }, NOT_A_RECEIPT);
  // Where it cannot be given up any more, the status says what became of it.
  if (givesUp) await declineOwnTurn(depsOf(c), { saleId, by: { receipt } });
  const mine = await registrationStatus(depsOf(c), { saleId, by: { receipt } });
  if (mine.ok) return { status: 200, asked: { receipt, mine: mine.value } };
  return refused(mine.error, mine.error.slug === "token-rejected" ? NOT_A_RECEIPT : mine.error.detail);
}

const NOT_A_RECEIPT = "This is not a receipt of this sale. Copy the whole of it, from its first letter to its last.";

async function problemPage(c: HttpContext, { slug, detail, retryAfterSeconds }: Problem): Promise<Response> {
  const { status, title } = PROBLEMS[slug];
  if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
  return await page(c, status, renderBuyerProblem({ title, detail }));
}

async function page(c: HttpContext, status: Status, html: Html): Promise<Response> {
  c.header("Content-Security-Policy", PAGE_CSP);
  c.header("Cache-Control", "no-store");
  return await c.html(html, status);
}
