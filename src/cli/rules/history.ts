import { readFileSync } from "node:fs";
import * as z from "zod";
import { CHAIN_START, findChainFault } from "../../domain/hash-chain.ts";
import { parseCommand } from "../shared/command-line.ts";
import { callService, connect, SERVICE_HELP, SERVICE_OPTIONS } from "../shared/service.ts";
import type { RulesCommand } from "./command.ts";

const json: z.ZodType<Json> = z.json();
type Json = z.infer<ReturnType<typeof z.json>>;

const historySchema = z.object({
  history: z.array(z.object({ seq: z.int(), previous: z.string(), body: json, hash: z.string() })),
});
const actSchema = z.object({
  kind: z.string(),
  atMs: z.number(),
  by: z.object({ email: z.string() }),
  why: z.string(),
  hash: z.string().optional(),
  breakGlass: z.boolean().optional(),
  approval: z.object({ by: z.object({ email: z.string() }), why: z.string() }).nullish(),
});

/** Shows who changed the policy when and why, and checks that nothing of it was changed since. */
export const historyCommand: RulesCommand = {
  summary: "show who changed the policy and why, and verify the chain",
  help: `Usage: npm run rules history -- [options]

Every entry carries the hash of the one before it, so a changed, removed or inserted entry breaks the chain. The last line is
the hash of the latest entry: kept elsewhere, it shows later whether entries were cut off the end.

  --from <file>      check a saved answer of GET /v1/rules instead of asking the service
  --json             the entries on standard output
${SERVICE_HELP}

  npm run rules history

Exit codes: 0 the chain holds, 1 it does not, 2 wrong usage or the service could not be reached.
`,
  async run(args) {
    const options = { ...SERVICE_OPTIONS, from: { type: "string" }, json: { type: "boolean" } } as const;
    const { values } = parseCommand(args, options);
    const text =
      values.from === undefined
        ? await (await callService(connect(values), "/v1/rules")).text()
        : readFileSync(values.from, "utf8");
    const { history } = historySchema.parse(JSON.parse(text));
    if (values.json) process.stdout.write(`${JSON.stringify(history)}\n`);
    else for (const { seq, body } of history) process.stdout.write(lineOf(seq, body));
    const fault = findChainFault(history);
    if (fault !== undefined) {
      process.stderr.write(`The chain breaks at entry ${fault.seq}: ${FAULTS[fault.kind]}\n`);
      return 1;
    }
    const head = history.at(-1)?.hash ?? CHAIN_START;
    process.stderr.write(`${history.length} entries, and the chain holds. Latest: ${head}\n`);
    return 0;
  },
};

const FAULTS = {
  gap: "an entry was cut out or put in before it.",
  unlinked: "the entry before it is not the one that it was written behind.",
  altered: "it was changed after it was written.",
} as const;

function lineOf(seq: number, body: Json): string {
  const { kind, atMs, by, why, hash, breakGlass, approval } = actSchema.parse(body);
  const lines = [
    `${String(seq).padStart(4)}  ${new Date(atMs).toISOString()}  ${kind.padEnd(11)}  ${by.email}  ${why}`,
    ...(approval ? [`      agreed by ${approval.by.email}: ${approval.why}`] : []),
    ...(breakGlass ? ["      alone, breaking glass"] : []),
    ...(hash === undefined ? [] : [`      ${hash}`]),
  ];
  return `${lines.join("\n")}\n`;
}
