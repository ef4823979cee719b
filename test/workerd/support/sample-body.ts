import * as z from "zod";

/** The part of a JSON Schema that tells what a value looks like. */
type Described = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly allOf?: readonly Described[];
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Described };
  readonly properties?: { readonly [name: string]: Described };
  readonly items?: Described;
  readonly format?: string;
  readonly minimum?: number;
  readonly minLength?: number;
};

const TEXTS: { readonly [format: string]: string } = {
  uri: "https://shop.example/",
  "date-time": "2026-12-01T08:30:00Z",
  date: "2026-12-01",
  email: "a.b@example.com",
};

/** A body with a value in every place that a schema describes, optional ones too, for tests that put others there. */
export function sampleBody(schema: z.ZodType): unknown {
  const described: Described = JSON.parse(
    JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })),
  );
  return sampleOf(described, described.$defs ?? {});
}

function sampleOf(described: Described, definitions: NonNullable<Described["$defs"]>): unknown {
  const { $ref, anyOf, oneOf, allOf, properties, items, type } = described;
  if ("const" in described) return described.const;
  if (described.enum !== undefined) return described.enum[0];
  if ($ref !== undefined) return sampleOf(definitions[$ref.split("/").at(-1) ?? ""] ?? {}, definitions);
  const [chosen] = anyOf ?? oneOf ?? [];
  if (chosen !== undefined) return sampleOf(chosen, definitions);
  if (allOf !== undefined) return Object.assign({}, ...allOf.map((part) => sampleOf(part, definitions)));
  if (type === "object") {
    const members = Object.entries(properties ?? {}).map(([name, each]) => [name, sampleOf(each, definitions)]);
    return Object.fromEntries(members);
  }
  if (type === "array") return [sampleOf(items ?? {}, definitions)];
  if (type === "integer" || type === "number") return described.minimum ?? 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  return TEXTS[described.format ?? ""] ?? "a".repeat(Math.max(1, described.minLength ?? 1));
}
