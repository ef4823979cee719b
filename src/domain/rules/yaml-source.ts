import {
  Alias,
  Composer,
  type CST,
  type Document,
  isCollection,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { assert } from "../result.ts";
import type { Sliced } from "../sliced.ts";
import { RULE_LIMITS } from "./limits.ts";

/** A way into a document: names of fields and numbers of items. */
export type YamlPath = readonly PropertyKey[];

export type Position = { readonly line: number; readonly column: number };

export type YamlProblem = Position & { readonly code: string; readonly message: string; readonly hint?: string };

const PROBLEM_CODES: { readonly [code: string]: string } = {
  TAG_RESOLVE_FAILED: "yaml-tag",
};
/** Words and marks of a text that are read at once. */
const LEXEMES_PER_SLICE = 10_000;

/**
 * A YAML text, its value as plain data, and the place of every part of it. Aliases and tags are refused, so the value is
 * no larger than the text.
 */
export class YamlSource {
  readonly text: string;
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  readonly #lines: LineCounter;
  readonly #root: Node | null;

  /** Reads a text in slices, none of which takes longer than the library takes to put the parts of a whole file together. */
  static *read(text: string): Sliced<YamlSource> {
    const lines = new LineCounter();
    const tooDeepAt = tooManyBracketsAt(text);
    if (tooDeepAt !== undefined) {
      for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
      const message = `More than ${RULE_LIMITS.yamlBracketsMax} brackets are open here.`;
      return new YamlSource(text, lines, { refused: { at: tooDeepAt, code: "yaml-too-deep", message } });
    }
    const tokens = yield* tokensOf(text, lines);
    if (tokens === undefined) {
      const message = `The file has more than ${RULE_LIMITS.yamlLexemesMax} words and marks.`;
      return new YamlSource(text, lines, { refused: { at: 0, code: "file-too-long", message } });
    }
    // Names that come twice are looked for below: the library compares each with all before it.
    const [document, second] = new Composer({ uniqueKeys: false }).compose(tokens, true, text.length);
    yield;
    assert(document !== undefined, "the library gives a document of every text");
    return new YamlSource(text, lines, { document, second });
  }

  private constructor(text: string, lines: LineCounter, composed: Composed) {
    this.text = text;
    this.#lines = lines;
    if ("refused" in composed) {
      const { at, ...said } = composed.refused;
      this.problems = [{ ...this.#at(at), ...said }];
      this.#root = null;
      return;
    }
    const { document, second } = composed;
    const problems = [...document.errors, ...document.warnings].map(({ code, message, pos: [start] }) => ({
      ...this.#at(start),
      code: PROBLEM_CODES[code] ?? "yaml-syntax",
      message,
    }));
    if (second !== undefined) {
      const message = "A file is one document, and this has more.";
      problems.push({ ...this.#at(second.range[0]), code: "yaml-multiple-documents", message });
    }
    visit(document, {
      Map: (_, map) => {
        for (const at of repeatedNames(map)) {
          const message = "The name of a field stands twice.";
          problems.push({ ...this.#at(at), code: "yaml-duplicate-key", message });
        }
      },
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

/** What the library made of a text, or why it was not asked. */
type Composed =
  | { readonly document: Document.Parsed; readonly second: Document.Parsed | undefined }
  | { readonly refused: { readonly at: number; readonly code: string; readonly message: string } };

/** The parts of a text; undefined where it has too many. */
function* tokensOf(text: string, lines: LineCounter): Sliced<CST.Token[] | undefined> {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    lexemes += 1;
    if (lexemes > RULE_LIMITS.yamlLexemesMax) return undefined;
    if (lexemes % LEXEMES_PER_SLICE === 0) yield;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Where names stand that stood in the same map before. */
function repeatedNames({ items }: YAMLMap): number[] {
  const names = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    if (!names.has(key.value)) {
      names.add(key.value);
      return [];
    }
    return [key.range?.[0] ?? 0];
  });
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
