import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { percentile } from "../../src/cli/shared/percentile.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { runProgram } from "../../src/cli/shared/run-program.ts";
import { table, whole } from "../../src/cli/shared/table.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { provideWorker } from "../../src/dev/build-worker.ts";
import { type CrashReport, crashLoop } from "./crash/crash-loop.ts";

const ROUNDS = 200;
const CLIENTS = 32;

const HELP = `Usage: npm run test:crash -- [options]

Kills workerd with SIGKILL at random moments while clients check out and redeem, restarts it on the same rows, and checks
after each crash: every acknowledged hold, sale and spent token is there; every unanswered call was wholly applied or is
wholly absent; repeating it under its key gives one truth; free + held + sold + withdrawn = received.

  --rounds <n>     crashes (${ROUNDS})
  --clients <n>    clients at a time (${CLIENTS})
  --no-build       run the bundle in dist as it is
  --json           the report as JSON on stdout
  --verbose        stack traces

  npm run test:crash -- --rounds 20

Exit codes: 0 nothing was lost, 1 something was, 2 wrong usage, or the loop could not be run. Linux only.
`;

const LOSSES_SHOWN_MAX = 20;

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      rounds: { type: "string" },
      clients: { type: "string" },
      "no-build": { type: "boolean" },
      json: { type: "boolean" },
    });
    const rounds = wholeNumber("rounds", values.rounds, ROUNDS);
    const clients = wholeNumber("clients", values.clients, CLIENTS);
    await provideWorker(values["no-build"] ? "if-missing" : "always");
    const progress = showProgress("crashes", rounds);
    const report = await crashLoop({ rounds, clients }, progress.step);
    progress.end();
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportOf(report));
    return report.losses.length === 0 ? 0 : 1;
  },
});

function reportOf({ rounds, holds, sales, applied, absent, losses, restartMs }: CrashReport): string {
  const ms = (share: number) => `${percentile(restartMs, share).toFixed(0)} ms`;
  return [
    table([
      ["crashes", whole(rounds)],
      ["acknowledged holds", whole(holds)],
      ["acknowledged sales", whole(sales)],
      ["unanswered, had been applied", whole(applied)],
      ["unanswered, had not", whole(absent)],
      ["losses", whole(losses.length)],
      ["restart to first answer, p50", ms(0.5)],
      ["restart to first answer, longest", ms(1)],
    ]),
    ...losses.slice(0, LOSSES_SHOWN_MAX).map((loss) => `  ${loss}\n`),
  ].join("");
}
