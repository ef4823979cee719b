import type { StaffRole } from "../config.ts";
import { err, ok, type Result } from "../domain/result.ts";
import {
  type AccessRefusal,
  type CallerIdentity,
  type StaffMember,
  verifyIdentity,
  verifyStaff,
} from "../platform/callers/access.ts";
import { type KnownShop, shopOfKey } from "../platform/callers/shop-keys.ts";
import { log } from "../platform/log.ts";
import type { Problem } from "../wire/problem.ts";
import { bearerOf, isSameOrigin } from "./credentials.ts";
import type { HttpContext } from "./env.ts";
import { authenticatePartner, hasPartnerKey } from "./partner-caller.ts";
import type { ShopOrPartnerCall, ShopOrStaffCall } from "./route.ts";

/**
 * The shop that calls. A request with an `Origin` comes from a page: a shop key there is a leaked key, whatever it opens.
 */
export function authenticateShop(c: HttpContext): Result<KnownShop, Problem> {
  const authorization = c.req.header("authorization");
  if (c.req.header("origin") !== undefined && authorization) {
    return err(SHOP_KEY_IN_BROWSER);
  }
  const key = bearerOf(authorization);
  const shop = key === undefined ? undefined : shopOfKey(c.get("config"), key);
  if (shop === undefined) {
    return err({
      slug: "unauthorized",
      detail: "Send Authorization: Bearer <shop key> with a key of this deployment.",
    });
  }
  c.set("shop", shop);
  return ok(shop);
}

export const SHOP_KEY_IN_BROWSER: Problem = {
  slug: "shop-key-in-browser",
  detail: "A shop key opens a shop's stock and belongs on its server. Change this key, and call from the backend.",
};

/**
 * A person of the staff with one of the roles, as Cloudflare Access vouches for it; for a write one whose session no other site
 * uses.
 */
export async function authenticateStaff(
  c: HttpContext,
  roles: readonly StaffRole[],
): Promise<Result<StaffMember, Problem>> {
  const staff = await verifyStaff(c.get("config"), c.req.header("cf-access-jwt-assertion"));
  return staff.ok ? permitted(c, staff.value, roles) : staffRefused(c, staff.error);
}

/** The same, or a program. */
export async function authenticateIdentity(
  c: HttpContext,
  roles: readonly StaffRole[],
): Promise<Result<CallerIdentity, Problem>> {
  const identity = await verifyIdentity(c.get("config"), c.req.header("cf-access-jwt-assertion"));
  if (!identity.ok) return staffRefused(c, identity.error);
  if ("service" in identity.value) return identity;
  const person = permitted(c, identity.value.person, roles);
  return person.ok ? identity : person;
}

/** A person whose session was proved, if it has one of these roles and calls from where it may. */
function permitted(c: HttpContext, staff: StaffMember, roles: readonly StaffRole[]): Result<StaffMember, Problem> {
  if (!roles.includes(staff.role)) return err(roleMissing(roles));
  // A browser names its page on every write; a program names none.
  const namesPage = c.req.header("origin") !== undefined || c.req.header("sec-fetch-site") !== undefined;
  if (c.req.method !== "GET" && namesPage && !isSameOrigin(c)) {
    return err({ slug: "forbidden", detail: "This call was made by another site, so nothing was done." });
  }
  return ok(staff);
}

/** The refusal of a person who has none of these roles. */
export function roleMissing(roles: readonly StaffRole[]): Problem {
  return { slug: "forbidden", detail: `This needs the role ${roles.join(" or ")}.` };
}

function staffRefused(c: HttpContext, { kind }: AccessRefusal): Result<never, Problem> {
  log("staff-refused", { requestId: c.get("requestId"), reason: kind });
  return err({ slug: "forbidden", detail: REFUSED[kind] });
}

const REFUSED: { readonly [kind in AccessRefusal["kind"]]: string } = {
  "not-configured": "Staff sign-in is not set up on this deployment.",
  unproved: "Sign in through Cloudflare Access.",
  "no-role": "This account has no role here. An administrator can give it one.",
  service: "This needs a person: a service may check and replay policies, and nothing else.",
};

/** A shop, or the partner at whose place something happens. */
export async function authenticateShopOrPartner(
  c: HttpContext,
): Promise<Result<Omit<ShopOrPartnerCall, "c">, Problem>> {
  if (hasPartnerKey(c)) {
    const partner = await authenticatePartner(c);
    if (!partner.ok) return partner;
    return ok({ by: { partner: partner.value.id }, source: `partner/${partner.value.id}` });
  }
  const shop = authenticateShop(c);
  return shop.ok ? ok({ by: { shop: shop.value.id }, source: shop.value.id }) : shop;
}

/** A shop, for which its own sales alone exist, or a person of the staff with one of the roles. */
export async function authenticateShopOrStaff(
  c: HttpContext,
  roles: readonly StaffRole[],
): Promise<Result<Omit<ShopOrStaffCall, "c">, Problem>> {
  if (c.req.header("cf-access-jwt-assertion") !== undefined && c.req.header("authorization") === undefined) {
    const staff = await authenticateStaff(c, roles);
    return staff.ok ? ok({ reader: "staff", source: `staff/${staff.value.sub}`, staff: staff.value }) : staff;
  }
  const shop = authenticateShop(c);
  return shop.ok ? ok({ reader: { shop: shop.value.id }, source: `shop/${shop.value.id}` }) : shop;
}
