import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseOptions, UsageError } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { provideWorker } from "../../src/dev/build-worker.ts";
import type { Fault, Plan } from "./faults/fault.ts";
import { whatIsMissing } from "./faults/needs.ts";
import { FAULTS } from "./faults/registry.ts";
import { type FaultReport, reportOf } from "./faults/report.ts";

const ROUNDS = 3;
const CLIENTS = 32;

const HELP = `Usage: npm run test:faults -- [options]

Has the surroundings of a real workerd with its rows on disk fail, one fault at a time, while clients check out and redeem:
the process stopped, the disk full, failing, slow, read-only or torn, memory or descriptors short, clients slow, rude or far
too many. After each the fault is ended, the process killed and started again, and everything is held against what the
clients were told: nothing acknowledged is lost, nothing is there twice, no answer was a 500.

${FAULTS.map(({ id, title }) => `  ${id.padEnd(4)} ${title}`).join("\n")}

  --only <ids>     these faults alone, for example F23,F24
  --rounds <n>     times each fault is tried (${ROUNDS})
  --clients <n>    clients at a time (${CLIENTS})
  --no-build       run the bundle in dist as it is
  --json           the report as JSON on stdout
  --verbose        stack traces

  npm run test:faults -- --only F23 --rounds 10

Some faults take root or a program of the system; what this machine cannot try is listed with the reason, and is no failure.
Exit codes: 0 whatever could be tried broke nothing, 1 a promise was broken, 2 wrong usage, or nothing could be tried. Linux only.
`;

const ANSWER_WITHIN_MS = 2000;

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      only: { type: "string" },
      rounds: { type: "string" },
      clients: { type: "string" },
      "no-build": { type: "boolean" },
      json: { type: "boolean" },
    });
    const rounds = wholeNumber("rounds", values.rounds, ROUNDS);
    const plan = { clients: wholeNumber("clients", values.clients, CLIENTS), answerWithinMs: ANSWER_WITHIN_MS };
    const chosen = chooseFaults(values.only);
    await provideWorker(values["no-build"] ? "if-missing" : "always");
    const progress = showProgress("rounds", chosen.length * rounds);
    const reports: FaultReport[] = [];
    for (const fault of chosen) reports.push(await tryFault(fault, { rounds, plan }, progress.step));
    progress.end();
    process.stdout.write(values.json ? `${JSON.stringify(reports, null, 2)}\n` : reportOf(reports));
    if (reports.every(({ missing }) => missing !== undefined)) return 2;
    return reports.every(({ losses }) => losses.length === 0) ? 0 : 1;
  },
});

function chooseFaults(only: string | undefined): readonly Fault[] {
  if (only === undefined) return FAULTS;
  return only.split(",").map((id) => {
    const fault = FAULTS.find((known) => known.id.toLowerCase() === id.trim().toLowerCase());
    if (fault === undefined) throw new UsageError(`There is no fault "${id}".`);
    return fault;
  });
}

async function tryFault(
  { id, title, needs, run }: Fault,
  { rounds, plan }: { readonly rounds: number; readonly plan: Plan },
  onRound: () => void,
): Promise<FaultReport> {
  const missing = whatIsMissing(needs);
  const report = { id, title, missing, rounds: 0, holds: 0, sales: 0, answers: new Map<string, number>() };
  const losses: string[] = [];
  const notes = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    if (missing === undefined) {
      const folder = await mkdtemp(join(tmpdir(), "firsthand-fault-"));
      try {
        const outcome = await run(folder, plan);
        report.rounds += 1;
        report.holds += outcome.holds;
        report.sales += outcome.sales;
        losses.push(...outcome.losses);
        for (const note of outcome.notes) notes.add(note);
        for (const [status, count] of Object.entries(outcome.answers)) {
          report.answers.set(status, (report.answers.get(status) ?? 0) + count);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    onRound();
  }
  return { ...report, answers: Object.fromEntries(report.answers), losses, notes: [...notes] };
}
