import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type * as z from "zod";
import { IDENTIFIER_KINDS } from "../domain/identity/identifier.ts";
import { erasureAnswer } from "../wire/erasure.ts";
import { parseOptions, UsageError } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";
import { callService, connect, SERVICE_HELP, SERVICE_OPTIONS } from "./shared/service.ts";
import { table } from "./shared/table.ts";

const HELP = `Usage: npm run erase -- --kind <kind> [options] < identifier

Has the service forget everybody who ever came with an identifier (${IDENTIFIER_KINDS.join(", ")}), in all sales and
in the archive. The identifier is read from standard input, one line, so that it stays out of the shell's history; nothing
keeps it. What the person bought in a sale that is still open stays claimed, under no name, until that sale has closed. Lists of
the policy that name the person still are printed: publish a policy without the entries, and ask again.

${SERVICE_HELP}
  --json             the answer as JSON on stdout
  --verbose          stack traces

Example:
  printf %s 'a.buyer@example.com' | npm run erase -- --kind email

Exit codes: 0 forgotten (also where the person was unknown), 1 forgotten, but lists of the policy name the person still, 2 wrong usage,
no service, or a refusal.
`;

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, { ...SERVICE_OPTIONS, kind: { type: "string" }, json: { type: "boolean" } });
  const kind = IDENTIFIER_KINDS.find((known) => known === values.kind);
  if (kind === undefined) throw new UsageError(`--kind is one of ${IDENTIFIER_KINDS.join(", ")}.`);
  const value = readFileSync(0, "utf8").trim();
  const headers = { "Idempotency-Key": randomUUID() };
  const answer = await callService(connect(values), "/v1/erasures", { kind, value }, headers);
  const erasure = erasureAnswer.parse(await answer.json());
  process.stdout.write(values.json ? `${JSON.stringify(erasure)}\n` : wordsOf(erasure));
  return erasure.stillListed.length === 0 ? 0 : 1;
}

function wordsOf({ erasureId, sales, deleted, tombstones, stillListed }: z.infer<typeof erasureAnswer>): string {
  const figures = [
    ["erasure", erasureId],
    ["sales", String(sales)],
    ["rows", String(deleted)],
    ["tombstones", String(tombstones)],
  ];
  const lists = stillListed.map(({ list, entries, standing, policyHash }) => [
    list,
    String(entries),
    standing,
    policyHash,
  ]);
  if (lists.length === 0) return table(figures);
  return `${table(figures)}\nStill named by these lists: publish a policy without the entries, and ask again.\n${table([["list", "entries", "policy", "hash"], ...lists])}`;
}

await runProgram({ help: HELP, run });
