import * as z from "zod";
import type { Sliced } from "../sliced.ts";
import { RULE_LIMITS } from "./limits.ts";
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
export function* readFile<T>({
  schema,
  ...reading
}: Reading & { readonly schema: z.ZodType<T> }): Sliced<SourceOf<T> | undefined> {
  const read = yield* readSource(reading);
  return read && (yield* withShape(read, schema, reading.problems));
}

/** Reads the syntax of one file, or reports everything that is wrong with it. */
export function* readSource({
  file: { path, text },
  charsMax,
  problems,
}: Reading): Sliced<SourceOf<unknown> | undefined> {
  if (text.length > charsMax) {
    const message = `The file has ${text.length} characters; at most ${charsMax} are allowed.`;
    problems.push({ file: path, line: 1, column: 1, code: "file-too-long", message });
    return undefined;
  }
  const source = yield* YamlSource.read(text);
  if (source.problems.length > 0) {
    problems.push(...source.problems.map((problem) => ({ file: path, ...problem })));
    return undefined;
  }
  return { path, source, value: source.value };
}

/** The file as its schema has it, or a report of everything that is wrong with its shape. */
export function* withShape<T>(
  { path, source, value }: SourceOf<unknown>,
  schema: z.ZodType<T>,
  problems: RuleProblem[],
): Sliced<SourceOf<T> | undefined> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { path, source, value: parsed.data };
  const rule = idOf(value);
  for (const [at, issue] of parsed.error.issues.entries()) {
    if (at % RULE_LIMITS.problemsMax === 0) yield;
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
    const place = source.positionOf(path);
    return issue.keys.map((name, at) => ({
      // Of more names than a report shows none is looked for in the file.
      ...(at < RULE_LIMITS.problemsMax ? source.positionOfName(path, name) : place),
      code: "field-unknown",
      message: `There is no field "${name}"${path.length === 0 ? "" : ` in ${field}`}.`,
      hint: at < RULE_LIMITS.problemsMax ? nearestHint(name, known) : undefined,
    }));
  }
  const value = valueAt(source.value, path);
  if (value === undefined) {
    return [{ ...source.positionOf(path), code: "field-missing", message: `${field} is missing.` }];
  }
  const hint = issue.code === "invalid_value" ? nearestHint(String(value), issue.values.map(String)) : undefined;
  return [{ ...source.positionOf(path), code: "field-invalid", message: `${field}: ${message}`, hint }];
}

const namesOf = new WeakMap<z.ZodType, Set<string>>();

function fieldNames(schema: z.ZodType): Set<string> {
  const remembered = namesOf.get(schema);
  if (remembered !== undefined) return remembered;
  const names = new Set<string>();
  namesOf.set(schema, names);
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
