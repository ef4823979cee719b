import { PAGE_CSP } from "../console/page-csp.ts";
import { renderDocs } from "../console/pages/docs.tsx";
import { renderProblemType } from "../console/pages/problem-type.tsx";
import { apiReference } from "../console/view-models/api-reference.ts";
import { PROBLEMS } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { openApiDocument } from "./openapi.ts";
import { problemResponse } from "./respond.ts";

/** The API to read and to try, made from its own description. */
export async function docsPage(c: HttpContext): Promise<Response> {
  c.header("Content-Security-Policy", PAGE_CSP);
  return await c.html(renderDocs(apiReference(openApiDocument(c.get("config").issuer))));
}

/** The page that a problem's `type` leads to. */
export async function problemPage(c: HttpContext): Promise<Response> {
  const slug = c.req.param("slug") ?? "";
  const problem = Object.entries(PROBLEMS).find(([known]) => known === slug)?.[1];
  if (problem === undefined) return problemResponse(c, { slug: "not-found", detail: "There is no such problem." });
  c.header("Content-Security-Policy", PAGE_CSP);
  return await c.html(renderProblemType({ slug, ...problem }));
}
