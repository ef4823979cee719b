import { writeFileSync } from "node:fs";
import { type ReplayReport, replayReport } from "../../domain/rules/replay/replay-report.ts";
import { openList } from "../resellers/open-list.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { clearLine } from "../shared/progress.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import { connect, SERVICE_HELP, SERVICE_OPTIONS, ServiceProblem } from "../shared/service.ts";
import { whole } from "../shared/table.ts";
import { threadCount } from "../shared/thread-count.ts";
import type { RulesCommand } from "./command.ts";
import { exportedDecisions } from "./exported-decisions.ts";
import { openPolicy } from "./open-policy.ts";
import { readPeppers } from "./peppers.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { problemText } from "./problem-report.ts";
import { recordBlocks } from "./replay/record-blocks.ts";
import { replayInService } from "./replay/replay-in-service.ts";
import { replayPage } from "./replay/replay-page.ts";
import { type ReplayDone, replayBlocks } from "./replay/replay-pool.ts";
import { replayTable } from "./replay/replay-table.ts";

const UNREAD_SHOWN = 10;
const PROGRESS_EVERY_MS = 500;

/** Runs recorded decisions through a policy. */
export const replayCommand: RulesCommand = {
  summary: "show who changes side under another policy",
  help: `Usage: npm run rules replay -- --from <file> [options]
       npm run rules replay -- --sale <id> [options]
       npm run rules replay -- --live [options]

Decides recorded checkouts again under a policy and compares. With the policy that made them every decision must come out
byte for byte.

  --from <file>      decisions as npm run rules export writes them, one a line, plain or gzip; - for standard input
  --sale <id>        decisions of this sale, from the running service
  --live             in the running service: its latest 5,000 decisions, of one sale with --sale, against the live policy
  --policy <path>    the policy to try: a folder, or a document of npm run rules bundle (${RULES_FOLDER})
  --against <path>   compare with this policy instead of the recorded verdicts
  --json             the whole report on standard output
  --html <file>      the report as a page with charts
  --threads <n>      worker threads (all cores)

With --sale or --live:
${SERVICE_HELP}

Entries of lists that stand as values need the service's PEPPERS in the environment; without it they match nothing.

  npm run rules replay -- --policy rules --from decisions.ndjson.gz --html report.html

Exit codes: 0 replayed, 1 the policy has problems, a line is no decision or a decision did not come out as it was recorded,
2 wrong usage or an unreadable file.
`,
  async run(args) {
    const { values } = parseCommand(args, {
      ...SERVICE_OPTIONS,
      from: { type: "string" },
      sale: { type: "string" },
      live: { type: "boolean" },
      policy: { type: "string" },
      against: { type: "string" },
      html: { type: "string" },
      json: { type: "boolean" },
      threads: { type: "string" },
    });
    const replayed = values.live ? await replayLive(values) : await replayHere(values);
    if ("refused" in replayed) {
      process.stderr.write(replayed.refused);
      return 1;
    }
    const { policies, report, unread } = replayed;
    for (const { line, why } of unread.slice(0, UNREAD_SHOWN)) {
      process.stderr.write(`Line ${whole(line)} is no decision. ${why}\n`);
    }
    if (unread.length > UNREAD_SHOWN) {
      process.stderr.write(`${whole(unread.length - UNREAD_SHOWN)} more lines are no decisions.\n`);
    }
    if (values.html !== undefined) {
      const title = { before: policies.before ?? "as recorded", after: policies.after, atMs: Date.now() };
      writeFileSync(values.html, await replayPage(report, title));
    }
    process.stdout.write(values.json ? `${JSON.stringify({ policies, ...report })}\n` : replayTable(report));
    return unread.length > 0 || report.reproduced.different.length > 0 ? 1 : 0;
  },
};

type Replayed = {
  readonly policies: { readonly before: string | undefined; readonly after: string };
  readonly report: ReplayReport;
  readonly unread: ReplayDone["unread"];
};

type Options = Parameters<typeof connect>[0] & {
  readonly [option in "from" | "sale" | "policy" | "against" | "threads"]?: string | undefined;
};

/** In the running service, which has the decisions and the live policy. */
async function replayLive(values: Options): Promise<Replayed | { readonly refused: string }> {
  const { from, against, policy, sale } = values;
  if (from !== undefined || against !== undefined) throw new UsageError("--live needs neither --from nor --against.");
  try {
    const files = readPolicyFolder(policy ?? RULES_FOLDER);
    return { ...(await replayInService(connect(values), files, sale)), unread: [] };
  } catch (error) {
    if (error instanceof ServiceProblem) return { refused: problemText(error) };
    throw error;
  }
}

/** On this machine, on worker threads. */
async function replayHere(values: Options): Promise<Replayed | { readonly refused: string }> {
  const { from, sale, against } = values;
  if ((from === undefined) === (sale === undefined)) {
    throw new UsageError(
      "Either --from or --sale names the decisions to replay, or --live takes the service's latest.",
    );
  }
  const threads = threadCount(values.threads);
  const after = openPolicy(values.policy ?? RULES_FOLDER);
  if ("report" in after) return { refused: after.report };
  const before = against === undefined ? undefined : openPolicy(against);
  if (before !== undefined && "report" in before) return { refused: before.report };
  const startMs = performance.now();
  const setup = { before, after, peppers: readPeppers(process.env.PEPPERS) };
  const source = from === undefined ? exportedDecisions(connect(values), sale ?? "") : await openList(from);
  const blocks = recordBlocks(source);
  const { tally, unread } = await replayBlocks({ setup, threads, blocks, progress: progressLine(startMs) });
  const report = replayReport(tally);
  process.stderr.write(`${clearLine()}${summary(report.decisions, performance.now() - startMs, threads)}`);
  return { policies: { before: before?.hash, after: after.hash }, report, unread };
}

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
