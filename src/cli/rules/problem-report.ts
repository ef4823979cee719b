import * as z from "zod";
import type { RuleProblem } from "../../domain/rules/problem.ts";
import { checkRulesAnswer } from "../../wire/rules.ts";
import type { ServiceProblem } from "../shared/service.ts";

const listOf = z.looseObject({ problems: checkRulesAnswer.shape.problems });

/** What a service refused: its sentence, after the checker's list where there is one. */
export function problemText({ document, message }: ServiceProblem): string {
  const listed = listOf.safeParse(document);
  return `${listed.success ? problemReport(listed.data.problems) : ""}${message}\n`;
}

/** Problems for people: grouped by file, places and codes in aligned columns, each hint under its problem. */
export function problemReport(problems: readonly RuleProblem[]): string {
  const files = new Set(problems.map(({ file }) => file));
  const placeWidth = Math.max(...problems.map((problem) => placeOf(problem).length));
  const codeWidth = Math.max(...problems.map(({ code }) => code.length));
  const blocks = [...files].map((file) => {
    const found = problems.filter((problem) => problem.file === file);
    const lines = found.map((problem) => {
      const line = `  ${placeOf(problem).padEnd(placeWidth)}  ${problem.code.padEnd(codeWidth)}  ${problem.message}`;
      return problem.hint === undefined ? line : `${line}\n${" ".repeat(placeWidth + codeWidth + 6)}${problem.hint}`;
    });
    return `${file}\n${lines.join("\n")}\n`;
  });
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `${blocks.join("\n")}\n${count} in ${files.size === 1 ? "1 file" : `${files.size} files`}.\n`;
}

function placeOf({ line, column }: RuleProblem): string {
  return `${line}:${column}`;
}
