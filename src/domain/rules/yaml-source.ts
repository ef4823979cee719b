import { Alias, isCollection, isMap, isScalar, LineCounter, type Node, parseDocument, type Scalar, visit } from "yaml";
import { RULE_LIMITS } from "./limits.ts";

/** A way into a document: names of fields and numbers of items. */
export type YamlPath = readonly PropertyKey[];

export type Position = { readonly line: number; readonly column: number };

export type YamlProblem = Position & { readonly code: string; readonly message: string; readonly hint?: string };

const PROBLEM_CODES: { readonly [code: string]: string } = {
  DUPLICATE_KEY: "yaml-duplicate-key",
  TAG_RESOLVE_FAILED: "yaml-tag",
  MULTIPLE_DOCS: "yaml-multiple-documents",
};

/**
 * A YAML text, its value as plain data, and the place of every part of it. Aliases and tags are refused, so the value is
 * no larger than the text.
 */
export class YamlSource {
  readonly text: string;
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  readonly #lines = new LineCounter();
  readonly #root: Node | null;

  constructor(text: string) {
    this.text = text;
    const tooDeepAt = tooManyBracketsAt(text);
    if (tooDeepAt !== undefined) {
      for (const { index } of text.matchAll(/\n/g)) this.#lines.addNewLine(index + 1);
      const message = `More than ${RULE_LIMITS.yamlBracketsMax} brackets are open here.`;
      this.problems = [{ ...this.#at(tooDeepAt), code: "yaml-too-deep", message }];
      this.#root = null;
      return;
    }
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const problems = [...document.errors, ...document.warnings].map(({ code, message, pos: [start] }) => ({
      ...this.#at(start),
      code: PROBLEM_CODES[code] ?? "yaml-syntax",
      message,
    }));
    visit(document, {
      Alias: (_, alias) => {
        const message = "Aliases are not part of policy files.";
        problems.push({ ...this.#at(alias.range?.[0] ?? 0), code: "yaml-alias", message });
      },
      Pair: (_, { key }) => {
        if (isScalar(key) && typeof key.value === "string") return;
        const message = "A field's name must be a plain text.";
        problems.push({ ...this.#at(isNode(key) ? (key.range?.[0] ?? 0) : 0), code: "yaml-key", message });
      },
    });
    this.problems = problems;
    this.#root = document.contents;
    this.value = problems.length > 0 ? undefined : document.toJS();
  }

  /** Where the value at a path begins, or the nearest thing around it that is written down. */
  positionOf(path: YamlPath): Position {
    return this.#at(this.#find(path)?.range?.[0] ?? 0);
  }

  /** Where a field's name stands. */
  positionOfName(path: YamlPath, name: string): Position {
    const owner = this.#find(path);
    const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    return pair && isScalar(pair.key) ? this.#at(pair.key.range?.[0] ?? 0) : this.positionOf(path);
  }

  /** Where a character of a text value stands in the file, whatever way the text is quoted or folded. */
  positionInText(path: YamlPath, offset: number): Position {
    const node = this.#find(path);
    return isScalar(node) && typeof node.value === "string"
      ? this.#at(this.#offsetInFile(node, node.value, offset))
      : this.positionOf(path);
  }

  #find(path: YamlPath): Node | undefined {
    let found: unknown = this.#root ?? undefined;
    for (const step of path) {
      const inner = isCollection(found) ? found.get(step, true) : undefined;
      if (inner === undefined || inner === null) break;
      found = inner;
    }
    return isNode(found) ? found : undefined;
  }

  /** Walks the value and its spelling side by side; a fold (line break and indentation) stands for one character. */
  #offsetInFile(node: Scalar, value: string, offset: number): number {
    let [at] = node.range ?? [0];
    const block = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
    if (block) at = this.text.indexOf("\n", at) + 1;
    else if (node.type !== "PLAIN") at++;
    for (let index = 0; ; index++) {
      const wanted = value[index];
      while (at < this.text.length && this.text[at] !== wanted) {
        if (this.text[at] === "\n" && (wanted === " " || wanted === undefined)) break;
        at++;
      }
      if (index >= offset || index >= value.length) return at;
      const folded = this.text[at] === "\n";
      at++;
      // Spaces that the value keeps after a line break are its own, the rest is the block's indentation.
      if (folded) at += Math.max(0, spacesAt(this.text, at) - spacesAt(value, index + 1));
    }
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isCollection(value) || value instanceof Alias;
}

/** Counts brackets in texts and comments too: a policy has no use for so many of them there either. */
function tooManyBracketsAt(text: string): number | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "[" || character === "{") open++;
    else if (character === "]" || character === "}") open--;
    if (open > RULE_LIMITS.yamlBracketsMax) return at;
  }
  return undefined;
}

function spacesAt(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at - from;
}
