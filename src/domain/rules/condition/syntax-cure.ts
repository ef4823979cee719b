import type { ParseError } from "@marcbachmann/cel-js";

/** What is wrong with a text that the grammar refuses, and what to write in its place where that is known. */
export type SyntaxCure = { readonly message: string; readonly hint?: string | undefined };

/** How people write what CEL writes otherwise, as it begins where the grammar stops. */
const WRITTEN_OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/^and\b/i, 'Write && for "and".'],
  [/^or\b/i, 'Write || for "or".'],
  [/^is\b/i, "Equality is written ==."],
  [/^(if|when|then)\b/i, "A condition says when, and nothing else: leave the word out."],
  [/^=>|^≥/, "At least is written >=."],
  [/^=<|^≤/, "At most is written <=."],
  [/^≠/, "Inequality is written !=."],
  [/^=/, "Equality is written ==."],
  [/^&/, "Write && for both."],
  [/^\|/, "Write || for either."],
  [/^;/, "A condition is one expression: leave the semicolon out."],
  [/^[“”„‘’«»]/, 'Texts stand in straight quotes: "web".'],
  [/^\)/, "There is one ) more than there are (."],
];

/** The same, told by what stands before the place where the grammar stops. */
const WRITTEN_BEFORE: readonly (readonly [RegExp, string])[] = [
  [/\bnot\s+$/i, 'Write ! for "not", before what it turns round.'],
  [/<$/, "Inequality is written !=."],
  [/\d$/, "A number has no unit: the name of the signal says it."],
];

/** What the engine calls a part that stands where it cannot; its other codes are about numbers and escapes, and say so. */
const MISPLACED: ReadonlySet<string> = new Set([
  "expected_token",
  "unexpected_character",
  "unexpected_token",
  "reserved_identifier",
]);

/**
 * Says in the words of the rule language what the grammar stopped at.
 * @param text the whole condition
 * @param start character at which the grammar stopped
 */
export function syntaxCure(
  { code, summary }: ParseError,
  { text, start }: { text: string; start: number },
): SyntaxCure {
  if (code === "unterminated_string") {
    return { message: "A text is not closed.", hint: "It ends with the quote that it began with." };
  }
  if (!MISPLACED.has(code)) return { message: `${summary}.` };
  const rest = text.slice(start);
  if (rest.trim() === "") return unfinished(text);
  const [found = ""] = /^[\p{L}\p{N}_]+|^[\s\S]/u.exec(rest) ?? [];
  const before = text.slice(0, start);
  const [, hint] =
    WRITTEN_OTHERWISE.find(([written]) => written.test(rest)) ??
    WRITTEN_BEFORE.find(([written]) => written.test(before)) ??
    [];
  return { message: `"${found}" cannot stand here.`, hint };
}

function unfinished(text: string): SyntaxCure {
  const message = "The condition is not finished.";
  const [last] = /(\|\||&&|[=!<>]=|[<>!+\-*/%,(]|\bin)\s*$/.exec(text) ?? [];
  if (last !== undefined) return { message, hint: `Something must follow ${last.trim()}, or leave it out.` };
  return { message, hint: text.includes("(") ? "A bracket that was opened is not closed: add )." : undefined };
}
