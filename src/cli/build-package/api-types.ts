import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import * as z from "zod";

const API = "src/client/api.ts";
const IMPORT = /import type \{([^}]+)\} from "(\.[^"]+)"/g;
const TYPE = /export type (\w+) = z\.(input|output)<typeof (\w+)>;/g;

/**
 * The declarations of `src/client/api.ts` with every shape written out, so that a shop needs no schema library.
 * Names, and whether a shape is what a call takes or answers, are read from that file.
 */
export async function apiTypes(): Promise<string> {
  const source = await readFile(API, "utf8");
  const schemas = await schemasIn(source);
  const definitions: { [name: string]: JSONSchema } = {};
  for (const [, name = "", io, schemaName = ""] of source.matchAll(TYPE)) {
    const schema = schemas.get(schemaName);
    if (schema === undefined) throw new Error(`${API} names ${schemaName}, which it does not import.`);
    const shape: JSONSchema = JSON.parse(
      JSON.stringify(z.toJSONSchema(schema, { io: io === "input" ? "input" : "output", target: "draft-7" })),
    );
    // References lead to the definitions of their own document; here all of them share one.
    // A schema with an id is a reference to a definition of that name.
    const { definitions: own = {}, ...rest } = shape;
    const target = rest.$ref?.slice("#/definitions/".length);
    Object.assign(definitions, own, { [name]: target === undefined ? rest : own[target] });
    if (target !== undefined && target !== name) delete definitions[target];
  }
  const shared: JSONSchema = {
    anyOf: Object.keys(definitions).map((name) => ({ $ref: `#/definitions/${name}` })),
    definitions,
  };
  return await compile(shared, "Shape", { bannerComment: "", additionalProperties: false, ignoreMinAndMaxItems: true });
}

/** The schemas that a module imports as types, by name. */
async function schemasIn(source: string): Promise<ReadonlyMap<string, z.ZodType>> {
  const schemas = new Map<string, z.ZodType>();
  for (const [, names = "", path = ""] of source.matchAll(IMPORT)) {
    const exported: { readonly [name: string]: unknown } = await import(resolve(join(API, ".."), path));
    for (const name of names.split(",").map((each) => each.trim())) {
      const schema = exported[name];
      if (schema instanceof z.ZodType) schemas.set(name, schema);
    }
  }
  return schemas;
}
