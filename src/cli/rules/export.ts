import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { connect, SERVICE_HELP, SERVICE_OPTIONS } from "../shared/service.ts";
import { whole } from "../shared/table.ts";
import type { RulesCommand } from "./command.ts";
import { exportedDecisions } from "./exported-decisions.ts";

const NEWLINE = 0x0a;

/** Writes the decisions of a sale into a file. */
export const exportCommand: RulesCommand = {
  summary: "write the decisions of a sale into a file, for replay",
  help: `Usage: npm run rules export -- --sale <id> --out <file> [options]

Writes every recorded decision of a sale, one a line, with what was learned of it since. Decisions hold pseudonyms and
signals, and are to be kept like any data of customers.

  --sale <id>        the sale
  --out <file>       where to; packed where it ends in .gz
${SERVICE_HELP}

  npm run rules export -- --sale mi3-second --out decisions.ndjson.gz

Exit codes: 0 written, 2 wrong usage, or the service refused or could not be reached.
`,
  async run(args) {
    const options = { ...SERVICE_OPTIONS, sale: { type: "string" }, out: { type: "string" } } as const;
    const { values } = parseCommand(args, options);
    const { sale, out } = values;
    if (sale === undefined || out === undefined) throw new UsageError("--sale and --out are needed.");
    const service = connect(values);
    let decisions = 0;
    async function* counted() {
      for await (const block of exportedDecisions(service, sale ?? "")) {
        decisions += block.filter((byte) => byte === NEWLINE).length;
        yield block;
      }
    }
    const file = createWriteStream(out);
    if (out.endsWith(".gz")) await pipeline(Readable.from(counted()), createGzip(), file);
    else await pipeline(Readable.from(counted()), file);
    process.stdout.write(`${out}: ${whole(decisions)} ${decisions === 1 ? "decision" : "decisions"} of ${sale}.\n`);
    return 0;
  },
};
