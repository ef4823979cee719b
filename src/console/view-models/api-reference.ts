import * as z from "zod";

const REFERENCE = z.object({ $ref: z.string() });
const SCHEMA = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
const CONTENT = z.object({
  description: z.string().optional(),
  /** By media type; a file has no schema. */
  content: z.record(z.string(), z.object({ schema: REFERENCE.optional() })).optional(),
});
const OPERATION = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.unknown())),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(["path", "header", "query"]),
      required: z.boolean().optional(),
      description: z.string().optional(),
    }),
  ),
  requestBody: CONTENT.optional(),
  responses: z.record(z.string(), CONTENT),
});
const DOCUMENT = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })).min(1),
  paths: z.record(z.string(), z.record(z.string(), OPERATION)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

type Schemas = z.infer<typeof DOCUMENT>["components"]["schemas"];

export type FieldRow = {
  /** Dotted path from the top of the body, for example `shippingAddress.postalCode`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string | undefined;
};

export type ApiCall = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly caller: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: string;
    readonly description?: string | undefined;
  }[];
  readonly body?: readonly FieldRow[] | undefined;
  readonly answer?: readonly FieldRow[] | undefined;
  /** Media types of a body or of an answer that is a file. */
  readonly bodyFiles: readonly string[];
  readonly answerFiles: readonly string[];
  readonly refusals: readonly { readonly status: string; readonly description: string }[];
  readonly curl: string;
  /** Anybody may make it with a link: the page can send it. */
  readonly sendable: boolean;
};

export type ApiReference = {
  readonly title: string;
  readonly description: string;
  readonly sections: readonly { readonly title: string; readonly calls: readonly ApiCall[] }[];
};

/**
 * The calls of an OpenAPI document as the documentation page shows them.
 * @throws ZodError where the document is not of the shape that this service generates
 */
export function apiReference(document: unknown): ApiReference {
  const { info, servers, paths, components } = DOCUMENT.parse(document);
  const base = servers[0]?.url ?? "";
  const sections = new Map<string, ApiCall[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const title = operation.tags[0] ?? "Other";
      const call = apiCall({ method, path, operation, schemas: components.schemas, base });
      sections.set(title, [...(sections.get(title) ?? []), call]);
    }
  }
  return { ...info, sections: [...sections].map(([title, calls]) => ({ title, calls })) };
}

type CallSource = {
  readonly method: string;
  readonly path: string;
  readonly operation: z.infer<typeof OPERATION>;
  readonly schemas: Schemas;
  readonly base: string;
};

function apiCall({ method, path, operation, schemas, base }: CallSource): ApiCall {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  const fieldsOf = (source: z.infer<typeof CONTENT> | undefined) => {
    const [body] = Object.values(source?.content ?? {});
    const schema = body?.schema;
    return schema && fieldRows(schema, schemas);
  };
  const publicCall = security.length === 0;
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    caller: callerWords(
      security.flatMap((scheme) => Object.keys(scheme)),
      security.some((scheme) => Object.keys(scheme).length === 0),
    ),
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      description: parameter.description,
    })),
    body: fieldsOf(requestBody),
    answer: fieldsOf(responses["200"]),
    bodyFiles: filesOf(requestBody),
    answerFiles: filesOf(responses["200"]),
    refusals: Object.entries(responses)
      .filter(([status]) => status !== "200")
      .map(([status, response]) => ({ status, description: response.description ?? "" })),
    curl: curlOf({
      method: method.toUpperCase(),
      url: base + path + neededQuery(parameters),
      schemes: security.flatMap((scheme) => Object.keys(scheme)),
      keyed: parameters.some(({ name }) => name === "Idempotency-Key"),
      bodyType: Object.keys(requestBody?.content ?? {})[0],
    }),
    sendable: publicCall && method === "get",
  };
}

function filesOf(source: z.infer<typeof CONTENT> | undefined): readonly string[] {
  return Object.entries(source?.content ?? {}).flatMap(([type, { schema }]) => (schema === undefined ? [type] : []));
}

