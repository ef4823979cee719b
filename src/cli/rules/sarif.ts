import { relative, sep } from "node:path";
import type { RuleProblem } from "../../domain/rules/problem.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * Problems as a SARIF log, which code hosts show beside the lines of a change.
 * @param folder where the policy lies; places are told from the folder in which the command was started
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(problems: readonly RuleProblem[], folder: string): object {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "firsthand-rules", rules: codes.map((id) => ({ id })) } },
        // The columns of a problem are places in a JavaScript string.
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The folder in which the command was started." } } },
        results: problems.map((problem) => resultOf(problem, { folder, codes })),
      },
    ],
  };
}

type Place = { readonly folder: string; readonly codes: readonly string[] };

function resultOf({ code, message, hint, file, line, column }: RuleProblem, { folder, codes }: Place): object {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: "error",
    message: { text: hint === undefined ? message : `${message} ${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(`${folder}/${file}`), uriBaseId: "SRCROOT" },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}

/** A relative reference (RFC 3986), with slashes whatever the machine writes between folders. */
function uriOf(path: string): string {
  return relative(".", path).split(sep).map(encodeURIComponent).join("/");
}
