import type { Schema } from "./describe.ts";

type Schemas = { readonly [name: string]: Schema };

/**
 * A value that a schema describes: its own example where it has one, and otherwise put together from those of what it requires.
 * @returns undefined where some of it has no example
 */
export function exampleOf(schema: Schema | boolean, schemas: Schemas): unknown {
  if (typeof schema === "boolean") return undefined;
  const { $ref, examples, enum: values, default: usual, type, properties, items, anyOf, oneOf } = schema;
  if (examples !== undefined) return examples[0];
  if (schema.const !== undefined) return schema.const;
  if (values !== undefined) return values[0];
  if (usual !== undefined && properties === undefined) return usual;
  if ($ref !== undefined) {
    const target = schemas[$ref.slice($ref.lastIndexOf("/") + 1)];
    return target === undefined ? undefined : exampleOf(target, schemas);
  }
  const forms = anyOf ?? oneOf;
  if (forms !== undefined && properties === undefined) {
    return forms.map((form) => exampleOf(form, schemas)).find((example) => example !== undefined);
  }
  if (properties !== undefined) return objectOf(schema, schemas);
  if (items !== undefined && !Array.isArray(items)) {
    const item = exampleOf(items, schemas);
    return item === undefined ? undefined : [item];
  }
  return type === "object" ? {} : undefined;
}

function objectOf({ properties = {}, required = [] }: Schema, schemas: Schemas): unknown {
  const members = Object.entries(properties)
    .filter(([name]) => required.includes(name))
    .map(([name, member]) => [name, exampleOf(member, schemas)] as const);
  if (members.some(([, example]) => example === undefined)) return undefined;
  return Object.fromEntries(members);
}
