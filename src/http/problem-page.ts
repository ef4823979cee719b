import { html } from "hono/html";
import { PROBLEMS } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { problemResponse } from "./respond.ts";

/** The page that a problem's `type` leads to. */
export function problemPage(c: HttpContext): Response | Promise<Response> {
  const slug = c.req.param("slug") ?? "";
  const problem = Object.entries(PROBLEMS).find(([known]) => known === slug)?.[1];
  if (problem === undefined) return problemResponse(c, { slug: "not-found", detail: "There is no such problem." });
  return c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${problem.title}</title>
    <link rel="stylesheet" href="/assets/base.css" />
  </head>
  <body>
    <main>
      <p>Problem <code>${slug}</code>, status ${problem.status}</p>
      <h1>${problem.title}</h1>
      <p>The <code>detail</code> of the problem document says what happened in your case and what to do; <a href="/docs">the API's documentation</a> lists the problems of each call.</p>
    </main>
  </body>
</html>`);
}