function callerWords(schemes: readonly string[], browserToo: boolean): string {
  if (schemes.length === 0) return "Anybody";
  const words = [
    ...(schemes.includes("shopKey") ? ["a shop, with its key"] : []),
    ...(browserToo ? ["a buyer's browser, with an account token"] : []),
    ...(schemes.includes("staff") ? ["signed-in staff"] : []),
  ].join(", or ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type CurlSource = {
  readonly method: string;
  readonly url: string;
  /** Ways in which a caller may prove itself. */
  readonly schemes: readonly string[];
  readonly keyed: boolean;
  readonly bodyType: string | undefined;
};

/** The query that a call does not do without, with names for values as in the path. */
function neededQuery(parameters: z.infer<typeof OPERATION>["parameters"]): string {
  const needed = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  return needed.length === 0 ? "" : `?${needed.map(({ name }) => `${name}={${name}}`).join("&")}`;
}

function proofOf(schemes: readonly string[]): readonly string[] {
  if (schemes.includes("shopKey")) return [`-H "Authorization: Bearer $SHOP_KEY"`];
  return schemes.includes("staff") ? [`-H "Cf-Access-Jwt-Assertion: $ASSERTION"`] : [];
}

function curlOf({ method, url, schemes, keyed, bodyType }: CurlSource): string {
  const body = bodyType === "application/json" ? "-d @body.json" : "--data-binary @file";
  return [
    method === "GET" ? `curl '${url}'` : `curl -X ${method} '${url}'`,
    ...proofOf(schemes),
    ...(keyed ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(bodyType === undefined ? [] : [`-H 'Content-Type: ${bodyType}'`, body]),
  ].join(" \\\n  ");
}

/** Depth to which nested objects are written out; deeper ones are named by their type. */
const DEPTH_MAX = 3;

function fieldRows(schema: unknown, schemas: Schemas, prefix = "", depth = 0): readonly FieldRow[] {
  const { properties, required } = membersOf(schema, schemas);
  return Object.entries(properties).flatMap(([name, member]) => {
    const path = prefix + name;
    const field = resolved(member, schemas);
    const row = {
      path,
      type: typeWords(field, schemas),
      required: required.includes(name),
      description: field.description,
    };
    const inner = field.properties === undefined ? field.items : member;
    const nested =
      inner === undefined || depth >= DEPTH_MAX
        ? []
        : fieldRows(inner, schemas, `${path}${field.items === undefined ? "." : "[]."}`, depth + 1);
    return [row, ...nested];
  });
}

/** The members of an object; of several forms of it, those of all together, required where every form requires them. */
function membersOf(
  schema: unknown,
  schemas: Schemas,
): { readonly properties: { readonly [name: string]: unknown }; readonly required: readonly string[] } {
  const { properties = {}, required = [], anyOf, oneOf = anyOf } = resolved(schema, schemas);
  if (oneOf === undefined) return { properties, required };
  const forms = oneOf.map((form) => membersOf(form, schemas));
  return {
    properties: Object.fromEntries(forms.flatMap((form) => Object.entries(form.properties))),
    required: forms.map((form) => form.required).reduce((all, some) => all.filter((name) => some.includes(name))),
  };
}

function resolved(schema: unknown, schemas: Schemas): z.infer<typeof SCHEMA> {
  const parsed = SCHEMA.safeParse(schema);
  if (!parsed.success) return {};
  const { $ref, ...rest } = parsed.data;
  const name = $ref?.slice($ref.lastIndexOf("/") + 1);
  return name === undefined ? rest : resolved(schemas[name], schemas);
}

function typeWords(field: z.infer<typeof SCHEMA>, schemas: Schemas): string {
  if (field.enum !== undefined) return field.enum.map(String).join(" | ");
  if (field.const !== undefined) return String(field.const);
  const options = field.anyOf ?? field.oneOf;
  if (options !== undefined)
    return [...new Set(options.map((option) => typeWords(resolved(option, schemas), schemas)))].join(" | ");
  if (field.items !== undefined) return `${typeWords(resolved(field.items, schemas), schemas)}[]`;
  const type = [field.type ?? "any"].flat().join(" | ");
  if (field.format !== undefined) return `${type}, ${field.format}`;
  if (field.minimum !== undefined && field.maximum !== undefined && field.maximum < Number.MAX_SAFE_INTEGER)
    return `${type}, ${field.minimum} to ${field.maximum}`;
  return field.maxLength === undefined ? type : `${type}, at most ${field.maxLength} characters`;
}
