import type { HttpContext } from "./env.ts";
import { withIssuer } from "./openapi/any-issuer.ts";
import { NO_STORE } from "./respond.ts";

/** The description of the API, of which the build made a static file: the Worker carries none of its text, and no program that makes it. */
export async function openApiFile(c: HttpContext): Promise<Response> {
  const file = await c.env.ASSETS.fetch(new URL("/openapi.json", c.req.url));
  if (!file.ok) throw new Error(`openapi.json is not among the static files: ${file.status}`);
  return new Response(withIssuer(await file.text(), c.get("config").issuer), {
    headers: { "Content-Type": "application/json", ...NO_STORE },
  });
}
