import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { constants, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { buildWorker } from "../dev/build-worker.ts";
import { CHROMIUM } from "./shared/chromium.ts";
import { parseOptions, UsageError } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";
import { table } from "./shared/table.ts";
import { wholeNumber } from "./shared/whole-number.ts";
import { type Failure, type FileTime, readRunRecords } from "./test/run-record.ts";

/** Recordings of others; tests that need them name this folder, and are skipped without it. */
const RECORDED = "../shared/data";
/** A shop of others; its test is skipped without its packages. */
const VENDURE = "examples/vendure";
const PARTS = ["checks", "node", "workerd", "browser", "load", "recorded"];
const SLOWEST_SHOWN = 10;

const HELP = `Usage: npm test -- [--only ${PARTS.join("|")}] [--whole] [--seed <number>]

Builds the bundle once, tests the pages in Chromium and then runs the tests in workerd; beside both, with what they leave of the
machine, it checks the sources (format, lint, types, rules) and runs the tests in Node. At last come those under load, which have
the machine to themselves. Ends with the slowest files and with what failed.

  --only <part>    this part alone; recorded is what needs ${RECORDED}, of all projects
  --whole          sends every hostile text and file to every route, where otherwise each route takes its share in turn
  --seed <number>  draws everything random from this whole number, where otherwise each run draws the same; what it finds is worth
                   a test of its own
  --verbose        stack traces

  npm test
  npm test -- --only workerd --whole
  npm test -- --only node --seed 2

Exit codes: 0 everything passed, 1 something failed, 2 wrong usage, or the Worker could not be built.
`;

/** Runs all checks and tests; what did not run is said, and how to get it to run. */
async function test(args: string[]): Promise<number> {
  const { only, whole, seed } = parseOptions(args, {
    only: { type: "string" },
    whole: { type: "boolean" },
    seed: { type: "string" },
  });
  if (only !== undefined && !PARTS.includes(only)) throw new UsageError(`--only is one of ${PARTS.join(", ")}.`);
  if (only === "recorded" && !existsSync(RECORDED)) {
    throw new Error(`There is no ${RECORDED}: no test that needs recordings can run.`);
  }
  if (whole) process.env.WHOLE_CORPORA = "yes";
  if (seed !== undefined) process.env.TEST_SEED = String(wholeNumber("seed", seed, 1));
  // The bundle is what is checked for size, and what the browser and load tests run.
  await buildWorker();
  const folder = await mkdtemp(join(tmpdir(), "firsthand-test-"));
  process.env.RUN_RECORDS = join(folder, "records");
  await mkdir(process.env.RUN_RECORDS);
  // Tests start hundreds of commands, and each would compile the same sources again.
  process.env.NODE_COMPILE_CACHE = join(folder, "compiled");
  try {
    const parts = only === undefined ? await everything() : [await part(only)];
    const { times, failures } = await readRunRecords(process.env.RUN_RECORDS);
    process.stdout.write(`\n${slowest(times)}`);
    for (const missing of whatDidNotRun(only)) process.stdout.write(`\n${missing}\n`);
    // Last, since what was said at the time is thousands of lines away.
    process.stdout.write(failed(parts, failures));
    return parts.every(({ code }) => code === 0) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, maxRetries: 5 });
  }
}

type Ended = { readonly name: string; readonly code: number };

async function everything(): Promise<readonly Ended[]> {
  // Pages are waited for as people wait for them: what runs beside Chromium takes what it leaves of the machine.
  const beside = ["checks", "node"].map((name) => part(name, constants.priority.PRIORITY_LOW));
  const pages = await part("browser");
  // Files in workerd run one after the other: begun any later, they would be all that is left.
  const others = await Promise.all([part("workerd"), ...beside]);
  return [pages, ...others, await part("load")];
}

/** Runs one part to its end. */
async function part(name: string, nice?: number): Promise<Ended> {
  return { name, code: await codeOf(name, nice) };
}

function codeOf(name: string, nice?: number): Promise<number> {
  if (name === "checks") return run("node", ["src/cli/check.ts", "--no-build"], nice);
  if (name === "recorded") return vitest(name, [...recordedTests(), "-t", RECORDED], nice);
  return name === "browser" && !existsSync(CHROMIUM) ? Promise.resolve(0) : vitest(name, ["--project", name], nice);
}

/** Programs that read the outcome name a folder in VITEST_REPORTS, for the runner's own JSON reports. */
function vitest(report: string, args: readonly string[], nice?: number): Promise<number> {
  const folder = process.env.VITEST_REPORTS;
  const json = folder === undefined ? [] : ["--reporter=json", `--outputFile.json=${folder}/${report}.json`];
  return run(
    "vitest",
    ["run", ...args, "--reporter=default", "--reporter=./src/cli/test/run-record.ts", ...json],
    nice,
  );
}

/** The files of tests that name the folder of recordings. */
function recordedTests(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join("test", name))
    .filter((path) => readFileSync(path, "utf8").includes(RECORDED));
}

function slowest(times: readonly FileTime[]): string {
  const files = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN);
  return `Slowest files\n${table(files.map(({ file, seconds }) => [file, `${seconds.toFixed(1)} s`]))}`;
}

function failed(parts: readonly Ended[], failures: readonly Failure[]): string {
  const broken = parts
    .filter(({ code }) => code !== 0)
    .map(({ name, code }) => `${name} ended with exit code ${code}\n`);
  const tests = failures.map(({ test, reason }) => `${test}\n  ${reason}\n`);
  return broken.length === 0 ? "" : `\nFailed\n${[...broken, ...tests].join("")}`;
}

function whatDidNotRun(only: string | undefined): string[] {
  return [
    ...((only ?? "browser") === "browser" && !existsSync(CHROMIUM)
      ? [`The browser tests did not run: there is no ${CHROMIUM}. On Debian: apt-get install chromium`]
      : []),
    ...((only ?? "node") === "node" && !existsSync(`${VENDURE}/node_modules`)
      ? [`Nobody bought in Vendure: its packages are not here. ${VENDURE}/README.md says how they come.`]
      : []),
    ...(existsSync(RECORDED) ? [] : [`Tests that need recordings did not run: there is no ${RECORDED}.`]),
  ];
}

function run(program: string, args: readonly string[], nice?: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit" });
    // What it starts takes its priority over.
    if (child.pid !== undefined && nice !== undefined) setPriority(child.pid, nice);
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

await runProgram({ help: HELP, run: test });
