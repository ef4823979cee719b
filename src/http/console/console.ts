import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { PAGE_CSP } from "../../console/page-csp.ts";
import type { HttpEnv } from "../env.ts";
import { problemOfFailure } from "../failure.ts";
import { mountPages } from "./page.ts";
import { PAGES } from "./pages.ts";
import { problemPageResponse } from "./staff-page.ts";

/** The staff pages. */
export function createConsole(): Hono<HttpEnv> {
  const console = new Hono<HttpEnv>();
  console.use(async (c, next) => {
    await next();
    c.header("Content-Security-Policy", PAGE_CSP);
    c.header("Cache-Control", "no-store");
  });
  console.use(secureHeaders({ referrerPolicy: "same-origin" }));
  mountPages(console, PAGES);
  console.get("/*", (c) => problemPageResponse(c, { slug: "not-found", detail: "The console has no such page." }));
  console.onError((error, c) => problemPageResponse(c, problemOfFailure(c, error)));
  return console;
}
