import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import type * as z from "zod";
import { IDENTIFIER_KINDS } from "../domain/identity/identifier.ts";
import { erasureAnswer, erasurePreviewAnswer } from "../wire/erasure.ts";
import { parseOptions, UsageError } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";
import { callService, connect, SERVICE_HELP, SERVICE_OPTIONS } from "./shared/service.ts";
import { table } from "./shared/table.ts";

const HELP = `Usage: npm run erase -- --kind <kind> --why <reason> [options] < identifier

Shows what would go, asks, and has the service forget everybody who ever came with an identifier
(${IDENTIFIER_KINDS.join(", ")}), in all sales and in the archive. It needs the role admin. The identifier is read
from standard input, one line, so that it stays out of the shell's history; nothing keeps it. The reason is kept, and must not
repeat it. In a sale that is still open what the person holds, bought and tried counts until that sale has closed. Lists of the
policy that name the person still are printed: publish a policy without the entries, and ask again.

${SERVICE_HELP}
  --why <reason>     who asked, and under which number: kept with the erasure
  --phone-country <code>  country of a telephone number without its code, such as IN
  --preview          show what would go, and delete nothing
  --yes              do not ask: for programs
  --json             the answer as JSON on stdout
  --verbose          stack traces

Example:
  printf %s 'a.buyer@example.com' | npm run erase -- --kind email --why 'Ticket 4711'

Exit codes: 0 forgotten (also where the person was unknown), 1 forgotten, but lists of the policy name the person still, 2 wrong usage,
no service, a refusal, or nothing done because the question was not answered with yes.
`;

/** Questions are asked of the person at the terminal: standard input holds the identifier. */
const TERMINAL = "/dev/tty";

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, {
    ...SERVICE_OPTIONS,
    kind: { type: "string" },
    why: { type: "string" },
    "phone-country": { type: "string" },
    preview: { type: "boolean" },
    yes: { type: "boolean" },
    json: { type: "boolean" },
  });
  const kind = IDENTIFIER_KINDS.find((known) => known === values.kind);
  if (kind === undefined) throw new UsageError(`--kind is one of ${IDENTIFIER_KINDS.join(", ")}.`);
  const { why } = values;
  if (why === undefined && !values.preview) throw new UsageError("--why says who asked, and is kept with the erasure.");
  const value = readFileSync(0, "utf8").trim();
  const phoneCountry = values["phone-country"];
  const identifier = { kind, value, ...(phoneCountry === undefined ? {} : { phoneCountry }) };
  const service = connect(values, "admin");
  const seen = await callService(service, "/v1/erasures/preview", identifier);
  const preview = erasurePreviewAnswer.parse(await seen.json());
  // What a program reads is the answer alone.
  if (!values.json) process.stdout.write(previewWords(preview));
  if (values.preview) {
    if (values.json) process.stdout.write(`${JSON.stringify(preview)}\n`);
    return 0;
  }
  if (!values.yes && !(await isAgreed(preview))) throw new Error("Nothing was deleted.");
  const headers = { "Idempotency-Key": randomUUID() };
  const answer = await callService(service, "/v1/erasures", { ...identifier, why }, headers);
  const erasure = erasureAnswer.parse(await answer.json());
  process.stdout.write(values.json ? `${JSON.stringify(erasure)}\n` : wordsOf(erasure));
  return erasure.stillListed.length === 0 ? 0 : 1;
}

type Preview = z.infer<typeof erasurePreviewAnswer>;

/** @throws UsageError where there is no terminal to ask at */
async function isAgreed({ accounts, isShared }: Preview): Promise<boolean> {
  let terminal: FileHandle;
  try {
    terminal = await open(TERMINAL, "r+");
  } catch {
    throw new UsageError("There is no terminal to ask at. Look at --preview first, and call again with --yes.");
  }
  const lines = createInterface({ input: terminal.createReadStream(), output: terminal.createWriteStream() });
  try {
    const answer = await lines.question(
      isShared
        ? "Several accounts came with it, and their history stays. Take it out for good? Type yes: "
        : `Forget ${accounts} accounts for good? It cannot be undone. Type yes: `,
    );
    return answer.trim() === "yes";
  } finally {
    lines.close();
    await terminal.close().catch(() => undefined);
  }
}

function previewWords({ accounts, isShared, sales, tables, listed }: Preview): string {
  const figures = [
    ["accounts", isShared ? "several came with it, and their history stays" : String(accounts)],
    ["sales", String(sales.length)],
  ];
  const rows = tables.map(({ table: name, rows: count }) => [`rows of ${name}`, String(count)]);
  const lists = listed.map(({ list, standing }) => [`list ${list}`, standing]);
  return `Would be forgotten:\n${table([...figures, ...rows, ...lists])}\n`;
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
