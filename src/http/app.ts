import { Hono } from "hono";
import { configOf } from "../config.ts";
import { cannotPlace } from "../platform/jurisdiction/placed.ts";
import { officialPage, sendOfficialReport } from "../resellers/http/official.ts";
import { showPartnerPage } from "../resellers/http/partner-page.ts";
import { PROBLEMS, problemDocument } from "../wire/problem.ts";
import { buyerDrawPage, buyerReceiptPage, buyerSalePage } from "./buyer-pages.ts";
import { allowPublicReads } from "./cors.ts";
import { docsPage, problemPage } from "./docs.ts";
import type { HttpContext, HttpEnv } from "./env.ts";
import { problemOfFailure } from "./failure.ts";
import { metrics } from "./metrics.ts";
import { mount } from "./mount.ts";
import { openApiFile } from "./openapi-file.ts";
import { newRequestId } from "./request-id.ts";
import { problemResponse } from "./respond.ts";
import { ROUTES } from "./routes.ts";
import { secured } from "./security-headers.ts";
import { storePage } from "./store-page.ts";
import { watchedBindings } from "./watched-bindings.ts";

/**
 * The API: every route of the registry, the description of them all, and one answer for everything that goes wrong.
 * @param console the staff pages, mounted by the composition root
 */
export function createApp(console: Hono<HttpEnv>): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const requestId = newRequestId();
    c.set("requestId", requestId);
    const config = configOf(c.env);
    const isUnplaced = cannotPlace(c.env);
    c.env = watchedBindings(c.env);
    if (config.ok && !isUnplaced) c.set("config", config.value);
    // Health is the one call that answers without a configuration, to say what is wrong with it.
    else if (c.req.method !== "GET" || c.req.path !== "/healthz") return secured(notConfigured(requestId));
    await next();
    // Not by `c.header`, which makes another response with the body of this one as a stream.
    secured(c.res).headers.set("X-Request-Id", requestId);
    return;
  });
  app.use(allowPublicReads);
  for (const route of ROUTES) mount(app, route);
  app.get("/openapi.json", openApiFile);
  app.get("/docs", docsPage);
  app.get("/metrics", metrics);
  app.get("/problems/:slug", problemPage);
  app.get("/sales/:saleId", buyerSalePage);
  app.post("/sales/:saleId", buyerReceiptPage);
  app.get("/sales/:saleId/draw", buyerDrawPage);
  app.get("/p/:linkCode", showPartnerPage);
  app.get("/partner", storePage);
  app.get("/official", officialPage);
  app.post("/official/reports", sendOfficialReport);
  app.route("/console", console);
  app.notFound((c) => unknownAddress(c));
  app.onError((error, c) => {
    return problemResponse(c, problemOfFailure(c, error));
  });
  return app;
}

/** An address of ours with another method is told so; the rest is nothing of ours. */
function unknownAddress(c: HttpContext): Response {
  const methods = ROUTES.filter(({ path }) => matches(path, c.req.path)).map(({ method }) => method.toUpperCase());
  if (methods.length === 0) return problemResponse(c, { slug: "not-found", detail: "See /docs for what there is." });
  const response = problemResponse(c, {
    slug: "method-not-allowed",
    detail: `This address takes ${methods.join(" and ")}.`,
  });
  response.headers.set("Allow", methods.join(", "));
  return response;
}

function matches(pattern: string, path: string): boolean {
  const parts = path.split("/");
  const wanted = pattern.split("/");
  return (
    wanted.length === parts.length &&
    wanted.every((part, at) => (part.startsWith("{") ? parts[at] !== "" : part === parts[at]))
  );
}

/** Without a configuration there is no issuer yet: `type` is then relative, and healthz says what is wrong. */
function notConfigured(requestId: string): Response {
  const document = problemDocument(
    { slug: "not-configured", detail: "Settings are missing or wrong; GET /healthz lists them." },
    "",
    requestId,
  );
  return new Response(JSON.stringify(document), {
    status: PROBLEMS["not-configured"].status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", "Retry-After": "60" },
  });
}
