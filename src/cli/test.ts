import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildWorker } from "../dev/build-worker.ts";
import { CHROMIUM } from "./shared/chromium.ts";
import { parseOptions, UsageError } from "./shared/command-line.ts";
import { runProgram } from "./shared/run-program.ts";

const PROJECTS = ["node", "workerd", "browser", "load"] as const;
/** Recordings of others; tests that need them name this folder, and are skipped without it. */
const RECORDED = "../shared/data";
const PARTS = ["checks", ...PROJECTS, "recorded"];

const HELP = `Usage: npm test -- [--only ${PARTS.join("|")}] [--whole]

Checks the sources (format, lint, types, rules), then runs the tests in Node, in workerd, in Chromium and under load, one after
the other.

  --only <part>    this part alone; recorded is what needs ${RECORDED}, of all projects
  --whole          sends every hostile text and file to every route, where otherwise each route takes its share in turn
  --verbose        stack traces

  npm test
  npm test -- --only workerd --whole

Exit codes: 0 everything passed, 1 something failed, 2 wrong usage, or the Worker could not be built.
`;

/** Runs all checks and tests; where there is no Chromium, says what did not run and how to get it. */
async function test(args: string[]): Promise<number> {
  const { only, whole } = parseOptions(args, { only: { type: "string" }, whole: { type: "boolean" } });
  if (only !== undefined && !PARTS.includes(only)) throw new UsageError(`--only is one of ${PARTS.join(", ")}.`);
  const hasRecorded = existsSync(RECORDED);
  if (only === "recorded") {
    if (!hasRecorded) throw new Error(`There is no ${RECORDED}: no test that needs recordings can run.`);
    await buildWorker();
    return (await run("vitest", ["run", ...recordedTests(), "-t", RECORDED, ...reporters("recorded")])) === 0 ? 0 : 1;
  }
  const wanted = PROJECTS.filter((project) => only === undefined || project === only);
  const hasChromium = existsSync(CHROMIUM);
  const projects = wanted.filter((project) => project !== "browser" || hasChromium);
  if (whole) process.env.WHOLE_CORPORA = "yes";
  let failed = 0;
  // The bundle is what is checked for size, and what the browser and load tests run.
  await buildWorker();
  if (only === undefined || only === "checks") {
    if ((await run("node", ["src/cli/check.ts"])) !== 0) failed += 1;
  }
  for (const project of projects) {
    const code = await run("vitest", ["run", "--project", project, ...reporters(project)]);
    if (code !== 0) failed += 1;
  }
  if (wanted.length > projects.length) {
    process.stdout.write(
      `\nThe browser tests did not run: there is no ${CHROMIUM}. On Debian: apt-get install chromium\n`,
    );
  }
  if (!hasRecorded) {
    process.stdout.write(`\nTests that need recordings did not run: there is no ${RECORDED}.\n`);
  }
  return failed === 0 ? 0 : 1;
}

/** The files of tests that name the folder of recordings. */
function recordedTests(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join("test", name))
    .filter((path) => readFileSync(path, "utf8").includes(RECORDED));
}

/** For programs that read the outcome: VITEST_REPORTS names a folder for the runner's own JSON reports, one per project. */
function reporters(project: string): string[] {
  const folder = process.env.VITEST_REPORTS;
  return folder === undefined
    ? []
    : ["--reporter=default", "--reporter=json", `--outputFile.json=${folder}/${project}.json`];
}

function run(program: string, args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.on("error", reject);
    child.on("close", resolve);
  });
}

await runProgram({ help: HELP, run: test });
