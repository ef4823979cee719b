import { visit } from "jsonc-parser";
import type { Json } from "../domain/canonical-json.ts";
import { JSON_DEPTH_MAX } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";

/** Where a JSON text is not one that every reader would understand alike. */
export type JsonProblem = { readonly pointer: string; readonly detail: string };

/**
 * Reads JSON strictly: RFC 8259 by the engine's own parser, and beyond that no repeated member (readers disagree on which one
 * counts), no nesting below `JSON_DEPTH_MAX`, and no number or text that changes when it is read or kept.
 */
export function parseJson(text: string): Result<Json, JsonProblem> {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const position =
      error instanceof Error ? /position \d+( \(line \d+ column \d+\))?/.exec(error.message)?.[0] : undefined;
    return err({ pointer: "", detail: `is not JSON${position === undefined ? "" : `: see ${position}`}` });
  }
  // Before anything walks the text by recursion: a repeated member could hide nesting that the parsed value does not show.
  if (isNestedTooDeep(text)) return err({ pointer: "", detail: `is nested more than ${JSON_DEPTH_MAX} levels deep` });
  const problem = findAmbiguity(text);
  return problem === undefined ? ok(value) : err(problem);
}

/** No UTF-8 can write it (RFC 7493, section 2.1): a store would keep another text than it was given. */
const HALF_A_PAIR = /\p{Surrogate}/u;

function findAmbiguity(text: string): JsonProblem | undefined {
  let problem: JsonProblem | undefined;
  const report = (pointer: readonly (string | number)[], detail: string) => {
    problem ??= { pointer: jsonPointer(pointer), detail };
  };
  const members: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => {
      members.push(new Set());
    },
    onObjectEnd: () => {
      members.pop();
    },
    onObjectProperty: (name, _offset, _length, _line, _column, pathSupplier) => {
      const seen = members.at(-1);
      if (seen?.has(name)) report([...pathSupplier(), name], "appears more than once");
      if (HALF_A_PAIR.test(name)) report(pathSupplier(), "has a member whose name holds half a surrogate pair");
      seen?.add(name);
    },
    onLiteralValue: (value, offset, length, _line, _column, pathSupplier) => {
      if (typeof value === "number" && losesValue(value, text.slice(offset, offset + length))) {
        report(pathSupplier(), "is a number that cannot be read exactly");
      }
      if (typeof value === "string" && HALF_A_PAIR.test(value)) report(pathSupplier(), "holds half a surrogate pair");
    },
  });
  return problem;
}

/** Counts brackets outside strings in text that is known to be JSON. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      at = endOfString(text, at);
    } else if (char === OPEN_BRACKET || char === OPEN_BRACE) {
      depth += 1;
      if (depth > JSON_DEPTH_MAX) return true;
    } else if (char === CLOSE_BRACKET || char === CLOSE_BRACE) {
      depth -= 1;
    }
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

/** Overflow to infinity, underflow to zero, the sign of -0, and integers beyond 2^53. */
function losesValue(value: number, literal: string): boolean {
  if (!Number.isFinite(value) || Object.is(value, -0)) return true;
  if (value === 0) return /[1-9]/.test(literal.split(/[eE]/)[0] ?? "");
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** A place in a JSON text as a pointer: `["a", 0]` is `/a/0`. @see RFC 6901 */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
