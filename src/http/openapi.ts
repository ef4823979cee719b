import * as z from "zod";
import { BODY_BYTES_MAX, IDEMPOTENCY_KEY_LENGTH_MAX } from "../domain/limits.ts";
import { RESELLER_MEANINGS } from "../resellers/wire/meanings.ts";
import { CHECKOUT_MEANINGS } from "../wire/meanings/checkout.ts";
import type { Meanings } from "../wire/meanings/meaning.ts";
import { ORDER_MEANINGS } from "../wire/meanings/order.ts";
import { SERVICE_MEANINGS } from "../wire/meanings/service.ts";
import { SMS_MEANINGS } from "../wire/meanings/sms.ts";
import { WEBHOOK_MEANINGS } from "../wire/meanings/webhooks.ts";
import { PROBLEMS, type ProblemSlug, problemDocument } from "../wire/problem.ts";
import { problemAnswer } from "../wire/service.ts";
import { type CodeSample, codeSamples } from "./openapi/code-samples.ts";
import { describeSchema, meaningOf, type Schema } from "./openapi/describe.ts";
import { exampleOf } from "./openapi/example.ts";
import { describedWebhooks } from "./openapi/webhooks.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./routes.ts";

type JsonObject = { [name: string]: unknown };
type Schemas = { readonly [id: string]: Schema };
type Described = { readonly issuer: string; readonly schemas: Schemas };

const MEANINGS: Meanings = {
  ...CHECKOUT_MEANINGS,
  ...ORDER_MEANINGS,
  ...SERVICE_MEANINGS,
  ...WEBHOOK_MEANINGS,
  ...SMS_MEANINGS,
  ...RESELLER_MEANINGS,
};
const TAGS = [
  { name: "Public", description: "Calls that anybody may make, a buyer's browser among them." },
  { name: "Shop", description: "Calls of a shop's server, with its key; a browser never has one." },
  { name: "Partner", description: "Calls of a store, with the key of its partner." },
  {
    name: "Staff",
    description: "Calls of people who are signed in by Cloudflare Access, each with the roles that it names.",
  },
  { name: "Webhooks", description: "Calls that the service makes, to where a shop wants to be told of events." },
];

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
  const described = { issuer, schemas: describedSchemas() };
  for (const route of ROUTES) {
    const operations = paths[route.path] ?? {};
    operations[route.method] = operation(route, described);
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
    servers: [{ url: issuer, description: "This deployment." }],
    tags: TAGS,
    paths,
    webhooks: describedWebhooks(),
    components: {
      schemas: { ...described.schemas },
      securitySchemes: {
        shopKey: { type: "http", scheme: "bearer", description: "A shop key, on servers only." },
        partnerKey: { type: "http", scheme: "bearer", description: "The key of a partner, on the tablet of a store." },
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

function operation(route: Route, described: Described): JsonObject {
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
    ...(route.body === undefined && route.form === undefined && route.bodyTypes === undefined
      ? {}
      : { requestBody: { required: true, content: bodies(route, described) } }),
    responses: {
      ...(route.answersRanges
        ? {
            "206": { description: "The range that was asked for.", content: files(route.answerTypes ?? []) },
            "304": { description: "The caller has it already, by its ETag." },
          }
        : {}),
      ...(route.answersNothing ? { "204": { description: "It is done." } } : { "200": answerOf(route, described) }),
      ...problemResponses(problems, described),
    },
    "x-codeSamples": samples(route, described),
  };
}

function answerOf(route: Route, { schemas }: Described): JsonObject {
  const { answer, answerTypes = [] } = route;
  if (answer === undefined) return { description: `A file: ${answerTypes.join(" or ")}.`, content: files(answerTypes) };
  const schema = reference(answer);
  const { description } = schemas[idOf(answer)] ?? {};
  return {
    description: route.answersLines ? `One such document a line. ${description}` : description,
    content: { [mediaTypeOf(route)]: { schema, example: exampleOf(schema, schemas) }, ...files(answerTypes) },
  };
}

function bodies({ body, form, bodyTypes = [] }: Route, { schemas }: Described): JsonObject {
  const described = (of: z.ZodType) => ({ schema: reference(of), example: exampleOf(reference(of), schemas) });
  return {
    ...(body === undefined ? {} : { "application/json": described(body) }),
    ...(form === undefined
      ? {}
      : { "application/x-www-form-urlencoded": described(form), "application/json": described(form) }),
    ...files(bodyTypes),
  };
}

/** Programs that make the call, with the examples of its parameters and of its body. */
function samples(route: Route, { issuer, schemas }: Described): readonly CodeSample[] {
  const { operationId, method, path, query = [], keyed = false, body = route.form } = route;
  const example = (name: string, place: string) => String(meaningOf([place, name], MEANINGS)?.like ?? name);
  const needed = query.filter(({ required }) => required === true);
  return codeSamples({
    operationId,
    method,
    baseUrl: issuer,
    path,
    pathValues: Object.fromEntries(namesIn(path).map((name) => [name, example(name, "path")])),
    queryValues: Object.fromEntries(needed.map(({ name }) => [name, example(name, "query")])),
    proof: proofOf(route),
    keyed,
    ...(body === undefined ? {} : { body: exampleOf(reference(body), schemas) }),
    fileType: route.bodyTypes?.[0],
  });
}

function proofOf({ caller }: Route): "shop" | "partner" | "staff" | "none" {
  if (caller === "anybody") return "none";
  if (caller === "partner") return "partner";
  return caller.startsWith("shop") ? "shop" : "staff";
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function mediaTypeOf({ answersLines }: Route): string {
  return answersLines ? "application/x-ndjson" : "application/json";
}

/** Files have no schema: their media type says all. */
function files(mediaTypes: readonly string[]): JsonObject {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, {}]));
}

