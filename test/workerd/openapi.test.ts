import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { withIssuer } from "../../src/http/openapi/any-issuer.ts";
import { meaningOf, type Schema } from "../../src/http/openapi/describe.ts";
import { exampleOf } from "../../src/http/openapi/example.ts";
import { OPENAPI_TEMPLATE } from "../../src/http/openapi/template.ts";
import { openApiDocument } from "../../src/http/openapi.ts";
import { ROUTES } from "../../src/http/routes.ts";
import { RESELLER_MEANINGS } from "../../src/resellers/wire/meanings.ts";
import { CHECKOUT_MEANINGS } from "../../src/wire/meanings/checkout.ts";
import { ORDER_MEANINGS } from "../../src/wire/meanings/order.ts";
import { SERVICE_MEANINGS } from "../../src/wire/meanings/service.ts";
import { WEBHOOK_MEANINGS } from "../../src/wire/meanings/webhooks.ts";
import { call } from "./support/deployment.ts";

/** What a number may be of. A time as text is RFC 3339, as its format says. */
const UNIT =
  /\b(units?|accounts?|checkouts?|decisions?|cases?|rows?|entries|records?|deliveries|outcomes?|registrations?|reports?|people|sales|shops|partners|listings?|places|tickets|days|kilometres|degrees|tries|milliseconds|seconds|pixels|bytes|probability|share|log-odds|index|number|version|smallest unit of the currency|feature's own unit|same unit|own unit|line|column|status|chance alone|keys|seconds)\b/i;

const content = z.object({
  description: z.string().default("-"),
  content: z
    .record(z.string(), z.object({ schema: z.unknown(), example: z.unknown(), examples: z.unknown() }).partial())
    .optional(),
});
const described = z.object({
  summary: z.string().default(""),
  description: z.string().default(""),
  parameters: z.array(z.object({ name: z.string(), description: z.string().default(""), example: z.unknown() })),
  requestBody: content.optional(),
  responses: z.record(z.string(), content.extend({ description: z.string().default("") })),
  "x-codeSamples": z.array(z.object({ lang: z.string(), label: z.string(), source: z.string() })),
});

const document = openApiDocument("https://firsthand.example");
const { schemas } = document.components;

type Member = { readonly place: string; readonly path: readonly string[]; readonly schema: Schema };

/** Every member of every schema, however deep. */
function membersOf(schema: Schema | boolean | undefined, path: readonly string[]): readonly Member[] {
  if (schema === undefined || typeof schema === "boolean") return [];
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, member]) =>
      typeof member === "boolean"
        ? []
        : [
            { place: [...path, name].join("."), path: [...path, name], schema: member },
            ...membersOf(member, [...path, name]),
          ],
    ),
    ...(Array.isArray(items) ? [] : membersOf(items, path)),
    ...membersOf(additionalProperties, path),
    ...[...anyOf, ...(schema.properties === undefined ? oneOf : [])].flatMap((form) => membersOf(form, path)),
  ];
}

const members = Object.entries(schemas).flatMap(([id, schema]) => membersOf(schema, [id]));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    place: `${method} ${path}`,
    operation: described.parse(operation),
  })),
);

function isNumber({ type, anyOf = [] }: Schema): boolean {
  const types = [type ?? []].flat();
  return types.includes("number") || types.includes("integer") || anyOf.some(isNumber);
}

