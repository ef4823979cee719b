import { DOCS_CSP, PAGE_CSP } from "../console/page-csp.ts";
import { renderDocs } from "../console/pages/docs.tsx";
import { renderProblemType } from "../console/pages/problem-type.tsx";
import { PROBLEMS } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { problemResponse } from "./respond.ts";

/** The API to read, made in the browser from its own description. */
export async function docsPage(c: HttpContext): Promise<Response> {
  c.header("Content-Security-Policy", DOCS_CSP);
  return await c.html(renderDocs());
}

/** The page that a problem's `type` leads to. */
export async function problemPage(c: HttpContext): Promise<Response> {
  const slug = c.req.param("slug") ?? "";
  const problem = Object.entries(PROBLEMS).find(([known]) => known === slug)?.[1];
  if (problem === undefined) return problemResponse(c, { slug: "not-found", detail: "There is no such problem." });
  c.header("Content-Security-Policy", PAGE_CSP);
  return await c.html(renderProblemType({ slug, ...problem }));
}
