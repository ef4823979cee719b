import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type * as z from "zod";
import { err, ok, type Result } from "../../domain/result.ts";

/** A file larger than this is not a brand profile or a settings file. */
export const YAML_CHARS_MAX = 262_144;

/** One thing wrong with a file, where an editor can jump to it. Lines and columns count from 1. */
export type FileProblem = {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
};

/**
 * Parses YAML and checks it against a schema.
 * @returns the checked value, or every problem at once in the order of the file; an unknown key is reported at the key
 */
export function parseCheckedYaml<T>(text: string, schema: z.ZodType<T>): Result<T, readonly FileProblem[]> {
  if (text.length > YAML_CHARS_MAX) {
    return err([{ line: 1, column: 1, path: "", message: `longer than ${YAML_CHARS_MAX} characters` }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, logLevel: "silent" });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return err(document.errors.map((error) => ({ ...at(error.pos[0]), path: "", message: firstLine(error.message) })));
  }
  // Anchors have no use in these files, and refusing them leaves no way to write a text that unfolds without end.
  const aliases = readValue(() => document.toJS({ maxAliasCount: 0 }));
  if (!aliases.ok) return err([{ line: 1, column: 1, path: "", message: "anchors and aliases are not allowed" }]);
  const checked = schema.safeParse(aliases.value);
  if (checked.success) return ok(checked.data);
  const problems = checked.error.issues.flatMap((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    return keys.map((key) => {
      const path = key === undefined ? issue.path : [...issue.path, key];
      const message = key === undefined ? issue.message : `unknown key "${key}"`;
      return { ...at(offsetOf(document.contents, path)), path: path.join("."), message };
    });
  });
  return err(problems.sort((a, b) => a.line - b.line || a.column - b.column));
}

function readValue(read: () => unknown): Result<unknown, "refused"> {
  try {
    return ok(read());
  } catch {
    return err("refused");
  }
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

/** Where the value of a path starts; for the last step of a map its key, and for what is missing the closest thing around it. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isNode(node) && "items" in node && Array.isArray(node.items) && typeof step === "number") {
      node = node.items[step];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
