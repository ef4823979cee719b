import type * as z from "zod";
import type { Meaning, Meanings } from "../../wire/meanings/meaning.ts";

/** A JSON Schema as zod makes it. */
export type Schema = z.core.JSONSchema.JSONSchema;
type Part = z.core.JSONSchema.JSONSchema | boolean;

/**
 * The schema with every member's meaning, where the schema does not say it itself, and an example for it.
 * @param name of the schema, where a place begins
 */
export function describeSchema(name: string, schema: Schema, meanings: Meanings): Schema {
  return filled(described(schema, [name], meanings), meanings[name]);
}

/** What is said of a member: by the longest of the places that end in it. */
export function meaningOf(path: readonly string[], meanings: Meanings): Meaning | undefined {
  for (let from = 0; from < path.length; from += 1) {
    const meaning = meanings[path.slice(from).join(".")];
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

function filled(schema: Schema, meaning: Meaning | undefined): Schema {
  const { description = meaning?.is } = schema;
  // What a schema says never to be there has no example.
  const like = schema.not === undefined ? meaning?.like : undefined;
  const examples = like === undefined ? schema.examples : [like];
  return {
    ...schema,
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
  };
}

function described(schema: Schema, path: readonly string[], meanings: Meanings): Schema {
  const { properties, items, additionalProperties, anyOf, oneOf } = schema;
  const within = (part: Part) => (typeof part === "boolean" ? part : described(part, path, meanings));
  const all = (parts: readonly Schema[]) => parts.map((part) => described(part, path, meanings));
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: describedMembers(properties, path, meanings) }),
    ...(items === undefined ? {} : { items: Array.isArray(items) ? items.map(within) : within(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: within(additionalProperties) }),
    ...(anyOf === undefined ? {} : { anyOf: all(anyOf) }),
    // Forms of an object with members of its own only say which of these it has to have.
    ...(oneOf === undefined || properties !== undefined ? {} : { oneOf: all(oneOf) }),
  };
}

function describedMembers(properties: { readonly [name: string]: Part }, path: readonly string[], meanings: Meanings) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => {
      const place = [...path, name];
      if (typeof member === "boolean") return [name, member];
      return [name, filled(described(member, place, meanings), meaningOf(place, meanings))];
    }),
  );
}
