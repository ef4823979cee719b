import { err, ok, type Result } from "../domain/result.ts";
import type { Party } from "../domain/sale/party.ts";
import {
  type AccessRefusal,
  type Identity,
  type StaffMember,
  verifyIdentity,
  verifyStaff,
} from "../platform/access.ts";
import { log } from "../platform/log.ts";
import { type KnownShop, shopOfKey } from "../platform/shop-keys.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

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

/** The key that a request shows. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
}

/** The person of the staff that calls, as Cloudflare Access vouches for it. */
export async function authenticateStaff(c: HttpContext): Promise<Result<StaffMember, Problem>> {
  const staff = await verifyStaff(c.get("config"), c.req.header("cf-access-jwt-assertion"));
  return staff.ok ? staff : staffRefused(c, staff.error);
}

/** The person of the staff or the program that calls. */
export async function authenticateIdentity(c: HttpContext): Promise<Result<Identity, Problem>> {
  const identity = await verifyIdentity(c.get("config"), c.req.header("cf-access-jwt-assertion"));
  return identity.ok ? identity : staffRefused(c, identity.error);
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

/** Writes by staff come from our own pages only, even with a valid session. */
export function isSameOrigin(c: HttpContext): boolean {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  return (site === undefined || site === "same-origin") && origin === new URL(c.req.url).origin;
}

/** A shop, which reads what is its own, or a person of the staff, who reads everything. */
export async function authenticateReader(c: HttpContext): Promise<Result<Party, Problem>> {
  if (c.req.header("cf-access-jwt-assertion") !== undefined && c.req.header("authorization") === undefined) {
    const staff = await authenticateStaff(c);
    return staff.ok ? ok("staff") : staff;
  }
  const shop = authenticateShop(c);
  return shop.ok ? ok({ shop: shop.value.id }) : shop;
}