describe("the description of the API", () => {
  it("has some hundred members to describe", () => {
    expect(members.length).toBeGreaterThan(900);
    expect(operations.length).toBe(ROUTES.length);
  });

  it("says what every schema and every member means", () => {
    expect(
      Object.entries(schemas)
        .filter(([, { description = "" }]) => description === "")
        .map(([id]) => id),
    ).toEqual([]);
    expect(members.filter(({ schema }) => (schema.description ?? "") === "").map(({ place }) => place)).toEqual([]);
  });

  it("says of every number what it is a number of", () => {
    const bare = members.filter(({ schema }) => isNumber(schema) && !UNIT.test(schema.description ?? ""));
    expect(bare.map(({ place, schema }) => `${place}: ${schema.description}`)).toEqual([]);
  });

  it("has an example for every schema and every member", () => {
    const bare = members.filter(({ schema }) => schema.not === undefined && exampleOf(schema, schemas) === undefined);
    expect(bare.map(({ place }) => place)).toEqual([]);
    expect(Object.keys(schemas).filter((id) => exampleOf(schemas[id] ?? {}, schemas) === undefined)).toEqual([]);
  });

  it("has examples that their own schemas take", () => {
    const refused = members.flatMap(({ place, schema }) => {
      const { examples = [], ...shape } = schema;
      if (JSON.stringify(shape).includes("$ref")) return [];
      const parser = z.fromJSONSchema(shape);
      return examples.filter((example) => !parser.safeParse(example).success).map((example) => `${place}: ${example}`);
    });
    expect(refused).toEqual([]);
  });

  it.each(
    ROUTES.flatMap(({ operationId, body, form, answer }) => [
      ...(body === undefined ? [] : [{ what: `${operationId} takes`, schema: body }]),
      ...(form === undefined ? [] : [{ what: `${operationId} takes`, schema: form }]),
      ...(answer === undefined ? [] : [{ what: `${operationId} answers`, schema: answer }]),
    ]),
  )("has a whole example of what $what", ({ schema }) => {
    const id = z.globalRegistry.get(schema)?.id ?? "";
    const example = exampleOf(schemas[id] ?? {}, schemas);
    expect(schema.safeParse(example).error?.issues).toBe(undefined);
  });

  it("says of every call what it does, of every parameter and answer what it means, and shows one", () => {
    const lacking = operations.flatMap(
      ({ place, operation: { summary, description, parameters, requestBody, responses } }) => [
        ...(summary === "" || description === "" ? [place] : []),
        ...parameters
          .filter((each) => each.description === "" || each.example === undefined)
          .map(({ name }) => `${place} ${name}`),
        ...Object.entries({ ...responses, body: requestBody ?? { description: "-" } }).flatMap(
          ([status, { description: said, content = {} }]) => [
            ...(said === "" ? [`${place} ${status}`] : []),
            ...Object.entries(content)
              .filter(
                ([, { schema, example, examples }]) =>
                  schema !== undefined && example === undefined && examples === undefined,
              )
              .map(([type]) => `${place} ${status} ${type}`),
          ],
        ),
      ],
    );
    expect(lacking).toEqual([]);
  });

  it("shows every call as a program in three languages, without a secret in it", () => {
    for (const { place, operation } of operations) {
      expect(
        operation["x-codeSamples"].map(({ label }) => label),
        place,
      ).toEqual(["curl", "TypeScript", "Python"]);
      for (const { source } of operation["x-codeSamples"]) expect(source, place).not.toMatch(/undefined|\{\w+Id\}/);
    }
  });
});

describe("the static file", () => {
  it.each(["https://firsthand.example", "http://localhost:8787", "https://shop.example/$&/$1"])(
    "is for %s, byte for byte, what its own routes describe",
    async (issuer) => {
      expect(withIssuer(OPENAPI_TEMPLATE, issuer)).toBe(JSON.stringify(openApiDocument(issuer)));
    },
  );

  it("is served with the address of this deployment alone", async () => {
    const { status, headers, json } = await call("/openapi.json", { method: "GET", shop: undefined });
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
      200,
      "application/json",
      "no-store",
    ]);
    expect(headers.get("x-request-id")).not.toBeNull();
    // Schemas stand in the order in which modules were loaded, which is another in a test.
    expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument(env.ISSUER))));
  });
});

describe("meanings", () => {
  const maps = [CHECKOUT_MEANINGS, ORDER_MEANINGS, SERVICE_MEANINGS, WEBHOOK_MEANINGS, RESELLER_MEANINGS];
  const places = maps.flatMap((map) => Object.keys(map));
  const all = Object.assign({}, ...maps);

  it("stand at one place each", () => {
    expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
  });

  it("are all said of something", () => {
    const parameters = ROUTES.flatMap(({ path, query = [] }) => [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ["path", name]),
      ...query.map(({ name }) => ["query", name]),
    ]);
    const said = new Set([...members.map(({ path }) => path), ...parameters].map((path) => meaningOf(path, all)));
    expect(places.filter((place) => !(place in schemas) && !said.has(all[place]))).toEqual([]);
  });

  it("are said where nothing else is: no schema says the same itself", () => {
    const twice = members.filter(({ path, schema }) => {
      const is = meaningOf(path, all)?.is;
      return is !== undefined && path.length > 1 && places.includes(path.join(".")) && schema.description !== is;
    });
    expect(twice.map(({ place }) => place)).toEqual([]);
  });
});
