import { cpus } from "node:os";
import { parseCommand } from "../shared/command-line.ts";
import { showProgress } from "../shared/progress.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import { table } from "../shared/table.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { type Comparison, compareEngines } from "./bench/compare-engines.ts";
import { sampleCheckouts } from "./bench/sample-checkouts.ts";
import { TEN_RULES } from "./bench/ten-rules.ts";
import { type PolicyTimes, timePolicy } from "./bench/time-policy.ts";
import { policyFolder, type RulesCommand } from "./command.ts";
import { openPolicy } from "./open-policy.ts";

const ROUNDS = 7;
const CALLS = 200;
const CHECKOUTS = 500;
const ENGINES = 3;
/** Of a policy on one checkout; the rest of the decision has to fit beside it. */
const MEDIAN_MICROS_MAX = 100;

/** Times the policy in workerd, and ten rules here and in two other engines. */
export const benchCommand: RulesCommand = {
  summary: "time the policy in workerd, and ten rules beside other engines",
  help: `Usage: npm run rules bench -- [folder] [options]

Runs the whole policy in the folder (${RULES_FOLDER}) in workerd on checkouts of which everything was observed, and the same ten rules in
this engine, json-rules-engine and zen-engine, in turns in this process, one checkout after the other. Before anything counts the
three must give the same answers. Processor time counts all threads, and other programs on the machine change it less.

  --calls <n>      calls of workerd for each figure (${CALLS})
  --rounds <n>     turns of each engine (${ROUNDS})
  --json           the figures on standard output

  npm run rules bench -- --rounds 15

Exit codes: 0 measured, 1 the policy has problems, its median is over ${MEDIAN_MICROS_MAX} microseconds or the engines disagree, 2 wrong usage.
Linux only: processor time is read from /proc.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      calls: { type: "string" },
      rounds: { type: "string" },
      json: { type: "boolean" },
    });
    const rounds = wholeNumber("rounds", values.rounds, ROUNDS);
    const calls = wholeNumber("calls", values.calls, CALLS);
    const policy = openPolicy(policyFolder(positionals));
    if ("report" in policy) {
      process.stderr.write(policy.report);
      return 1;
    }
    const checkouts = sampleCheckouts(policy, CHECKOUTS);
    const progress = showProgress("measurements", rounds * ENGINES + calls * 3);
    const { step } = progress;
    const times = await timePolicy({ policy, checkouts, calls, step });
    const comparison = await compareEngines(
      checkouts.map(({ signals }) => signals),
      { rounds, step },
    );
    progress.end();
    const rules = policy.rules.filter(({ status }) => status !== "retired").length;
    const figures = { rules, checkouts: CHECKOUTS, policy: times, ...comparison };
    process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : report(figures));
    return times.evaluate.medianMicros < MEDIAN_MICROS_MAX && comparison.disagreements === 0 ? 0 : 1;
  },
};

type Figures = Comparison & { readonly rules: number; readonly checkouts: number; readonly policy: PolicyTimes };

function report({ rules, checkouts, policy, engines, disagreements }: Figures): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "processor"}, Node ${process.versions.node}`;
  const head = ["", "median µs", "p99 µs", "processor µs"];
  const policyRow = (name: string, what: keyof PolicyTimes) => {
    const { medianMicros, p99Micros, processorMicros } = policy[what];
    return [name, micros(medianMicros), micros(p99Micros), micros(processorMicros)];
  };
  const [ours] = engines;
  const engineRows = engines.map(({ name, version, medianMicros, processorMicros }) => [
    `${name} ${version}`,
    micros(medianMicros),
    micros(processorMicros),
    ratio(medianMicros, ours?.medianMicros),
    ratio(processorMicros, ours?.processorMicros),
  ]);
  return `${machine}

The whole policy, ${rules} rules, on one checkout in workerd (median below ${MEDIAN_MICROS_MAX} µs wanted)
${table([head, policyRow("every rule", "evaluate"), policyRow("every rule and the verdict", "decide")])}
The same ${TEN_RULES.length} rules on one checkout in this process
${table([["", "median µs", "processor µs", "ratio", "ratio of processor"], ...engineRows])}
${disagreements === 0 ? `All say the same of ${checkouts} checkouts.` : `They disagree about ${disagreements} of ${checkouts} checkouts, so the figures mean nothing.`}
`;
}

function micros(value: number): string {
  return value.toFixed(1);
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined ? "" : (value / base).toFixed(1);
}
