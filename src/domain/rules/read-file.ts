import * as z from "zod";
import { nearestHint } from "./nearest-name.ts";
import type { RuleProblem } from "./problem.ts";
import { type YamlPath, YamlSource } from "./yaml-source.ts";

/** One readable file: its value, and its source for the places of problems. */
export type SourceOf<T> = { readonly path: string; readonly source: YamlSource; readonly value: T };

type Reading = {
  readonly file: { readonly path: string; readonly text: string };
  readonly charsMax: number;
  readonly problems: RuleProblem[];
};

/** Reads one file, or reports everything that is wrong with its syntax and shape. */
export function readFile<T>({
  schema,
  ...reading
}: Reading & { readonly schema: z.ZodType<T> }): SourceOf<T> | undefined {
  const read = readSource(reading);
  return read && withShape(read, schema, reading.problems);
}

/** Reads the syntax of one file, or reports everything that is wrong with it. */
export function readSource({ file: { path, text }, charsMax, problems }: Reading): SourceOf<unknown> | undefined {
  if (text.length > charsMax) {
    const message = `The file has ${text.length} characters; at most ${charsMax} are allowed.`;
    problems.push({ file: path, line: 1, column: 1, code: "file-too-long", message });
    return undefined;
  }
  const source = new YamlSource(text);
  if (source.problems.length > 0) {
    problems.push(...source.problems.map((problem) => ({ file: path, ...problem })));
    return undefined;
  }
  return { path, source, value: source.value };
}

/** The file as its schema has it, or a report of everything that is wrong with its shape. */
export function withShape<T>(
  { path, source, value }: SourceOf<unknown>,
  schema: z.ZodType<T>,
  problems: RuleProblem[],
): SourceOf<T> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { path, source, value: parsed.data };
  const rule = idOf(value);
  for (const issue of parsed.error.issues) {
    for (const problem of shapeProblems(issue, source, schema)) problems.push({ file: path, rule, ...problem });
  }
  return undefined;
}

/** Says one finding of the schema in the words of YAML. */
function shapeProblems(issue: z.core.$ZodIssue, source: YamlSource, schema: z.ZodType): Omit<RuleProblem, "file">[] {
  const { path, message } = issue;
  const field = path.length === 0 ? "The file" : `"${path.join(".")}"`;
  if (issue.code === "unrecognized_keys") {
    const known = fieldNames(schema);
    return issue.keys.map((name) => ({
      ...source.positionOfName(path, name),
      code: "field-unknown",
      message: `There is no field "${name}"${path.length === 0 ? "" : ` in ${field}`}.`,
      hint: nearestHint(name, known),
    }));
  }
  const value = valueAt(source.value, path);
  if (value === undefined) {
    return [{ ...source.positionOf(path), code: "field-missing", message: `${field} is missing.` }];
  }
  const hint = issue.code === "invalid_value" ? nearestHint(String(value), issue.values.map(String)) : undefined;
  return [{ ...source.positionOf(path), code: "field-invalid", message: `${field}: ${message}`, hint }];
}

function fieldNames(schema: z.ZodType): Set<string> {
  const names = new Set<string>();
  const collect = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    for (const [name, inner] of Object.entries(part)) {
      if (name === "properties") for (const field of Object.keys(inner)) names.add(field);
      collect(inner);
    }
  };
  collect(z.toJSONSchema(schema, { io: "input" }));
  return names;
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let found: unknown = value;
  for (const step of path) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, step) : undefined;
  }
  return found;
}

function idOf(value: unknown): string | undefined {
  const id = valueAt(value, ["id"]);
  return typeof id === "string" ? id : undefined;
}
