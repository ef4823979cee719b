import { once } from "node:events";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { clearLine } from "../shared/progress.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import type { Program } from "../shared/run-program.ts";
import { whole } from "../shared/table.ts";
import { threadCount } from "../shared/thread-count.ts";
import { lineBlocks } from "./line-blocks.ts";
import { loadAssessor } from "./load-assessor.ts";
import { openList } from "./open-list.ts";
import { type PrintMode, TABLE_HEAD } from "./printed-line.ts";
import { scanBlocks } from "./scan-pool.ts";
import type { ScanCounts } from "./scan-task.ts";

const HELP = `Scans a list of host names for shops that pose as a brand. Nothing is resolved or fetched.

  npm run resellers -- scan <file> [options]

<file>  one host a line, plain or gzip; - for standard input.

  --json               NDJSON on stdout, one line for each line of the list, in its order
  --flagged            with --json: only the flagged hosts
  --authorized <file>  registry of authorized partners, .csv or .json
  --rules <folder>     folder with resellers.yaml and brands/ (${RULES_FOLDER})
  --threads <n>        worker threads (all cores)
  --verbose            stack traces
  --help               this text

Without --json a table of the flagged hosts is printed. Counts and rate go to stderr.
Exit codes: 0 the list was read to its end, 1 it could not be read, 2 wrong use or invalid settings.

Example: npm run resellers -- scan new-domains.txt.gz --json --flagged > flagged.ndjson
`;

const OPTIONS = {
  json: { type: "boolean", default: false },
  flagged: { type: "boolean", default: false },
  authorized: { type: "string" },
  rules: { type: "string", default: RULES_FOLDER },
  threads: { type: "string" },
} as const;

const PROGRESS_AFTER_MS = 2_000;
const PROGRESS_EVERY_MS = 500;

export const scanProgram: Program = { help: HELP, run: scan };

async function scan(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("name one list of hosts, or - for standard input");
  const threads = threadCount(values.threads);
  if (values.flagged && !values.json)
    throw new UsageError("--flagged goes with --json; the table holds flagged hosts only");
  const files = { rules: values.rules, authorized: values.authorized };
  const checked = loadAssessor(files);
  if (!checked.ok) throw new Error(checked.error.join("\n"));
  const mode: PrintMode = values.json ? (values.flagged ? "flagged-json" : "all-json") : "table";
  try {
    const blocks = lineBlocks(await openList(file));
    if (mode === "table") await write(TABLE_HEAD);
    const startMs = performance.now();
    const setup = { files, mode, nowMs: Date.now() };
    const counts = await scanBlocks({ setup, threads, blocks, write, progress: progressBar(startMs) });
    process.stderr.write(`${clearLine()}${summary(counts, performance.now() - startMs, threads)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EPIPE") return 0;
    const message = error instanceof Error ? (values.verbose ? error.stack : error.message) : String(error);
    process.stderr.write(`${clearLine()}cannot read the list: ${message}\n`);
    return 1;
  }
}

async function write(text: string): Promise<void> {
  if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
}

function progressBar(startMs: number): (counts: ScanCounts) => void {
  let shownMs = startMs + PROGRESS_AFTER_MS - PROGRESS_EVERY_MS;
  return ({ lines, flagged }) => {
    const nowMs = performance.now();
    if (!process.stderr.isTTY || nowMs - shownMs < PROGRESS_EVERY_MS) return;
    shownMs = nowMs;
    process.stderr.write(
      `${clearLine()}${whole(lines)} hosts, ${whole(flagged)} flagged, ${rate(lines, nowMs - startMs)}`,
    );
  };
}

function summary(counts: ScanCounts, elapsedMs: number, threads: number): string {
  const { lines, flagged, authorized, notHosts } = counts;
  return [
    `${whole(lines)} lines in ${(elapsedMs / 1000).toFixed(1)} s on ${threads} threads (${rate(lines, elapsedMs)})`,
    `${whole(flagged)} flagged, ${whole(authorized)} authorized or the brand's own, ${whole(notHosts)} not a host`,
  ].join("\n");
}

function rate(lines: number, elapsedMs: number): string {
  return `${whole(Math.round((lines * 1000) / Math.max(elapsedMs, 1)))}/s`;
}
