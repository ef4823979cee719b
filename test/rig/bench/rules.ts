import { cpus } from "node:os";
import { openPolicy } from "../../../src/cli/rules/open-policy.ts";
import { showProgress } from "../../../src/cli/shared/progress.ts";
import { RULES_FOLDER } from "../../../src/cli/shared/rules-folder.ts";
import { table } from "../../../src/cli/shared/table.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { type Comparison, compareEngines } from "./rules/compare-engines.ts";
import { sampleCheckouts } from "./rules/sample-checkouts.ts";
import { TEN_RULES } from "./rules/ten-rules.ts";
import { type PolicyTimes, timePolicy } from "./rules/time-policy.ts";

const CHECKOUTS = 500;
const ENGINES = 3;
/** Of a policy on one checkout; the rest of the decision has to fit beside it. */
const MEDIAN_MICROS_MAX = 100;

export const benchRules = rigProgram({
  name: "bench rules",
  about: `
Runs the whole policy in the folder (${RULES_FOLDER}) in workerd on checkouts of which everything was observed, and the same ten rules in
this engine, json-rules-engine and zen-engine, in turns in this process, one checkout after the other. Before anything counts the
three must give the same answers. Processor time counts all threads, and other programs on the machine change it less. Linux
only: processor time is read from /proc.`,
  operand: "[folder]",
  numbers: { calls: ["calls of workerd for each figure", 200], rounds: ["turns of each engine", 7] },
  example: "--rounds 15",
  exits: `0 measured, 1 the median of the policy is not below ${MEDIAN_MICROS_MAX} microseconds or the engines disagree`,
  run: ({ number, operand = RULES_FOLDER }) => measure(operand, number("calls"), number("rounds")),
  report,
  broken: ({ policy, disagreements }) => [
    ...(policy.evaluate.medianMicros < MEDIAN_MICROS_MAX
      ? []
      : [`the policy takes ${micros(policy.evaluate.medianMicros)} microseconds at the median`]),
    ...(disagreements === 0 ? [] : [`the engines disagree about ${disagreements} checkouts: the figures mean nothing`]),
  ],
});

async function measure(folder: string, calls: number, rounds: number): Promise<Figures> {
  const policy = openPolicy(folder);
  if ("report" in policy) throw new Error(policy.report);
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
  return { rules, checkouts: CHECKOUTS, policy: times, ...comparison };
}

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
${disagreements === 0 ? `All say the same of ${checkouts} checkouts.\n` : ""}`;
}

function micros(value: number): string {
  return value.toFixed(1);
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined ? "" : (value / base).toFixed(1);
}
