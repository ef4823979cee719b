import { env } from "cloudflare:test";
import { expect } from "vitest";
import * as z from "zod";
import { openApiDocument } from "../../../src/http/openapi.ts";
import type { Route } from "../../../src/http/route.ts";
import { ROUTES } from "../../../src/http/routes.ts";
import { problemAnswer } from "../../../src/wire/service.ts";

type Answered = { readonly status: number; readonly headers: Headers; readonly text: string };

let made: ReturnType<typeof openApiDocument> | undefined;
function description(): ReturnType<typeof openApiDocument> {
  made ??= openApiDocument(env.ISSUER);
  return made;
}

const operation = z.object({ responses: z.record(z.string(), z.object({ description: z.string() })) });

/**
 * Fails the test unless the answer is one that the API's description gives for this call: a 200 by its schema or its media types, or a problem
 * document whose status and slug the operation lists.
 */
export function assertDescribed(method: string, path: string, { status, headers, text }: Answered): void {
  const route = routeOf(method, path);
  if (route === undefined) return;
  const place = `${method} ${path} -> ${status} ${text.slice(0, 400)}`;
  if (status === 200) {
    const { answerTypes = [] } = route;
    if (route.answer === undefined) {
      if (answerTypes.length > 0) expect(answerTypes, place).toContain(headers.get("content-type"));
      return;
    }
    if (answerTypes.includes(headers.get("content-type") ?? "")) return;
    expect(headers.get("content-type"), place).toBe(route.answersLines ? "application/x-ndjson" : "application/json");
    const documents = route.answersLines ? text.split("\n").filter((line) => line !== "") : [text];
    for (const document of documents) {
      expect(route.answer.safeParse(JSON.parse(document)).error?.issues, place).toBe(undefined);
    }
    return;
  }
  if (status < 400) {
    const { responses } = operation.parse(description().paths[route.path]?.[route.method]);
    expect(Object.keys(responses), place).toContain(String(status));
    return;
  }
  expect(headers.get("content-type"), place).toBe("application/problem+json");
  const problem = problemAnswer.parse(JSON.parse(text));
  expect(problem.status, place).toBe(status);
  const slug = problem.type.split("/").at(-1);
  const { responses } = operation.parse(description().paths[route.path]?.[route.method]);
  expect(responses[status]?.description ?? "", `${place}: not in the description`).toContain(`\`${slug}\``);
}

const PATTERNS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** The route that a call goes to; undefined where the API has none. */
export function routeOf(method: string, path: string): Route | undefined {
  const { pathname } = new URL(path, "https://firsthand.test");
  return PATTERNS.find(({ route, pattern }) => route.method === method.toLowerCase() && pattern.test(pathname))?.route;
}
