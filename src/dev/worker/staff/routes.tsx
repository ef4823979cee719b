import { Hono } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { ACCESS_COOKIE } from "../forward.ts";
import { ACCESS_TTL_SECONDS, type AccessIssuer, mintAccessToken, publicKey } from "./access-token.ts";
import type { StaffPerson } from "./people.ts";
import { returnPath } from "./return-path.ts";
import { renderSignIn } from "./sign-in.tsx";

type StaffRoutesOptions = {
  readonly issuer: AccessIssuer;
  readonly people: readonly StaffPerson[];
  readonly now: () => number;
};

/** Sign-in and key set of the development issuer, at the addresses that Cloudflare Access uses. */
export function createStaffRoutes({ issuer, people, now }: StaffRoutesOptions): Hono {
  const routes = new Hono();

  routes.get("/cdn-cgi/access/certs", (c) => c.json({ keys: [publicKey(issuer.key)] }));

  routes.get("/cdn-cgi/access/logout", (c) => {
    deleteCookie(c, ACCESS_COOKIE, { path: "/" });
    return c.redirect("/dev/sign-in");
  });

  routes.get("/dev/sign-in", (c) => c.html(renderSignIn({ people, returnTo: returnPath(c.req.query("returnTo")) })));

  routes.post("/dev/sign-in", async (c) => {
    const form = await c.req.parseBody();
    const returnTo = returnPath(form.returnTo);
    const person = people.find(({ sub }) => sub === form.person);
    if (person === undefined) return c.html(renderSignIn({ people, returnTo, unknown: true }), 400);
    setCookie(c, ACCESS_COOKIE, await mintAccessToken({ issuer, person, nowMs: now() }), {
      path: "/",
      httpOnly: true,
      sameSite: "Strict",
      maxAge: ACCESS_TTL_SECONDS,
    });
    return c.redirect(returnTo, 303);
  });

  return routes;
}
