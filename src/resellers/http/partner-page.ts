import { PAGE_CSP } from "../../console/page-csp.ts";
import { renderBuyerProblem } from "../../console/pages/buyer-problem.tsx";
import { depsOf } from "../../http/deps.ts";
import type { HttpContext } from "../../http/env.ts";
import { exceedsPublicLimit } from "../../http/public-limit.ts";
import { PROBLEMS, type Problem } from "../../wire/problem.ts";
import { type LedSale, partnerPage } from "../app/partner-page.ts";
import { type PartnerSale, renderPartner } from "../console/pages/partner.tsx";

/** The address that a partner promotes: `/p/{linkCode}`. */
export async function showPartnerPage(c: HttpContext): Promise<Response> {
  c.header("Content-Security-Policy", PAGE_CSP);
  c.header("Cache-Control", "no-store");
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return await problemPage(c, limited);
  const linkCode = c.req.param("linkCode") ?? "";
  const deps = depsOf(c);
  const page = await partnerPage(deps, linkCode);
  if (!page.ok) return await problemPage(c, page.error);
  const { partner, sales } = page.value;
  return await c.html(
    renderPartner({
      name: partner.storefrontNames[0] ?? partner.legalName,
      legalName: partner.legalName,
      href: `${c.get("config").issuer}/p/${encodeURIComponent(linkCode)}`,
      since: partner.validFrom,
      addresses: [...partner.hosts, ...partner.urlPrefixes],
      phone: partner.phone,
      places: partner.places ?? [],
      sales: sales.map((led) => shownSale(led, { linkCode, nowMs: deps.nowMs })),
    }),
  );
}

function shownSale(
  { sale, shop }: LedSale,
  { linkCode, nowMs }: { readonly linkCode: string; readonly nowMs: number },
): PartnerSale {
  const address = new URL(shop.origins[0] ?? `https://${shop.hostname}/`);
  address.searchParams.set("partner", linkCode);
  const { saleId, title, opensAtMs, closesAtMs } = sale;
  return { saleId, title, opensAtMs, closesAtMs, isOpen: opensAtMs <= nowMs, shop: shop.name, href: address.href };
}

async function problemPage(c: HttpContext, { slug, detail, retryAfterSeconds }: Problem): Promise<Response> {
  const { status, title } = PROBLEMS[slug];
  if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
  return await c.html(renderBuyerProblem({ title, detail }), status);
}
