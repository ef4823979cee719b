import * as z from "zod";
import { BODY_BYTES_MAX, IDEMPOTENCY_KEY_LENGTH_MAX } from "../domain/limits.ts";
import { PROBLEMS, type ProblemSlug } from "../wire/problem.ts";
import { problemAnswer } from "../wire/service.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./routes.ts";

type JsonObject = { [name: string]: unknown };

/** Problems that a call may answer with because of who makes it or how, whatever it does. */
function commonProblems({ caller, body, keyed, problems }: Route): ProblemSlug[] {
  return [
    ...(body === undefined ? [] : (["request-invalid", "body-too-large", "media-type-unsupported"] as const)),
    ...(body === undefined && !problems.includes("body-too-large") ? [] : (["body-too-slow"] as const)),
    ...(keyed
      ? ([
          "idempotency-key-missing",
          "idempotency-key-reused",
          "idempotent-reply-withdrawn",
          "sale-halted",
          "overloaded",
        ] as const)
      : []),
    "storage-unavailable",
    ...(caller === "anybody" ? [] : (["unauthorized", "shop-key-in-browser", "forbidden"] as const)),
  ];
}

/** The OpenAPI 3.1 document, made from the routes and their zod schemas. */
export function openApiDocument(issuer: string) {
  const paths: { [path: string]: JsonObject } = {};
  for (const route of ROUTES) {
    const operations = paths[route.path] ?? {};
    operations[route.method] = operation(route);
    paths[route.path] = operations;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Firsthand",
      version: "1",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description: `Decides who may buy when there is less stock than demand. Bodies are JSON of at most ${BODY_BYTES_MAX} bytes where a call names no other limit; unknown fields are refused; errors are problem documents (RFC 9457); a refusal to sell is a 200 with a verdict.`,
    },
    servers: [{ url: issuer }],
    tags: [{ name: "Public" }, { name: "Shop" }, { name: "Staff" }],
    paths,
    components: {
      schemas: { ...schemas() },
      securitySchemes: {
        shopKey: { type: "http", scheme: "bearer", description: "A shop key, on servers only." },
        staff: {
          type: "apiKey",
          in: "header",
          name: "Cf-Access-Jwt-Assertion",
          description: "Added by Cloudflare Access for a signed-in person.",
        },
      },
    },
  };
}

function operation(route: Route): JsonObject {
  const problems = [...new Set([...route.problems, ...commonProblems(route)])];
  const description = [
    ...(route.description === undefined ? [] : [route.description]),
    ...("roles" in route ? [`For staff with the role ${route.roles.join(" or ")}.`] : []),
    ...(route.bodyBytesMax === undefined ? [] : [`The body may hold ${route.bodyBytesMax} bytes.`]),
  ].join(" ");
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(description === "" ? {} : { description }),
    tags: [route.tag],
    security: security(route.caller),
    parameters: parameters(route),
    ...(route.body === undefined && route.bodyTypes === undefined
      ? {}
      : { requestBody: { required: true, content: bodies(route) } }),
    responses: {
      ...(route.answersRanges
        ? {
            "206": { description: "The range.", content: files(route.answerTypes ?? []) },
            "304": { description: "As it is known." },
          }
        : {}),
      [route.answersNothing ? "204" : "200"]: {
        description: "Done.",
        ...(route.answer === undefined
          ? {}
          : { content: { [mediaTypeOf(route)]: { schema: reference(route.answer) } } }),
        ...(route.answerTypes === undefined ? {} : { content: files(route.answerTypes) }),
      },
      ...problemResponses(problems),
    },
  };
}

function bodies({ body, bodyTypes = [] }: Route): JsonObject {
  return { ...(body === undefined ? {} : { "application/json": { schema: reference(body) } }), ...files(bodyTypes) };
}

function mediaTypeOf({ answersLines }: Route): string {
  return answersLines ? "application/x-ndjson" : "application/json";
}

/** Files have no schema: their media type says all. */
function files(mediaTypes: readonly string[]): JsonObject {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, {}]));
}

function problemResponses(slugs: readonly ProblemSlug[]): JsonObject {
  const byStatus = new Map<number, ProblemSlug[]>();
  for (const slug of slugs) {
    const { status } = PROBLEMS[slug];
    byStatus.set(status, [...(byStatus.get(status) ?? []), slug]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [
      String(status),
      {
        description: sameStatus.map((slug) => `\`${slug}\`: ${PROBLEMS[slug].title}.`).join(" "),
        content: { "application/problem+json": { schema: reference(problemAnswer) } },
      },
    ]),
  );
}

function parameters({ path, query = [], keyed }: Route): JsonObject[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = query.map(({ name, description, required = false }) => ({
    name,
    in: "query",
    required,
    description,
    schema: { type: "string" },
  }));
  if (!keyed) return [...inPath, ...inQuery];
  return [
    ...inPath,
    ...inQuery,
    {
      name: "Idempotency-Key",
      in: "header",
      required: true,
      description: "A fresh value per request; the same value repeats the request and gets the same bytes, for a day.",
      schema: { type: "string", minLength: 1, maxLength: IDEMPOTENCY_KEY_LENGTH_MAX },
    },
  ];
}

function security(caller: Route["caller"]): JsonObject[] {
  switch (caller) {
    case "anybody":
      return [];
    case "shop":
      return [{ shopKey: [] }];
    case "shop or browser":
      return [{ shopKey: [] }, {}];
    case "shop or staff":
      return [{ shopKey: [] }, { staff: [] }];
    case "staff":
    case "staff or service":
      return [{ staff: [] }];
  }
}

/** Named schemas of all routes, as JSON Schema with references between them. */
function schemas(): JsonObject {
  const { schemas: named } = z.toJSONSchema(z.globalRegistry, {
    target: "draft-2020-12",
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(named).map(([id, schema]) => {
      const { $schema: _dialect, $id: _id, id: _metaId, ...rest }: JsonObject = { ...schema };
      return [id, rest];
    }),
  );
}

function reference(schema: z.ZodType): JsonObject {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new TypeError("every body and answer of a route has a name: give it .meta({ id })");
  return { $ref: `#/components/schemas/${id}` };
}
