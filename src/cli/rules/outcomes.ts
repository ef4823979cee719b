import * as z from "zod";
import { OUTCOMES } from "../../domain/decision/outcome.ts";
import { instant } from "../../domain/text.ts";
import { importOutcomesAnswer } from "../../wire/outcome.ts";
import { openList } from "../resellers/open-list.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { parsedJson } from "../shared/parsed-json.ts";
import { callService, connect, SERVICE_HELP, SERVICE_OPTIONS } from "../shared/service.ts";
import { whole } from "../shared/table.ts";
import type { RulesCommand } from "./command.ts";

/** Outcomes of one call: well within what the service takes. */
const CALL_LINES_MAX = 1_000;
const SHOWN_MAX = 10;

const lineSchema = z.strictObject({ decisionId: z.string(), outcome: z.enum(OUTCOMES), at: instant });
type Line = z.infer<typeof lineSchema>;

/** Sends what became of decisions, from a file of lines. */
export const outcomesCommand: RulesCommand = {
  summary: "say what became of decisions, from a file",
  help: `Usage: npm run rules outcomes -- --from <file> [options]

Each line of the file says what became of one decision:
  {"decisionId":"dec_...","outcome":"chargeback","at":"2026-11-01T10:00:00Z"}
with one of ${OUTCOMES.join(", ")}. The file may be packed; - is standard input.

  --from <file>      the lines
  --json             { "recorded", "unknown" } on standard output
${SERVICE_HELP}

  npm run rules outcomes -- --from chargebacks.ndjson

Exit codes: 0 every line is recorded, 1 a line is none or its decision is not known, 2 wrong usage or the service could not
be reached.
`,
  async run(args) {
    const options = { ...SERVICE_OPTIONS, from: { type: "string" }, json: { type: "boolean" } } as const;
    const { values } = parseCommand(args, options);
    if (values.from === undefined) throw new UsageError("--from names the file.");
    const { lines, unread } = await readLines(values.from);
    if (unread.length > 0) {
      for (const { line, why } of unread.slice(0, SHOWN_MAX)) process.stderr.write(`Line ${whole(line)}: ${why}\n`);
      process.stderr.write(`${whole(unread.length)} lines are no outcomes, so nothing was sent.\n`);
      return 1;
    }
    const service = connect(values);
    let recorded = 0;
    const unknown: string[] = [];
    for (let at = 0; at < lines.length; at += CALL_LINES_MAX) {
      const outcomes = lines.slice(at, at + CALL_LINES_MAX);
      const answer = await callService(
        service,
        "/v1/outcomes",
        { outcomes },
        { "Idempotency-Key": crypto.randomUUID() },
      );
      const imported = importOutcomesAnswer.parse(await answer.json());
      recorded += imported.recorded;
      unknown.push(...imported.unknown);
    }
    if (values.json) process.stdout.write(`${JSON.stringify({ recorded, unknown })}\n`);
    else process.stdout.write(`${whole(recorded)} outcomes recorded, ${whole(unknown.length)} decisions not known.\n`);
    for (const id of unknown.slice(0, SHOWN_MAX)) process.stderr.write(`Not known: ${id}\n`);
    return unknown.length === 0 ? 0 : 1;
  },
};

async function readLines(from: string) {
  const lines: Line[] = [];
  const unread: { line: number; why: string }[] = [];
  const chunks: Uint8Array[] = [];
  for await (const chunk of await openList(from)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const parsed = lineSchema.safeParse(parsedJson(line));
    if (parsed.success) lines.push(parsed.data);
    else unread.push({ line: index + 1, why: parsed.error.issues[0]?.message ?? "It is no outcome." });
  }
  return { lines, unread };
}
