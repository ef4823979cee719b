import { PAGE_CSP } from "../console/page-csp.ts";
import { renderStore } from "../console/pages/store.tsx";
import type { HttpContext } from "./env.ts";

/** The page of a store's tablet: the same for everybody, since what it shows is read by script with the key of a partner. */
export async function storePage(c: HttpContext): Promise<Response> {
  c.header("Content-Security-Policy", PAGE_CSP);
  c.header("Cache-Control", "no-store");
  return await c.html(renderStore());
}
