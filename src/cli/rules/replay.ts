import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { replayReport } from "../../domain/rules/replay/replay-report.ts";
import { openList } from "../resellers/open-list.ts";
import { parseCommand, type RulesCommand, UsageError } from "./command.ts";
import { exportedDecisions } from "./exported-decisions.ts";
import { openPolicy } from "./open-policy.ts";
import { readPeppers } from "./peppers.ts";
import { whole } from "./replay/figures.ts";
import { recordBlocks } from "./replay/record-blocks.ts";
import { replayPage } from "./replay/replay-page.ts";
import { replayBlocks } from "./replay/replay-pool.ts";
import { replayTable } from "./replay/replay-table.ts";
import { connect, SERVICE_HELP, SERVICE_OPTIONS } from "./service.ts";

const THREADS_MAX = 64;
const UNREAD_SHOWN = 10;
const PROGRESS_EVERY_MS = 500;

/** Runs recorded decisions through a policy. */
export const replayCommand: RulesCommand = {
  summary: "show who changes side under another policy",
  help: `Usage: npm run rules replay -- --from <file> [options]
       npm run rules replay -- --sale <id> [options]

Decides recorded checkouts again under a policy and compares. With the policy that made them every decision must come out
byte for byte.

  --from <file>      decisions as npm run rules export writes them, one a line, plain or gzip; - for standard input
  --sale <id>        decisions of this sale, from the running service
  --policy <path>    the policy to try: a folder, or a document of npm run rules bundle (rules)
  --against <path>   compare with this policy instead of the recorded verdicts
  --json             the whole report on standard output
  --html <file>      the report as a page with charts
  --threads <n>      worker threads (all cores)

With --sale:
${SERVICE_HELP}

Entries of lists that stand as values need the service's PEPPERS in the environment; without it they match nobody.

  npm run rules replay -- --policy rules --from decisions.ndjson.gz --html report.html

Exit codes: 0 replayed, 1 the policy has problems, a line is no decision or a decision did not come out as it was recorded,
2 wrong usage or an unreadable file.
`,
  async run(args) {
    const { values } = parseCommand(args, {
      ...SERVICE_OPTIONS,
      from: { type: "string" },
      sale: { type: "string" },
      policy: { type: "string" },
      against: { type: "string" },
      html: { type: "string" },
      json: { type: "boolean" },
      threads: { type: "string" },
    });
    if ((values.from === undefined) === (values.sale === undefined)) {
      throw new UsageError("Either --from or --sale names the decisions to replay.");
    }
    const threads = Number(values.threads ?? availableParallelism());
    if (!Number.isInteger(threads) || threads < 1 || threads > THREADS_MAX) {
      throw new UsageError(`--threads takes a whole number from 1 to ${THREADS_MAX}.`);
    }
    const after = openPolicy(values.policy ?? "rules");
    const before = values.against === undefined ? undefined : openPolicy(values.against);
    for (const policy of [before, after]) {
      if (policy === undefined || !("report" in policy)) continue;
      process.stderr.write(policy.report);
      return 1;
    }
    if ("report" in after || (before !== undefined && "report" in before)) return 1;
    const startMs = performance.now();
    const setup = { before, after, peppers: readPeppers(process.env.PEPPERS) };
    const source =
      values.from === undefined ? exportedDecisions(connect(values), values.sale ?? "") : await openList(values.from);
    const blocks = recordBlocks(source);
    const { tally, unread } = await replayBlocks({ setup, threads, blocks, progress: progressLine(startMs) });
    const report = replayReport(tally);
    process.stderr.write(`${clearLine()}${summary(report.decisions, performance.now() - startMs, threads)}`);
    for (const { line, why } of unread.slice(0, UNREAD_SHOWN)) {
      process.stderr.write(`Line ${whole(line)} is no decision. ${why}\n`);
    }
    if (unread.length > UNREAD_SHOWN) {
      process.stderr.write(`${whole(unread.length - UNREAD_SHOWN)} more lines are no decisions.\n`);
    }
    if (values.html !== undefined) {
      const title = { before: before?.hash ?? "as recorded", after: after.hash, atMs: Date.now() };
      writeFileSync(values.html, await replayPage(report, title));
    }
    const policies = { before: before?.hash, after: after.hash };
    process.stdout.write(values.json ? `${JSON.stringify({ policies, ...report })}\n` : replayTable(report));
    return unread.length > 0 || report.reproduced.different.length > 0 ? 1 : 0;
  },
};

function summary(decisions: number, elapsedMs: number, threads: number): string {
  const rate = Math.round((decisions * 1000) / Math.max(elapsedMs, 1));
  return `${whole(decisions)} decisions in ${(elapsedMs / 1000).toFixed(1)} s on ${threads} threads (${whole(rate)}/s).\n`;
}

function progressLine(startMs: number): (decisions: number) => void {
  let shownMs = startMs;
  return (decisions) => {
    const nowMs = performance.now();
    if (!process.stderr.isTTY || nowMs - shownMs < PROGRESS_EVERY_MS) return;
    shownMs = nowMs;
    const rate = Math.round((decisions * 1000) / (nowMs - startMs));
    process.stderr.write(`${clearLine()}${whole(decisions)} decisions, ${whole(rate)}/s`);
  };
}

function clearLine(): string {
  return process.stderr.isTTY ? "\r\u001b[2K" : "";
}