function problemResponses(slugs: readonly ProblemSlug[], { issuer }: Described): JsonObject {
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
        content: {
          "application/problem+json": {
            schema: reference(problemAnswer),
            examples: Object.fromEntries(
              sameStatus.map((slug) => [
                slug,
                {
                  value: problemDocument(
                    { slug, detail: `${PROBLEMS[slug].title}.` },
                    issuer,
                    "01KBA1JDQ8Z5V7N3T4W6X9Y2CF",
                  ),
                },
              ]),
            ),
          },
        },
      },
    ]),
  );
}

function parameters({ path, query = [], keyed }: Route): JsonObject[] {
  const said = (name: string, place: string, description?: string) => {
    const { is, like } = meaningOf([place, name], MEANINGS) ?? {};
    // In an address everything is text.
    return { name, description: description ?? is, example: like === undefined ? undefined : String(like) };
  };
  const inPath = namesIn(path).map((name) => ({
    ...said(name, "path"),
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = query.map(({ name, description, required = false }) => ({
    ...said(name, "query", description),
    in: "query",
    required,
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
      example: "try-7f3c9a",
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
    case "partner":
      return [{ partnerKey: [] }];
    case "shop or partner":
      return [{ shopKey: [] }, { partnerKey: [] }];
    case "shop, staff or partner":
      return [{ shopKey: [] }, { staff: [] }, { partnerKey: [] }];
    case "staff":
    case "staff or service":
      return [{ staff: [] }];
  }
}

/** Named schemas of all routes, as JSON Schema with references between them, each member with its meaning. */
function describedSchemas(): Schemas {
  const { schemas: named } = z.toJSONSchema(z.globalRegistry, {
    target: "draft-2020-12",
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(named).map(([id, schema]) => {
      const { $schema: _dialect, $id: _id, id: _metaId, ...rest } = schema;
      return [id, describeSchema(id, rest, MEANINGS)];
    }),
  );
}

function reference(schema: z.ZodType) {
  return { $ref: `#/components/schemas/${idOf(schema)}` };
}

function idOf(schema: z.ZodType): string {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new TypeError("every body and answer of a route has a name: give it .meta({ id })");
  return id;
}
