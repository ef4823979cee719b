import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import type { Fault, Plan } from "./faults/fault.ts";
import { whatIsMissing } from "./faults/needs.ts";
import { FAULTS } from "./faults/registry.ts";
import { type FaultReport, reportOf } from "./faults/report.ts";
import { rigProgram } from "./shared/rig-program.ts";

const ANSWER_WITHIN_MS = 2000;

export const faults = rigProgram({
  name: "faults",
  about: `
Has the surroundings of a real workerd with its rows on disk fail, one fault at a time, while clients check out and redeem:
the process killed or stopped, the disk full, failing, slow, read-only or torn, memory or descriptors short, clients slow, rude
or far too many. After each the fault is ended, the process killed and started again, and everything is held against what the
clients were told: nothing acknowledged is lost, nothing is there twice, no answer was a 500.

${FAULTS.map(({ id, title }) => `  ${id.padEnd(4)} ${title}`).join("\n")}

Some faults take root or a program of the system; what this machine cannot try is listed with the reason, and is no failure.
Linux only.`,
  numbers: { rounds: ["times each fault is tried", 3], clients: ["clients at a time", 32] },
  texts: { only: ["<ids>", "these faults alone, for example F23,F24"] },
  runsBundle: true,
  example: "--only F23 --rounds 10",
  exits: "0 whatever could be tried broke nothing, 1 a promise was broken",
  async run({ number, text }) {
    const plan = { clients: number("clients"), answerWithinMs: ANSWER_WITHIN_MS };
    const chosen = chooseFaults(text("only"));
    const progress = showProgress("rounds", chosen.length * number("rounds"));
    const reports: FaultReport[] = [];
    for (const fault of chosen) {
      reports.push(await tryFault(fault, { rounds: number("rounds"), plan }, progress.step));
    }
    progress.end();
    if (reports.every(({ missing }) => missing !== undefined)) throw new Error(reportOf(reports));
    return reports;
  },
  report: reportOf,
  broken: (reports: readonly FaultReport[]) =>
    reports.flatMap(({ id, losses }) => losses.map((loss) => `${id}  ${loss}`)),
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
